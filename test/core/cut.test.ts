import { expect, test, vi } from 'vitest';
import { noop } from '../../src/core/commands/log.js';
import { streamFile } from '../../src/core/commands/media.js';
import { holdUntil } from '../../src/core/hold.js';
import { LINE_LIMIT } from '../../src/core/line.js';
import { Wire } from '../../src/core/wire.js';
import { HangUpError } from '../../src/errors/hang-up-error.js';
import { FakeLink, MARK, fakeCall, settle, watch } from './support/fake-link.js';

const TOKEN = /^GET FULL VARIABLE "[0-9a-f-]{36}<mark>$/;
const KEYS = '"0123456789*#"';

/** A call whose pieces are kept as they are sent: a cut sends half a line first. */
function callInPieces() {
  const { channel, link } = fakeCall();
  const pieces: string[] = [];
  link.send = (piece) => void pieces.push(piece);
  const sees = (count: number) => vi.waitFor(() => expect(pieces).toHaveLength(count), { interval: 1 });
  /** The token that the half line in this piece holds. */
  const tokenIn = (piece = '') => piece.replace('GET FULL VARIABLE "', '');
  return { channel, link, pieces, sees, tokenIn };
}

test('a hold is released by half a line; the rest follows the answer of the wait at once', async () => {
  const { channel, link, pieces, sees, tokenIn } = callInPieces();
  const held = channel.holdUntil(Promise.resolve('done'));
  await sees(2);
  expect(pieces[0]).toBe('WAIT FOR DIGIT -1\n');
  expect(pieces[1]).toMatch(TOKEN);
  link.receiveLines('200 result=1');
  expect(pieces[2]).toBe('"\n');
  link.receiveLines(`200 result=1 (${tokenIn(pieces[1])})`);
  expect(await held).toEqual({ result: { status: 'fulfilled', value: 'done' }, keys: [] });
});

test('a key that comes with the release is kept', async () => {
  const { channel, link, pieces, sees, tokenIn } = callInPieces();
  const held = channel.holdUntil(Promise.resolve('done'));
  await sees(2);
  link.receiveLines('200 result=53', `200 result=1 (${tokenIn(pieces[1])})`);
  expect((await held).keys).toEqual(['5']);
});

test('a sound that is cut says nothing; the rest of the line does not wait for it', async () => {
  const { channel, link, pieces, sees, tokenIn } = callInPieces();
  const played = channel.playUntil(['wait'], Promise.resolve('done'));
  await sees(3);
  expect(pieces[0]).toBe(`STREAM FILE "wait" ${KEYS}\n`);
  expect(pieces[2]).toBe('"\n');
  link.receiveLines(`200 result=1 (${tokenIn(pieces[1])})`);
  expect(await played).toMatchObject({ keys: [] });
});

test('a sound that ended by itself as it was cut keeps its own answer', async () => {
  const { channel, link, pieces, sees, tokenIn } = callInPieces();
  const played = channel.playUntil(['wait'], Promise.resolve('done'));
  await sees(3);
  link.receiveLines('200 result=50 endpos=8000', `200 result=1 (${tokenIn(pieces[1])})`);
  expect((await played).keys).toEqual(['2']);
});

test('what a cut sound wants to ask waits for the answer of the token', async () => {
  const { channel, link, pieces, sees, tokenIn } = callInPieces();
  const played = channel.playUntil(['missing'], Promise.resolve('done'));
  await sees(3);
  link.receiveLines('200 result=-1 endpos=0');
  await Promise.resolve();
  expect(pieces).toHaveLength(3);
  link.receiveLines(`200 result=1 (${tokenIn(pieces[1])})`);
  await sees(4);
  expect(pieces[3]).toBe('CHANNEL STATUS\n');
  link.receiveLines('200 result=6');
  expect(await played).toMatchObject({ result: { status: 'fulfilled' } });
});

test('what a cut sound wants to ask ends with the connection', async () => {
  const { channel, link, sees } = callInPieces();
  const playing = channel.begin(streamFile('missing'));
  const played = watch(playing.done);
  void playing.cut().catch(() => undefined);
  await sees(3);
  link.receiveLines('200 result=-1 endpos=0');
  await settle();
  expect(played.outcome.kind).toBe('pending');
  link.close();
  await settle();
  expect(played.outcome).toMatchObject({ kind: 'error', error: { name: 'HangUpError', reason: 'caller' } });
});

test('an Asterisk that has read a wait and its token in one go is woken, and everything is answered in turn', async () => {
  const { channel, link, pieces, sees, tokenIn } = callInPieces();
  const held = channel.holdUntil(Promise.resolve('done'));
  // It stood still: the token waits in its buffer, and no byte interrupts the wait, until a line comes by itself.
  await sees(4);
  expect(pieces).toEqual(['WAIT FOR DIGIT -1\n', expect.stringMatching(TOKEN), '"\n', `GET FULL VARIABLE "${MARK}"\n`]);
  link.receive(`200 result=1\n200 result=1 (${tokenIn(pieces[1])})\n200 result=1 (${MARK})\n`);
  expect((await held).result).toEqual({ status: 'fulfilled', value: 'done' });
  const next = channel.getVariable('X');
  await sees(5);
  link.receive(`200 result=1 (value${MARK})\n`);
  expect(await next).toBe('value');
});

test('is woken again, later each time, while one of the lines is unanswered', async () => {
  const { channel, link, pieces, sees, tokenIn } = callInPieces();
  const held = channel.playUntil(['long'], Promise.resolve('done'));
  await sees(4);
  link.receive(`200 result=1 (${tokenIn(pieces[1])})\n`);
  expect((await held).result).toEqual({ status: 'fulfilled', value: 'done' });
  const next = channel.noop();
  // The line that woke it has gone into the buffer itself.
  await sees(5);
  expect(pieces[4]).toBe(`GET FULL VARIABLE "${MARK}"\n`);
  link.receive(`200 result=1 (${MARK})\n200 result=1 (${MARK})\n`);
  await sees(6);
  link.receive('200 result=0\n');
  await next;
});

test('what a cut waits for is no round trip, so that the next one does not wait longer', async () => {
  const link = new FakeLink();
  let nowMs = 0;
  const clock = { nowMs: () => nowMs, after: (_: number, run: () => void) => (setImmediate(run), () => undefined) };
  const wire = new Wire(link, {
    mark: '-',
    roundTripMs: 10,
    lineLimitBytes: LINE_LIMIT,
    onOver: () => undefined,
    clock,
  });
  link.open(wire);
  let line = '';
  link.send = (piece) => {
    line += piece;
    nowMs += 10;
    if (!line.endsWith('\n')) nowMs += 100;
    else if (line.startsWith('NOOP')) link.receiveLines('200 result=0');
    else if (line.startsWith('GET')) link.receiveLines(`200 result=1 (${/"(.*)"/.exec(line)?.[1]})`);
    if (line.endsWith('\n')) line = '';
  };
  await wire.send(noop());
  expect(wire.roundTripMs).toBe(10);
  await holdUntil(wire, ['wait'], Promise.resolve());
  expect(wire.roundTripMs).toBe(10);
});

test('a wait that does not see the half line is released by the rest of it', async () => {
  const { channel, link, pieces, sees, tokenIn } = callInPieces();
  const held = channel.holdUntil(Promise.resolve('done'));
  await sees(3);
  link.receiveLines('200 result=1', `200 result=1 (${tokenIn(pieces[1])})`);
  expect(await held).toMatchObject({ keys: [] });
});

test('a hang-up in a hold rejects, and the line is made whole for the commands that may follow', async () => {
  const { channel, link, pieces, sees, tokenIn } = callInPieces();
  const held = channel.holdUntil(Promise.resolve('done'));
  await sees(2);
  link.receiveLines('200 result=-1', 'HANGUP');
  expect(pieces[2]).toBe('"\n');
  link.receiveLines(`200 result=1 (${tokenIn(pieces[1])})`);
  await expect(held).rejects.toThrow(HangUpError);
  const gone = channel.getVariable('X');
  await sees(4);
  link.receiveLines(`200 result=1 (${MARK})`);
  await sees(5);
  link.receiveLines('200 result=0');
  expect(await gone).toBeUndefined();
});

test('a command that was queued behind a cut goes out after the token', async () => {
  const { channel, link, pieces, sees, tokenIn } = callInPieces();
  const held = channel.holdUntil(Promise.resolve('done'));
  const next = channel.getVariable('X');
  await sees(2);
  link.receiveLines('200 result=1');
  expect(pieces).toHaveLength(3);
  link.receiveLines(`200 result=1 (${tokenIn(pieces[1])})`);
  await sees(4);
  expect(pieces[3]).toBe(`GET FULL VARIABLE "\${X}${MARK}"\n`);
  link.receiveLines(`200 result=1 (value${MARK})`);
  expect(await next).toBe('value');
  await held;
});

test('work that wants the channel itself gets it: the hold gives way and goes on behind it', async () => {
  const { channel, link, pieces, sees, tokenIn } = callInPieces();
  const held = channel.holdUntil(
    (async () => {
      await Promise.resolve();
      return channel.getVariable('X');
    })(),
  );
  await sees(2);
  link.receiveLines('200 result=1', `200 result=1 (${tokenIn(pieces[1])})`);
  await sees(4);
  expect(pieces[3]).toBe(`GET FULL VARIABLE "\${X}${MARK}"\n`);
  link.receiveLines(`200 result=1 (value${MARK})`);
  await sees(6);
  expect(pieces[4]).toBe('WAIT FOR DIGIT -1\n');
  link.receiveLines('200 result=1', `200 result=1 (${tokenIn(pieces[5])})`);
  expect((await held).result).toEqual({ status: 'fulfilled', value: 'value' });
});
