import { isIP, SocketAddress } from 'node:net';

/** The beginning of an IPv4 address that a socket of both families says. */
const MAPPED = '::ffff:';

const PORT = /:[^:]*$/;

/** How a peer is named wherever it is counted, looked up or shown: one machine has one name, however its address was written. */
export const peerName = (address: string, port: number | string): string => `${plainAddress(address)}:${port}`;

/** `127.0.0.1:51234`, as a link names its peer, without the port. */
export const addressOf = (peer: string): string => plainAddress(peer.replace(PORT, ''));

const LOOPBACK = /^(?:127\.|::1$|localhost$)/i;

/** Whether only this machine reaches a server there. */
export const isLoopback = (host: string): boolean => LOOPBACK.test(plainAddress(host));

/**
 * The one spelling of an address: `::ffff:10.0.0.7` is `10.0.0.7`, `FE80:0:0::1%eth0` is `fe80::1%eth0`. The zone stays: the
 * same link-local address on another network is another machine. What is no address comes back as it is.
 */
export function plainAddress(text: string): string {
  if (isIP(text) !== 6) return text;
  const [address = '', zone] = text.split('%');
  const short = new SocketAddress({ address, family: 'ipv6' }).address;
  const mapped = short.startsWith(MAPPED) ? short.slice(MAPPED.length) : '';
  if (isIP(mapped) === 4) return mapped;
  return zone === undefined ? short : `${short}%${zone}`;
}
