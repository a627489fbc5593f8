import { expect, test } from 'vitest';
import { addressOf, peerName, plainAddress } from '../../src/transport/peer-name.js';

test.each([
  ['10.0.0.7', '10.0.0.7'],
  ['::ffff:10.0.0.7', '10.0.0.7'],
  ['::FFFF:10.0.0.7', '10.0.0.7'],
  ['::ffff:a00:7', '10.0.0.7'],
  ['0:0:0:0:0:ffff:10.0.0.7', '10.0.0.7'],
  ['::ffff:0.0.0.0', '0.0.0.0'],
  // These embed an IPv4 address otherwise, and are machines of their own.
  ['::ffff:0:10.0.0.7', '::ffff:0:a00:7'],
  ['64:ff9b::10.0.0.7', '64:ff9b::a00:7'],
  ['fd00:0:0:0:0:0:0:1', 'fd00::1'],
  ['FD00::0001', 'fd00::1'],
  ['fd00:0:0:1:0:0:0:1', 'fd00:0:0:1::1'],
  ['fe80:0::1%eth0', 'fe80::1%eth0'],
  ['fe80::1%eth1', 'fe80::1%eth1'],
  ['::1', '::1'],
  ['memory', 'memory'],
  ['?', '?'],
])('the address %s is %s', (written, plain) => {
  expect(plainAddress(written)).toBe(plain);
  expect(addressOf(peerName(written, 5060))).toBe(plain);
  expect(addressOf(`${written}:5060`)).toBe(plain);
});

test('a peer without a port is its address', () => {
  expect(addressOf('memory')).toBe('memory');
});
