import type { CommandArguments } from '../core/line.js';
import type { Turn } from '../core/turn.js';
import { HangUpError } from '../errors/hang-up-error.js';
import { printable } from '../errors/printable.js';
import type { CallJournal } from './call-journal.js';
import type { HeardSound, SoundEnding } from './journal.js';
import { MASKED } from '../errors/masked.js';

const LONGEST_LINE = 400;

/** Commands that are heard: what each says, and in which argument. */
const SOUNDS: Readonly<Record<string, readonly [kind: HeardSound['kind'], argument: string]>> = {
  'STREAM FILE': ['file', 'file'],
  'CONTROL STREAM FILE': ['file', 'file'],
  'GET DATA': ['file', 'file'],
  'GET OPTION': ['file', 'file'],
  'SAY DIGITS': ['digits', 'digits'],
  'SAY NUMBER': ['number', 'value'],
  'SAY ALPHA': ['spelled', 'text'],
  'SAY PHONETIC': ['phonetic', 'text'],
  'SAY DATE': ['date', 'when'],
  'SAY DATETIME': ['date', 'when'],
  'SAY TIME': ['time', 'when'],
};

const ENDINGS: Readonly<Record<string, SoundEnding>> = {
  key: 'key',
  complete: 'key',
  notPlayed: 'notPlayed',
};

/**
 * Tells a command that has settled, and what the caller heard of it.
 *
 * @param result - what the command gives, or the error that it throws
 */
export function tellCommand(turn: Turn, result: unknown, journal: Pick<CallJournal, 'tell'>, nowMs: number): void {
  const { sentAtMs = nowMs, answeredAtMs = nowMs, shownReply } = turn;
  const durationMs = Math.round(answeredAtMs - sentAtMs);
  const reply = shownReply === undefined ? undefined : printable(shownReply, LONGEST_LINE);
  journal.tell({ kind: 'command', line: printable(turn.shown, LONGEST_LINE), reply, durationMs }, sentAtMs);
  const item = soundOf(turn);
  if (item === undefined) return;
  const continues = Number(turn.args.offsetSamples ?? 0) > 0;
  journal.tell(
    { kind: 'heard', item, durationMs, ended: endingOf(result), continues, isFiller: turn.givesWay },
    sentAtMs,
  );
}

function soundOf({ command, args, areArgumentsMasked }: Turn): HeardSound | undefined {
  if (command.row.verb === 'RECORD FILE') return args.beep === undefined ? undefined : { kind: 'file', text: 'beep' };
  const [kind, argument] = SOUNDS[command.row.verb] ?? [];
  const text = textOf(args, argument);
  if (kind === undefined || text === '') return undefined;
  return { kind, text: areArgumentsMasked ? MASKED : printable(text, LONGEST_LINE) };
}

const textOf = (args: CommandArguments, argument: string | undefined) => String(args[argument ?? ''] ?? '');

function endingOf(result: unknown): SoundEnding {
  if (result === undefined) return 'cut';
  if (result instanceof HangUpError) return 'hungUp';
  if (result instanceof Error) return 'notPlayed';
  return ENDINGS[(result as { kind?: string }).kind ?? ''] ?? 'finished';
}
