import { describe, expect, it } from 'vitest';

import { goldenNames, readGolden } from './support/golden.js';
import { replay, type Stage } from './support/replay.js';

/** Two frames of 20 ms: what a real Asterisk varies by. */
const SAMPLES_TOLERANCE = 320;
const MS_TOLERANCE = 40;

/** Recordings that need something besides what they hold. */
const STAGES: Readonly<Record<string, Stage>> = {
  'autoservice-dtmf-queue': { tookMs: { 1: 1_500 } },
  'exec-dial-hangup': {
    prepare(asterisk) {
      asterisk.onDial('Local/peer@t-exec-dial-hangup', { talksMs: 1_000 });
      asterisk.onDial('Local/busy@t-exec-dial-hangup', { result: 'busy' });
    },
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
  'parse-half-line-close': { sent: { 0: 'GET VARIABLE EXTEN' } },
  'parse-pipelined-end': {
    sent: { 0: 'GET VARIABLE EXTEN\nGET VARIABLE CONTEXT\nGET VARIABLE PRIORITY\n' },
    tookMs: { 0: 100 },
  },
  'record-writefile': { asterisk: { unwritable: ['/nonexistent/dir'] } },
  'set-context-ext-pri': { asterisk: { dialplan: { labels: { 't-set-context-ext-pri,77,lab': 3 } } } },
};

const NOT_MODELLED = 'a command that is not modelled yet';
const SECOND_LEG = 'needs a second channel';
const AMI = 'needs AMI';

/** Recordings that cannot be reproduced, or not whole, and why. */
const CANNOT: Readonly<Record<string, string>> = {
  'ast16-channel-status': 'Asterisk 16',
  'ast16-parse-long-line': 'Asterisk 16',
  'channel-status': SECOND_LEG,
  'control-stream-file': NOT_MODELLED,
  'control-stream-file-hangup': NOT_MODELLED,
  'control-stream-file-missing': NOT_MODELLED,
  'control-stream-file-pause': NOT_MODELLED,
  'dead-after-hangup': NOT_MODELLED,
  'dead-h-extension': 'AGI in the h extension',
  'destroy-mid-command': 'the recording does not tell its last step',
  exec: 'application System',
  'exec-background-digit': 'application Read',
  'exec-result-digit': 'applications Return, StackPop, Exec and TryExec',
  'get-full-variable': '$[…] and a second channel',
  'gosub-inside-exec': 'application Gosub',
  'hangup-other': SECOND_LEG,
  'hangup-while-sending': 'the recording does not tell when each line was sent',
  'interrupt-others': NOT_MODELLED,
  'nested-agi': 'application AGI',
  'receive-char': NOT_MODELLED,
  'receive-char-hangup': NOT_MODELLED,
  'receive-hangup': NOT_MODELLED,
  'receive-text': NOT_MODELLED,
  'record-audio-dtmf': 'a caller who sends no audio between keys',
  'record-silence': 'a caller who stops sending audio',
  'redirect-during-agi': AMI,
  'redirect-during-stream': AMI,
  'remote-stop-control': AMI,
  'remote-stop-stream': AMI,
  'remote-stop-wait': AMI,
  'sip-call': 'a SIP telephone',
  speech: NOT_MODELLED,
  'speech-digit': NOT_MODELLED,
  'speech-hangup': NOT_MODELLED,
  'speech-none': NOT_MODELLED,
  'speech-timeout': NOT_MODELLED,
  'speech-two-results': NOT_MODELLED,
  'tdd-mode': NOT_MODELLED,
  'two-agi-calls': 'two sessions on one channel',
  'env-inject-blank': 'the recording puts half of its environment elsewhere',
};

describe('what a real Asterisk 22 was seen to answer', () => {
  it.each(goldenNames.filter((name) => !(name in CANNOT)))('is answered again: %s', (name) => {
    const golden = readGolden(name);
    const { wire, call } = replay(golden, STAGES[name]);
    const expected = withoutUsage(golden.exchange.flatMap(({ receive }) => receive)).map((line) =>
      line.replace(golden.env.agi_uniqueid ?? '', call.variables.UNIQUEID ?? uniqueIdOf(wire.environment)),
    );
    const received = withoutUsage(wire.lines);
    expect(received.map((line, i) => sameWithinTolerance(line, expected[i]))).toEqual(expected);
    expect(call.variables.AGISTATUS).toBe(golden.agistatus);
  });

  it('is compared for all recordings but those named here', () => {
    expect(goldenNames.filter((name) => name in CANNOT).toSorted()).toEqual(Object.keys(CANNOT).toSorted());
    expect(goldenNames.length - Object.keys(CANNOT).length).toBeGreaterThan(120);
  });
});

describe('the environment', () => {
  // What the virtual Asterisk sets itself, what it does not model, and repeated names that a recording cannot hold.
  const OWN = new Set(['uniqueid', 'version', 'threadid', 'callingpres', 'callingani2', 'callington']);

  it.each(goldenNames.filter((name) => !/inject|newline|^ast16|^dead-h|^sip/.test(name)))(
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

/** The usage text differs between builds: a 520 counts as one line. */
function withoutUsage(lines: readonly string[]): readonly string[] {
  let isInside = false;
  return lines.filter((line) => {
    const isShown = !isInside;
    if (line.startsWith('520-')) isInside = true;
    if (line.startsWith('520 ')) isInside = false;
    return isShown;
  });
}

/** The expected line when both differ only in a position or in the time that a recording had left, and hardly. */
function sameWithinTolerance(line: string, expected: string | undefined): string {
  if (expected === undefined) return line;
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
