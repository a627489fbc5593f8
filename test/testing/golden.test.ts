import { describe, expect, it } from 'vitest';

import type { SpeechResult } from '../../src/testing/speech-engine.js';
import { goldenNames, readGolden } from './support/golden.js';
import { type Other, replay, type ReplaySetup, withoutUsage } from './support/replay.js';

/** Two frames of 20 ms: what a real Asterisk varies by. */
const SAMPLES_TOLERANCE = 320;
const MS_TOLERANCE = 40;
/** And what the delayed acknowledgement of an earlier piece adds. */
const TOOK_TOLERANCE_MS = 60;

/** Recordings that need something besides what they hold. */
const redirected: Other = {
  act: (call) => call.redirect({ context: 't-redirect-during-agi', extension: 'away', priority: 1 }),
};
const stopped = (afterMs: number): Other => ({ afterMs, act: (call) => call.stopPlayback() });
const SPEECH = { asterisk: { speech: { name: 'fakestt' } } } as const;
const hearsAt = (afterMs: number, ...results: readonly SpeechResult[]): Other => ({
  afterMs,
  act: (call) => call.speak(0, results),
});

const SETUPS: Readonly<Record<string, ReplaySetup>> = {
  'autoservice-dtmf-queue': { tookMs: { 1: 1_500 } },
  'exec-dial-hangup': {
    prepare(asterisk) {
      asterisk.onDial('Local/peer@t-exec-dial-hangup', { talksMs: 1_000 });
      asterisk.onDial('Local/busy@t-exec-dial-hangup', { result: 'busy' });
    },
  },
  exec: {
    prepare: (asterisk) => asterisk.onExec('System', { variables: { SYSTEMSTATUS: 'APPERROR' } }),
  },
  'destroy-mid-command': {
    tookMs: { 1: 100 },
    others: { 1: { afterMs: 100, act: (_, wire) => wire.close(new Error('reset')) } },
  },
  'env-inject-blank': {
    setup: { callerName: 'evil\n\nmore', context: 't-env-inject-blank', extension: 's', priority: 2 },
  },
  gosub: {
    asterisk: {
      dialplan: {
        subroutines: Object.fromEntries([
          ...['1', 'start'].map((priority) => [
            `sub-g,s,${priority}`,
            {
              returns: ([first = '']: readonly string[]) => `ret ${first} (x)`,
              variables: { LASTARGS: 'one/two words' },
            },
          ]),
          ['sub-g,away,1', { hangsUp: true }],
          ['sub-g,long,1', { takesMs: 1_000, returns: '' }],
        ]),
      },
    },
  },
  'gosub-hangup': { asterisk: { dialplan: { subroutines: { 'sub-h,s,1': { takesMs: 5_000, returns: '' } } } } },
  'gosub-noreturn': { asterisk: { dialplan: { subroutines: { 'sub-g2,s,1': {} } } } },
  'hangup-before-answer': { givesUpAfterMs: 885 },
  'hangup-while-sending': { others: { 6: { act: (call) => call.hangUp() } }, caller: [] },
  'interrupt-others': { unansweredMs: 200 },
  'nested-agi': {
    prepare: (asterisk) => asterisk.onExec('AGI', { takesMs: 300, variables: { AGISTATUS: 'SUCCESS' } }),
  },
  'parse-half-line-close': { sent: { 0: 'GET VARIABLE EXTEN' } },
  'parse-pipelined-end': {
    sent: { 0: 'GET VARIABLE EXTEN\nGET VARIABLE CONTEXT\nGET VARIABLE PRIORITY\n' },
    tookMs: { 0: 100 },
  },
  'redirect-during-agi': { others: { 1: redirected } },
  'redirect-during-stream': { others: { 1: { ...redirected, afterMs: 430 } } },
  'remote-stop-control': { others: { 1: stopped(720) } },
  'remote-stop-stream': { others: { 1: stopped(720) } },
  'remote-stop-wait': { others: { 1: stopped(500) } },
  'sip-call': {
    caller: [
      { kind: 'waits', ms: 1_320 },
      { kind: 'keys', keys: '5', gapMs: 250 },
      { kind: 'waits', ms: 2_780 },
      { kind: 'hangsUp' },
    ],
  },
  speech: { ...SPEECH, others: { 9: hearsAt(1_032, { text: 'hello world', score: 95, grammar: 'g0' }) } },
  'speech-digit': SPEECH,
  'speech-hangup': SPEECH,
  // It counts whole seconds of the clock.
  'speech-timeout': { ...SPEECH, startMs: Date.UTC(2026, 0, 5, 9, 0, 0, 319) },
  'speech-two-results': {
    ...SPEECH,
    others: {
      3: hearsAt(
        1_037,
        { text: 'héllo world', score: 90, grammar: 'g1' },
        { text: 'bonjour "x" (y)', score: 50, grammar: 'g0' },
      ),
    },
  },
  'parse-pipelined-separate': { unansweredMs: 100 },
  'record-writefile': { asterisk: { unwritable: ['/nonexistent/dir'] } },
  'set-context-ext-pri': { asterisk: { dialplan: { labels: { 't-set-context-ext-pri,77,lab': 3 } } } },
};

/** Recordings that cannot be reproduced, and why. */
const CANNOT: Readonly<Record<string, string>> = {
  'ast16-channel-status': 'Asterisk 16 compares names of channels with their letter case',
  'ast16-parse-long-line': 'Asterisk 16 takes shorter lines',
};

describe('what a real Asterisk 22 was seen to answer', () => {
  it.each(goldenNames.filter((name) => !(name in CANNOT)))('is answered again: %s', (name) => {
    const { received, expected, status, slow } = compare(name);
    expect(received).toEqual(expected);
    expect(status.virtual).toBe(status.real);
    expect(slow).toEqual([]);
  });

  it.each(Object.entries(CANNOT))('is not answered again: %s (%s)', (name, why) => {
    console.info(`not reproduced: ${name}: ${why}`);
    const { received, expected } = compare(name);
    expect(received).not.toEqual(expected);
  });
});

function compare(name: string) {
  const golden = readGolden(name);
  const { wire, call, tookMs } = replay(golden, SETUPS[name]);
  const expected = withoutUsage(golden.exchange.flatMap(({ receive }) => receive)).map((line) =>
    line.replace(golden.env.agi_uniqueid ?? '', call.variables.UNIQUEID ?? uniqueIdOf(wire.environment)),
  );
  const isSlow = (ms: number, i: number) => Math.abs(ms - (tookMs[i] ?? ms)) > TOOK_TOLERANCE_MS;
  return {
    expected,
    received: withoutUsage(wire.lines).map((line, i) => sameWithinTolerance(line, expected[i])),
    // Of two sessions on one channel the first is replayed.
    status: { real: [golden.agistatus].flat()[0], virtual: call.variables.AGISTATUS },
    slow: golden.exchange.flatMap(({ send, receive, ms }, i) =>
      receive.length > 0 && isSlow(ms, i) ? [{ send, ms, virtualMs: tookMs[i] }] : [],
    ),
  };
}

describe('the environment', () => {
  // What the virtual Asterisk sets itself, what it does not model, and repeated names that a recording cannot hold.
  const OWN = new Set(['uniqueid', 'version', 'threadid', 'callingpres', 'callingani2', 'callington']);

  it.each(goldenNames.filter((name) => !/inject|newline|^ast16/.test(name)))(
    'has the lines of the real one: %s',
    (name) => {
      const golden = readGolden(name);
      const { wire } = replay({ ...golden, exchange: [] });
      const lines = (text: readonly string[]) => text.filter((line) => !OWN.has(/^agi_(\w+)/.exec(line)?.[1] ?? ''));
      const expected = Object.entries(golden.env).map(([field, value]) => `${field}: ${value}`);
      expect(lines(wire.environment.trimEnd().split('\n'))).toEqual(lines(expected.join('\n').trimEnd().split('\n')));
    },
  );
});

const uniqueIdOf = (environment: string) => /agi_uniqueid: (.*)/.exec(environment)?.[1] ?? '';

/** The expected line when both differ only in a position or in the time that a recording had left, and hardly. */
function sameWithinTolerance(line: string, expected: string | undefined): string {
  if (expected === undefined) return line;
  if (line.startsWith('agi_threadid: ') && expected.startsWith('agi_threadid: ')) return expected;
  const shape = (text: string) =>
    text.replace(/endpos=\d+/, 'endpos=N').replace(/result=\d+ (?=\(timeout\) endpos)/, 'result=N ');
  const number = (text: string, pattern: RegExp) => Number(pattern.exec(text)?.[1] ?? 0);
  const isNear = (pattern: RegExp, tolerance: number) =>
    Math.abs(number(line, pattern) - number(expected, pattern)) <= tolerance;
  const isSame =
    shape(line) === shape(expected) &&
    isNear(/endpos=(\d+)/, SAMPLES_TOLERANCE) &&
    isNear(/result=(\d+) \(timeout\) endpos/, MS_TOLERANCE);
  return isSame ? expected : line;
}
