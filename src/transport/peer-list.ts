import { BlockList, isIP } from 'node:net';
import { OffhookError } from '../errors/offhook-error.js';

/** Addresses that something is allowed to. */
export interface PeerList {
  /** @param address - as a socket says it; `::ffff:10.0.0.1` is found among the IPv4 addresses too */
  has(address: string): boolean;
}

/**
 * Reads a list of addresses and CIDR blocks.
 *
 * @param option - its name, for messages
 * @param entries - `10.1.2.3`, `10.0.0.0/8`, `fd00::/8`
 * @throws OffhookError AGI_OPTION for an entry that is neither, and for what is no list
 */
export function readPeers(option: string, entries: readonly string[]): PeerList {
  // The types allow nothing else; JavaScript does.
  if (!Array.isArray(entries))
    throw new OffhookError('AGI_OPTION', { option, value: entries, problem: 'a list of addresses is needed' });
  const list = new BlockList();
  for (const entry of entries) add(list, option, entry);
  return { has: (address) => list.check(address, familyOf(address)) };
}

function add(list: BlockList, option: string, entry: string): void {
  const [address = '', bits, ...more] = entry.split('/');
  const longest = isIP(address) === 6 ? 128 : 32;
  const isNone = isIP(address) === 0 || more.length > 0;
  if (isNone || (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) <= longest))) {
    const problem = 'an address or a CIDR block is needed: 10.1.2.3, 10.0.0.0/8, fd00::/8';
    throw new OffhookError('AGI_OPTION', { option, value: entry, problem });
  }
  if (bits === undefined) list.addAddress(address, familyOf(address));
  else list.addSubnet(address, Number(bits), familyOf(address));
}

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');
