import type { HeardSound, JournalEntry } from '../../session/journal.js';
import { MASKED_KEY } from '../../session/journal.js';
import { inOrder, type Journal } from '../../session/record-calls.js';
import { checkJournal } from './check-journal.js';
import type { CallSetup } from '../virtual-asterisk.js';

/** What the caller of a journal did and heard, step by step. */
export type CallerStep =
  | { readonly kind: 'hears'; readonly items: readonly HeardSound[] }
  /** Nothing more is heard, and the app waits for a key. */
  | { readonly kind: 'hearsSilence' }
  /** `gapMs` when the caller took their time. */
  | { readonly kind: 'presses'; readonly keys: string; readonly gapMs: number | undefined }
  /** So many keys that the journal does not show. */
  | { readonly kind: 'pressesSecret'; readonly count: number }
  /** `afterKey`: nothing was heard since they pressed a key; a test has no such pause, and hears what comes next. */
  | { readonly kind: 'hangsUp'; readonly afterKey: boolean }
  /** `hasFailed`: by an error of the app. */
  | { readonly kind: 'ends'; readonly by: 'caller' | 'app' | 'dialplan'; readonly hasFailed: boolean };

/** A call as a caller can make it again. */
export interface ReplayableCall {
  readonly path: string;
  readonly setup: CallSetup;
  readonly startedAt: string;
  /** Asterisk's unique id; empty for a call from the terminal. */
  readonly id: string;
  readonly steps: readonly CallerStep[];
  /** Commands that hand the call to something the virtual Asterisk must be told about: `Dial`, `Queue`. */
  readonly applications: readonly string[];
}

/** A pause between two keys that may mean something: inter-digit timeouts are not shorter. */
const LONG_GAP_MS = 1_000;
const TONE_MS = 100;

/**
 * Reads a journal as a conversation.
 *
 * @throws TypeError when it does not say who calls, or holds what offhook never writes
 */
export function replayableCall(journal: Journal): ReplayableCall {
  checkJournal(journal);
  const { entries } = journal;
  const called = entries.find((entry) => entry.kind === 'called');
  if (called === undefined) throw new TypeError('This journal does not say who calls: it is not whole.');
  const { script, startedAt, id, callerId, callerName, presentation, dnid, language, args, variables } = called;
  return {
    path: `/${script}`,
    startedAt,
    id,
    setup: {
      ...(callerId !== undefined && { callerId }),
      ...(callerName !== undefined && { callerName }),
      ...(presentation === 'restricted' && { withheld: true }),
      ...(dnid !== undefined && { dnid }),
      ...(language !== '' && language !== 'en' && { language }),
      ...(args.length > 0 && { args }),
      ...(variables !== undefined && Object.keys(variables).length > 0 && { variables }),
    },
    steps: stepsOf(entries),
    applications: entries.flatMap((entry) =>
      entry.kind === 'command' && /^EXEC "?(?:Dial|Queue)\b/i.test(entry.line) ? [entry.line] : [],
    ),
  };
}

function stepsOf(entries: readonly JournalEntry[]): readonly CallerStep[] {
  const steps: CallerStep[] = [];
  /** The last sound that began, until a key has come after it. */
  let sound: Extract<JournalEntry, { kind: 'heard' }> | undefined;
  let lastKeyMs: number | undefined;
  let isLeft = false;

  for (const entry of inOrder(entries.flatMap(withItsKeys(entries)))) {
    if (entry.kind === 'heard' && isHeard(entry) && !isLeft) {
      hears(steps, entry.item);
      sound = entry;
    } else if (entry.kind === 'key' && !isLeft) {
      if (sound?.ended === 'finished' && entry.atMs > sound.atMs + sound.durationMs)
        steps.push({ kind: 'hearsSilence' });
      const gapMs = sound === undefined && lastKeyMs !== undefined ? entry.atMs - lastKeyMs - TONE_MS : 0;
      presses(steps, entry.key, gapMs > LONG_GAP_MS ? gapMs : undefined);
      sound = undefined;
      lastKeyMs = entry.atMs;
    } else if (entry.kind === 'hungUp' && entry.by !== 'app') {
      isLeft = true;
      if (entry.by !== 'drained')
        steps.push({ kind: 'hangsUp', afterKey: sound === undefined && lastKeyMs !== undefined });
    } else if (entry.kind === 'ended') {
      const by = entry.end === 'appHungUp' ? 'app' : isLeft ? 'caller' : 'dialplan';
      steps.push({ kind: 'ends', by, hasFailed: entry.end === 'error' });
    }
  }
  return steps;
}

/** Fillers are heard only while work takes time, which it does not in a test. */
const isHeard = ({ ended, continues, isFiller }: Extract<JournalEntry, { kind: 'heard' }>) =>
  ended !== 'notPlayed' && !continues && !isFiller;

function hears(steps: CallerStep[], item: HeardSound): void {
  const last = steps.at(-1);
  if (last?.kind === 'hears') steps[steps.length - 1] = { kind: 'hears', items: [...last.items, item] };
  else steps.push({ kind: 'hears', items: [item] });
}

function presses(steps: CallerStep[], key: string, gapMs: number | undefined): void {
  const last = steps.at(-1);
  const i = steps.length - 1;
  if (key === MASKED_KEY) {
    if (last?.kind === 'pressesSecret') steps[i] = { ...last, count: last.count + 1 };
    else steps.push({ kind: 'pressesSecret', count: 1 });
  } else if (last?.kind === 'presses' && gapMs === undefined) steps[i] = { ...last, keys: last.keys + key };
  else steps.push({ kind: 'presses', keys: key, gapMs });
}

/**
 * Code that reads keys itself tells no question, so that its keys stand only in the answer of its command.
 *
 * @returns the entry, and behind a command its keys, unless the journal tells them
 */
const withItsKeys =
  (entries: readonly JournalEntry[]) =>
  (entry: JournalEntry): readonly JournalEntry[] => {
    const keys = entry.kind === 'command' ? keysIn(entry.line, entry.reply ?? '') : '';
    if (entry.kind !== 'command' || keys === '') return [entry];
    const endMs = entry.atMs + entry.durationMs;
    // Both are rounded, the end twice.
    const isTold = entries.some(({ kind, atMs }) => kind === 'key' && atMs >= entry.atMs && atMs <= endMs + 1);
    return isTold ? [entry] : [entry, ...[...keys].map((key) => ({ kind: 'key', key, atMs: endMs }) as const)];
  };

function keysIn(line: string, reply: string): string {
  if (line.startsWith('GET DATA')) return /^200 result=([0-9*#]+)/.exec(reply)?.[1] ?? '';
  if (!/^(?:STREAM FILE|CONTROL STREAM FILE|SAY |GET OPTION|WAIT FOR DIGIT|RECORD FILE)/.test(line)) return '';
  const code = Number(/^200 result=(\d+)/.exec(reply)?.[1] ?? 0);
  return code >= 35 && code <= 57 ? String.fromCharCode(code) : '';
}
