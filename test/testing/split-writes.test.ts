import { expect, test } from 'vitest';
import { VirtualClock } from '../../src/testing/clock.js';
import { splitWrites } from '../../src/testing/split-writes.js';
import { VirtualAsterisk } from '../../src/testing/virtual-asterisk.js';
import { phoneTo } from './support/raw-app.js';
import { TestWire } from './support/test-wire.js';

/** A call that has begun, and what Asterisk writes from now on, with the time of each piece. */
function onTheLine() {
  const clock = new VirtualClock();
  const wire = new TestWire(clock);
  const asterisk = new VirtualAsterisk({ clock });
  const call = asterisk.call(splitWrites(wire, clock), { request: 'agi://localhost/test', script: 'test' });
  call.begin();
  wire.send('ANSWER\n');
  clock.advance(1_000);
  wire.writes.length = 0;
  return { clock, wire, call, pieces: () => wire.writes.map(String) };
}

test('the first line of a usage comes at once, the rest in one piece 40 ms later', () => {
  const { clock, wire, pieces } = onTheLine();
  wire.send('GET VARIABLE\n');
  expect(pieces()).toEqual(['520-Invalid command syntax.  Proper usage follows:\n']);
  clock.advance(39);
  expect(pieces()).toHaveLength(1);
  clock.advance(1);
  expect(pieces()).toHaveLength(2);
  expect(pieces()[1]).toMatch(/^ Usage: .*\n520 End of proper usage\.\n$/);
});

test('HANGUP comes 40 ms after the -1 that it explains', () => {
  const { clock, wire, call, pieces } = onTheLine();
  wire.send('WAIT FOR DIGIT -1\n');
  call.hangUp();
  expect(pieces()).toEqual(['200 result=-1\n']);
  expect(call.isAppsTurn).toBe(false);
  clock.advance(40);
  expect(pieces()).toEqual(['200 result=-1\n', 'HANGUP\n']);
});

test('HANGUP comes before the answer to what the app sends meanwhile', () => {
  const { clock, wire, call, pieces } = onTheLine();
  wire.send('WAIT FOR DIGIT -1\n');
  call.hangUp();
  clock.advance(10);
  wire.send('CHANNEL STATUS\n');
  clock.advance(40);
  expect(pieces().join('')).toMatch(/^200 result=-1\nHANGUP\n511 [^\n]*\n$/);
  expect(pieces()[1]).toBe('HANGUP\n');
});

test('nothing is lost when the connection ends', () => {
  const { wire, call, pieces } = onTheLine();
  wire.send('WAIT FOR DIGIT -1\n');
  call.hangUp();
  wire.close();
  expect(pieces().join('')).toBe('200 result=-1\nHANGUP\nHANGUP\n');
});

test('the time that pieces take passes by itself while a caller waits for the app', async () => {
  await using phone = phoneTo(
    async (agi) => {
      await agi.send('ANSWER');
      await agi.send('GET VARIABLE');
      await agi.nextLine();
      await agi.nextLine();
      await agi.send('STREAM FILE vm-goodbye ""');
    },
    { splitWrites: true },
  );
  const caller = phone.dial('/raw').hears('vm-goodbye').ends({ by: 'dialplan' });
  await caller;
  expect(caller.events.find(({ kind }) => kind === 'soundStarted')?.atMs).toBe(Date.UTC(2026, 0, 5, 9) + 20 + 40);
});
