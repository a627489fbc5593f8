import { describe, expect, it } from 'vitest';

import { LineReader } from '../../src/core/line-reader.js';
import { type ReplyEvent, ReplyReader, type TextEnd } from '../../src/core/reply.js';
import { type AgiCommand, defineCommand } from '../../src/core/commands/define-command.js';
import * as table from '../../src/core/commands/index.js';
import { emptyOrUnset } from '../../src/core/whole-value.js';
import { printable } from '../../src/errors/printable.js';
import { splitWords } from './support/asterisk-words.js';
import { fakeCall, MARK, settle, watch } from './support/fake-link.js';
import { bytesOf, type Exchange, pieces, receivedBytes, type Transcript, transcripts } from './support/transcripts.js';
import { rowOf, typedCommand } from './support/typed-commands.js';

type Cut = (bytes: Buffer) => Buffer[];

const inOnePiece: Cut = (bytes) => [bytes];
const otherCuts: readonly Cut[] = [
  // Line by line, byte by byte, at random places.
  (bytes) =>
    pieces(
      bytes,
      [...bytes.keys()].filter((at) => bytes[at - 1] === 10),
    ),
  (bytes) => pieces(bytes, bytes.keys()),
  (bytes) =>
    pieces(
      bytes,
      Array.from({ length: 1 + (bytes.length >> 3) }, () => random(bytes.length)),
    ),
];

const seed = Number(process.env['OFFHOOK_SEED'] ?? Date.now() % 1_000_000);
const random = randomNumbers(seed);

describe(`golden transcripts (seed ${seed}, set OFFHOOK_SEED to repeat)`, () => {
  it.each(transcripts.map((transcript) => [transcript.name, transcript] as const))('%s', async (_, transcript) => {
    const outcomes = await replay(transcript, inOnePiece);
    const events = eventsOf(transcript, inOnePiece);
    for (const cut of otherCuts) {
      expect(await replay(transcript, cut)).toEqual(outcomes);
      expect(eventsOf(transcript, cut)).toEqual(events);
    }
  });

  it('give what they gave when a person read them', async () => {
    const text: string[] = [];
    for (const transcript of transcripts) {
      const outcomes = await replay(transcript, inOnePiece);
      text.push([transcript.name, ...outcomes.map((line) => `  ${line}`)].join('\n'));
    }
    await expect(`${text.join('\n\n')}\n`).toMatchFileSnapshot('../fixtures/transcripts/outcomes.txt');
  });

  it('show each of the 47 commands through its typed method', () => {
    const recorded = new Set(
      transcripts.flatMap(({ exchange }) =>
        exchange.map(({ send }) => send && typedCommand(send) && rowOf(splitWords(send))?.verb),
      ),
    );
    expect(
      Object.values(table)
        .map((row) => row.verb)
        .filter((verb) => !recorded.has(verb)),
      'a recording in test/fixtures/transcripts shows it, and MAKERS of typed-commands.ts reads it',
    ).toEqual([]);
  });
});

/** Sends the recorded commands, gives the recorded answers, and says what came of each. */
async function replay({ exchange }: Transcript, cut: Cut): Promise<string[]> {
  const { link, wire, over } = fakeCall();
  const start = async ({ command, line, isTyped }: ReturnType<typeof commandFor>) =>
    isTyped ? wire.send(command) : wire.sendRaw(command, line);
  const said: string[] = [];
  for (const [i, step] of exchange.entries()) {
    // Bytes that were sent out of turn on purpose belong to no command; the reply events below cover their answers.
    if (step.sendRaw !== undefined) continue;
    const command = step.send === null ? undefined : commandFor(step.send);
    const running = command && watch(start(command));
    if (running !== undefined && link.sent.length === 0) {
      await settle();
      said.push(`- ${printable(step.send, 100)} → ${shown(running.outcome)}`);
      continue;
    }
    const [sent] = link.sent.splice(0);
    for (const piece of cut(answerBytes(step, sent))) link.receive(piece);
    link.prove();
    await settle();
    for (let asked = link.sent.shift(); asked !== undefined; asked = link.sent.shift()) {
      link.receiveLines(...answerTo(asked, exchange, i));
      await settle();
    }
    if (step.end !== undefined) link.close();
    await settle();
    if (running !== undefined)
      said.push(`${command?.isTyped ? '>' : '»'} ${printable(step.send, 100)} → ${shown(running.outcome)}`);
  }
  return [...said, ...over.map((error) => `over: ${shown({ kind: 'error', error })}`)];
}

/** The recorded answer, with the mark where the core asked for one. */
function answerBytes(step: Exchange, asked: string | undefined): Buffer {
  const bytes = receivedBytes(step);
  if (
    asked === undefined ||
    !asked.startsWith('GET FULL VARIABLE "') ||
    !/(?:^|\n)200 result=[01]/.test(bytes.toString())
  )
    return bytes;
  const text = bytes.toString('latin1');
  // The core reads GET VARIABLE by the other command, and asks for what is empty once more.
  const value = /^GET VARIABLE/i.test(step.send ?? '') ? text.replace(/^200 result=0$/m, '200 result=1 ()') : text;
  return Buffer.from(value.replace(/\)(\n(?:HANGUP\n)?)$/, `${MARK})$1`), 'latin1');
}

/** Noted where the server closed: Asterisk then writes HANGUP with the caller still there. */
const SERVER_ENDS = 'server ends its side of the connection';

/** What the core asks beyond the recording: whether the caller is still there, and what a subroutine returned. */
function answerTo(asked: string, exchange: readonly Exchange[], i: number): string[] {
  if (asked === 'CHANNEL STATUS') {
    const next = exchange[i + 1];
    const isGone = next?.receive[0] === 'HANGUP' && next.note !== SERVER_ENDS;
    return [isGone ? '511 Command Not Permitted on a dead channel or intercept routine' : '200 result=6'];
  }
  if (asked.startsWith('GET VARIABLE "'))
    return [exchange[i]?.receive.at(-1) === '200 result=0' ? '200 result=0' : '200 result=1 ()'];
  if (asked !== 'GET FULL VARIABLE "${GOSUB_RETVAL}"') throw new Error(`the core asked ${asked}`);
  const answer = exchange
    .slice(i + 1)
    .find(({ send }) => send === 'GET VARIABLE GOSUB_RETVAL')
    ?.receive.at(-1);
  return [answer ?? '200 result=1 ()'];
}

/** A line no row stands for: the answer as it is. */
const unknown = defineCommand('UNKNOWN', {
  encode: () => ({}),
  decode: ({ result, rest }) => `${result} ${rest}`,
  afterHangup: true,
});

function commandFor(send: string): { readonly command: AgiCommand; readonly line: string; readonly isTyped: boolean } {
  const line = bytesOf(send).toString();
  const typed = typedCommand(line);
  return {
    line,
    isTyped: typed !== undefined,
    command: typed ?? { row: rawRow(line), args: {} },
  };
}

/** A line that is sent as it stands has no mark, and GET VARIABLE is then itself. */
function rawRow(line: string): AgiCommand['row'] {
  const row = rowOf(splitWords(line)) ?? unknown().row;
  return row.sentAs === undefined ? { ...row, text: 'proven' } : emptyOrUnset('').row;
}

function shown(outcome: ReturnType<typeof watch>['outcome']): string {
  switch (outcome.kind) {
    case 'pending':
      return 'pending';
    case 'value':
      return printable(JSON.stringify(outcome.value) ?? 'undefined', 160);
    case 'error':
      return printable(outcome.error, 160);
  }
}

/** Everything the reader makes of what Asterisk sent, with the commands that were sent raw counted in. */
function eventsOf({ exchange }: Transcript, cut: Cut): ReplyEvent[] {
  const lines = new LineReader(1024 * 1024);
  const replies = new ReplyReader(MARK);
  const events: ReplyEvent[] = [];
  for (const step of exchange) {
    const sent = (step.send ?? step.sendRaw ?? '').toUpperCase();
    const text: TextEnd | undefined = /GET (FULL )?VARIABLE|DATABASE GET|RECEIVE TEXT/.test(sent)
      ? 'proven'
      : undefined;
    const read = (line: string) => void events.push(replies.push(line, text));
    for (const piece of cut(receivedBytes(step))) lines.push(piece, read);
    if (events.some(({ kind }) => kind === 'unproven')) lines.push(Buffer.from(`200 result=1 (${MARK})\n`), read);
  }
  if (lines.unfinished !== '') throw new Error('a line was left over');
  return events;
}

/** Whole numbers below a limit, the same for the same seed (mulberry32). */
function randomNumbers(from: number): (below: number) => number {
  let state = from;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
