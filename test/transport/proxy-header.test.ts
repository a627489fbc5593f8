import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ProxyHeader, readProxyHeader } from '../../src/transport/proxy-header.js';

const SIGNATURE = Buffer.from('\r\n\r\n\0\r\nQUIT\n', 'latin1');

/** A header of version 2. */
function binary(command: number, family: number, content: readonly number[], length = content.length): Buffer {
  return Buffer.concat([SIGNATURE, Buffer.from([command, family, length >> 8, length & 0xff, ...content])]);
}

const IPV4 = [10, 1, 2, 3, 10, 0, 0, 5, 0x9c, 0x40, 0x11, 0xdd];
const LOOPBACK = [...Array.from({ length: 15 }, () => 0), 1];
const IPV6 = [0x20, 0x01, 0x0d, 0xb8, ...LOOPBACK.slice(4), ...LOOPBACK, 0, 80, 0x11, 0xdd];
const MAPPED = [...Array.from({ length: 10 }, () => 0), 0xff, 0xff, 10, 1, 2, 3, ...LOOPBACK, 0, 80, 0x11, 0xdd];
/** What proxies add: here the name of a host, and a checksum that nobody looks at. */
const TLVS = [0x02, 0, 3, 0x6f, 0x6e, 0x65, 0x03, 0, 4, 1, 2, 3, 4];

const GOOD: readonly [name: string, header: Buffer, source: string | undefined][] = [
  ['a line of IPv4', Buffer.from('PROXY TCP4 10.1.2.3 10.0.0.5 40000 4573\r\n'), '10.1.2.3:40000'],
  ['a line from the highest port', Buffer.from('PROXY TCP4 10.1.2.3 10.0.0.5 65535 4573\r\n'), '10.1.2.3:65535'],
  ['a line to the highest port', Buffer.from('PROXY TCP4 10.1.2.3 10.0.0.5 0 65535\r\n'), '10.1.2.3:0'],
  ['a line of IPv6', Buffer.from('PROXY TCP6 2001:db8::1 ::1 80 4573\r\n'), '2001:db8::1:80'],
  ['another spelling of it', Buffer.from('PROXY TCP6 2001:0DB8:0::0001 ::1 80 4573\r\n'), '2001:db8::1:80'],
  [
    'the longest line',
    Buffer.from(`PROXY UNKNOWN ${'ffff:'.repeat(7)}ffff ${'ffff:'.repeat(7)}ffff 65535 65535\r\n`),
    undefined,
  ],
  ['a line of a proxy that speaks for itself', Buffer.from('PROXY UNKNOWN\r\n'), undefined],
  ['bytes of IPv4', binary(0x21, 0x11, IPV4), '10.1.2.3:40000'],
  ['bytes of IPv6', binary(0x21, 0x21, IPV6), '2001:db8::1:80'],
  ['bytes of IPv4 within IPv6', binary(0x21, 0x21, MAPPED), '10.1.2.3:80'],
  ['bytes with more than addresses', binary(0x21, 0x11, [...IPV4, ...TLVS]), '10.1.2.3:40000'],
  ['bytes of a proxy that looks whether we are there', binary(0x20, 0x00, []), undefined],
  ['the same with addresses, which count for nothing', binary(0x20, 0x11, IPV4), undefined],
  ['the same with a family that is none', binary(0x20, 0x7f, TLVS), undefined],
  ['bytes of a connection of unknown kind', binary(0x21, 0x00, TLVS), undefined],
  [
    'bytes of a socket of the file system',
    binary(
      0x21,
      0x31,
      Array.from({ length: 216 }, () => 0),
    ),
    undefined,
  ],
  [
    'as many bytes as are taken',
    binary(0x21, 0x11, [...IPV4, ...Array.from({ length: 4068 }, () => 7)]),
    '10.1.2.3:40000',
  ],
];

const BAD: readonly [name: string, bytes: Buffer, problem: RegExp][] = [
  ['a call', Buffer.from('agi_network: yes\n'), /it sent no PROXY header/],
  ['a word that only begins so', Buffer.from('PROXYING '), /it sent no PROXY header/],
  ['a signature with a wrong byte', Buffer.from('\r\n\r\n\0\r\nQUIX', 'latin1'), /it sent no PROXY header/],
  ...[
    'TCP4 10.1.2.3 10.0.0.5 40000',
    'TCP4 10.1.2.3 10.0.0.5 40000 4573 1',
    'TCP4 10.1.2.3 10.0.0.5 40000 65536',
    'TCP4 10.1.2.3 10.0.0.5 40000 -1',
    'TCP4 10.1.2.3 10.0.0.5  4573',
    'TCP4 10.1.2 10.0.0.5 40000 4573',
    'TCP4 ::1 ::1 40000 4573',
    'TCP6 10.1.2.3 10.0.0.5 40000 4573',
    'TCP6 fe80::1%eth0 ::1 40000 4573',
    'TCP4 10.1.2.3\n10.0.0.5 40000 4573',
    'UDP4 10.1.2.3 10.0.0.5 40000 4573',
    'TCP0 x y 40000 4573',
    'constructor 10.1.2.3 10.0.0.5 40000 4573',
    '',
  ].map((line): [string, Buffer, RegExp] => [
    `a line "${line}"`,
    Buffer.from(`PROXY ${line}\r\n`),
    /its PROXY line is none/,
  ]),
  ['a line without an end', Buffer.from(`PROXY TCP4 ${'1'.repeat(100)}`), /its PROXY line passed 107 bytes/],
  ['version 3', binary(0x31, 0x11, IPV4), /an unknown version or command/],
  ['a command that is none', binary(0x22, 0x11, IPV4), /an unknown version or command/],
  ['datagrams', binary(0x21, 0x12, IPV4), /speaks of no TCP connection/],
  ['a family that is none', binary(0x21, 0x41, IPV4), /speaks of no TCP connection/],
  ['less than its addresses', binary(0x21, 0x21, IPV4), /has no room for its addresses/],
  ['more bytes than are taken, before they come', binary(0x21, 0x11, IPV4, 0xffff), /passes 4096 bytes/],
];

describe('a PROXY header', () => {
  test.each(GOOD)('is read from %s', (_name, bytes, source) => {
    const read: ProxyHeader = { kind: 'header', end: bytes.length, source };
    expect(readProxyHeader(bytes)).toEqual(read);
    expect(readProxyHeader(Buffer.concat([bytes, Buffer.from('agi_network: yes\n')]))).toEqual(read);
  });

  test.each(GOOD)('is waited for, a byte after the other, of %s', (_name, bytes) => {
    for (let length = 0; length < bytes.length; length++)
      expect(readProxyHeader(bytes.subarray(0, length))).toEqual({ kind: 'unfinished' });
  });

  test.each(BAD)('is none: %s', (_name, bytes, problem) => {
    const read = readProxyHeader(bytes);
    expect(read).toMatchObject({ kind: 'none' });
    expect(read.kind === 'none' ? read.problem : '').toMatch(problem);
  });

  test('is never waited for without end: what is not finished within 4,096 bytes is none', () => {
    const begin = fc.constantFrom(Buffer.from('PROXY '), SIGNATURE, Buffer.alloc(0));
    fc.assert(
      fc.property(begin, fc.uint8Array({ minLength: 4_096, maxLength: 4_200 }), (first, garbage) => {
        expect(readProxyHeader(Buffer.concat([first, garbage])).kind).not.toBe('unfinished');
      }),
    );
  });

  test('says of garbage the same whatever more of it comes, once it has said something', () => {
    const begin = fc.constantFrom('PROXY ', 'PROXY TCP4 1.1.1.1 ', SIGNATURE.toString('latin1'), '');
    fc.assert(
      fc.property(begin, fc.uint8Array({ maxLength: 300 }), (first, garbage) => {
        const bytes = Buffer.concat([Buffer.from(first, 'latin1'), garbage]);
        let said: ProxyHeader | undefined;
        for (let length = 0; length <= bytes.length; length++) {
          const read = readProxyHeader(bytes.subarray(0, length));
          if (said !== undefined) expect(read).toEqual(said);
          else if (read.kind !== 'unfinished') said = read;
        }
      }),
    );
  });
});
