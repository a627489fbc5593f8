import { expect, test } from 'vitest';
import type { AgiLink } from '../../../src/core/link.js';
import { handshakeCounts, Handshakes } from '../../../src/app/server/handshakes.js';

function handshakes(maxHandshakes: number, maxHandshakesPerPeer: number) {
  const dropped: string[] = [];
  const told: string[] = [];
  const all = new Handshakes({ maxHandshakes, maxHandshakesPerPeer }, (limit, address) =>
    told.push(`${limit} ${address}`),
  );
  const begin = (peer: string) => {
    const link = { peer, destroy: () => dropped.push(peer) };
    return all.begin(link as unknown as AgiLink);
  };
  return { all, begin, dropped, told };
}

test('the oldest of the peer is dropped when the peer has too many', () => {
  const { begin, dropped, told } = handshakes(10, 2);
  for (const peer of ['10.0.0.9:1', '10.0.0.7:1', '::ffff:10.0.0.7:2', '10.0.0.9:2', '10.0.0.7:3', '10.0.0.7:4'])
    begin(peer);
  expect(dropped).toEqual(['10.0.0.7:1', '::ffff:10.0.0.7:2']);
  expect(told).toEqual(['maxHandshakesPerPeer 10.0.0.7', 'maxHandshakesPerPeer 10.0.0.7']);
});

test('the oldest of all is dropped when there are too many', () => {
  const { begin, dropped, told } = handshakes(3, 2);
  for (const i of [1, 2, 3, 4, 5]) begin(`10.0.0.${i}:1`);
  expect(dropped).toEqual(['10.0.0.1:1', '10.0.0.2:1']);
  expect(told).toEqual(['maxHandshakes 10.0.0.1', 'maxHandshakes 10.0.0.2']);
});

test('one that has said who calls, or is gone, counts no more, in whichever order', () => {
  for (const order of [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ]) {
    const { all, begin, dropped } = handshakes(3, 3);
    const entries = [begin('a:1'), begin('a:2'), begin('a:3')];
    for (const i of order) all.end(entries[i]!);
    for (const peer of ['a:4', 'a:5', 'a:6']) begin(peer);
    expect(dropped).toEqual([]);
    begin('a:7');
    expect(dropped).toEqual(['a:4']);
  }
});

test('one that was dropped is counted out once', () => {
  const { all, begin, dropped } = handshakes(2, 2);
  const [first] = [begin('a:1'), begin('a:2'), begin('a:3')];
  expect(dropped).toEqual(['a:1']);
  all.end(first);
  all.end(first);
  begin('a:4');
  expect(dropped).toEqual(['a:1', 'a:2']);
});

test.each([
  [Infinity, 2_000, 500],
  [100_000, 2_000, 500],
  [296, 148, 74],
  [1, 1, 1],
])('where %d connections can be open, %d may be silent, %d of a peer', (most, all, ofPeer) => {
  expect(handshakeCounts({}, most)).toEqual({ maxHandshakes: all, maxHandshakesPerPeer: ofPeer });
  expect(handshakeCounts({ maxHandshakes: 7, maxHandshakesPerPeer: 3 }, most)).toEqual({
    maxHandshakes: 7,
    maxHandshakesPerPeer: 3,
  });
});
