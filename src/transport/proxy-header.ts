import { isIP } from 'node:net';
import { peerName } from './peer-name.js';

/** What a connection began with. */
export type ProxyHeader =
  /** So far it may become a header. */
  | { readonly kind: 'unfinished' }
  /** Bytes before `end` are the header; `source` is who connected to the proxy, `undefined` when the proxy speaks for itself. */
  | { readonly kind: 'header'; readonly end: number; readonly source: string | undefined }
  | { readonly kind: 'none'; readonly problem: string };

/** The longest line of version 1, its CR LF included, as HAProxy's specification says it. */
const LONGEST_LINE = 107;
/** The longest of version 2: room for what proxies say in addition (TLS, load balancers), which is passed over. */
const LONGEST_BINARY = 4096;
const VERSIONS = new Map([
  ['TCP4', 4],
  ['TCP6', 6],
]);
const LINE_BEGIN = Buffer.from('PROXY ');
const SIGNATURE = Buffer.from('\r\n\r\n\0\r\nQUIT\n', 'latin1');
const FIXED_BYTES = 16;
const LOCAL = 0x20;
const PROXY = 0x21;
/** Connections that have no address: of a kind that the proxy does not know, or to a socket of the file system. */
const NAMELESS = [0x00, 0x31];

const UNFINISHED: ProxyHeader = { kind: 'unfinished' };
const none = (problem: string): ProxyHeader => ({ kind: 'none', problem });
const header = (end: number, source?: string): ProxyHeader => ({ kind: 'header', end, source });

/**
 * Reads a PROXY header of version 1 (text) or 2 (binary), `haproxy.org/download/2.8/doc/proxy-protocol.txt`.
 *
 * @param bytes - everything that came so far; what follows the header is not looked at
 */
export function readProxyHeader(bytes: Buffer): ProxyHeader {
  if (beginsAs(bytes, LINE_BEGIN)) return readLine(bytes);
  if (beginsAs(bytes, SIGNATURE)) return readBinary(bytes);
  return none('it sent no PROXY header, as everybody in `proxyProtocol.from` has to');
}

function beginsAs(bytes: Buffer, begin: Buffer): boolean {
  const length = Math.min(bytes.length, begin.length);
  return bytes.subarray(0, length).equals(begin.subarray(0, length));
}

function readLine(bytes: Buffer): ProxyHeader {
  const line = bytes.toString('latin1', 0, LONGEST_LINE);
  const at = line.indexOf('\r\n');
  if (at < 0) return line.length < LONGEST_LINE ? UNFINISHED : none(`its PROXY line passed ${LONGEST_LINE} bytes`);
  const [, family = '', ...words] = line.slice(0, at).split(' ');
  const end = at + 2;
  if (family === 'UNKNOWN') return header(end);
  const [source = '', destination = '', sourcePort = '', destinationPort = '', ...more] = words;
  const version = VERSIONS.get(family);
  const isGood =
    [source, destination].every((address) => isIP(address) === version && !address.includes('%')) &&
    [sourcePort, destinationPort].every(isPort) &&
    more.length === 0;
  return isGood ? header(end, peerName(source, Number(sourcePort))) : none('its PROXY line is none');
}

const isPort = (text: string) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535;

function readBinary(bytes: Buffer): ProxyHeader {
  if (bytes.length < FIXED_BYTES) return UNFINISHED;
  const [command, family = 0] = bytes.subarray(SIGNATURE.length);
  const end = FIXED_BYTES + bytes.readUInt16BE(FIXED_BYTES - 2);
  if (end > LONGEST_BINARY) return none(`its PROXY header passes ${LONGEST_BINARY} bytes`);
  if (command !== LOCAL && command !== PROXY) return none('its PROXY header has an unknown version or command');
  if (bytes.length < end) return UNFINISHED;
  if (command === LOCAL || NAMELESS.includes(family)) return header(end);
  if (family === 0x11) return readAddresses(bytes.subarray(FIXED_BYTES, end), 4, end);
  if (family === 0x21) return readAddresses(bytes.subarray(FIXED_BYTES, end), 16, end);
  return none('its PROXY header speaks of no TCP connection');
}

/** Both addresses, then both ports, then what is passed over. */
function readAddresses(bytes: Buffer, width: 4 | 16, end: number): ProxyHeader {
  if (bytes.length < 2 * width + 4) return none('its PROXY header has no room for its addresses');
  const groups = Array.from({ length: width / 2 }, (_, i) => bytes.readUInt16BE(2 * i).toString(16));
  const address = width === 4 ? bytes.subarray(0, 4).join('.') : groups.join(':');
  return header(end, peerName(address, bytes.readUInt16BE(2 * width)));
}
