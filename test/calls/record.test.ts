import { mistakeSentence } from '../support/mistake-sentence.js';
/* call.record: what is kept of what the caller said, and what becomes of it when they leave. */
import {
  AgiController,
  Call,
  type EndedCall,
  hangUp,
  OffhookError,
  OnCall,
  OnHangup,
  type Recording,
  type RecordOptions,
  say,
} from 'offhook';
import { type AppPhoneOptions, createTestPhone, everySound, heard, soundTable } from 'offhook/testing';
import { expect, test } from 'vitest';
import { RecordingLogger } from '../support/recording-logger.js';

const sounds = everySound({ durationMs: 2_000 });
const FILE = '/var/spool/asterisk/monitor/comment';
const review = {
  prompt: 'keep-1-hear-2-again-3-cancel-4',
  accept: '1',
  playBack: '2',
  again: '3',
  cancel: '4',
} as const;

/** An app that records; `results` is what came of it, `left` what `@OnHangup` is told. */
async function phoneFor(options: Partial<RecordOptions> = {}, phone: AppPhoneOptions = {}) {
  const results: unknown[] = [];
  const left: (Recording | undefined)[] = [];

  @AgiController('/record')
  class Recorder {
    constructor(private readonly call: Call) {}

    @OnCall({ next: hangUp })
    async run() {
      await this.call.answer();
      const recorded = this.call.record({ name: 'comment', ...options });
      results.push(await recorded.catch((error: unknown) => error));
    }

    @OnHangup()
    leaves(call: EndedCall) {
      left.push(call.recording);
    }
  }
  return Object.assign(await createTestPhone({ controllers: [Recorder] }, { sounds, ...phone }), { results, left });
}

test('a prompt, a beep, a comment that ends with #', async () => {
  await using line = await phoneFor({ prompt: ['your-comment', 'end-with-hash'], format: 'gsm' });
  await line
    .dial('/record')
    .hears('your-comment', 'end-with-hash', heard.beep)
    .speaks({ forMs: 4_000 })
    .presses('#')
    .ends({ by: 'app' });
  expect(line.results).toEqual([{ kind: 'recorded', file: FILE, durationMs: expect.any(Number), endedBy: 'key' }]);
  expect([...line.asterisk.recordings]).toEqual([[FILE, { format: 'gsm', durationMs: expect.any(Number) }]]);
});

test('silence ends it, counted in whole seconds, rounded up', async () => {
  await using line = await phoneFor({ silenceMs: 2_001, beep: false });
  const caller = line.dial('/record').speaks({ forMs: 4_000 }).ends({ by: 'app' });
  await caller;
  expect(line.results).toEqual([{ kind: 'recorded', file: FILE, durationMs: expect.any(Number), endedBy: 'silence' }]);
  expect(caller.transcript).toContain('0:07.000  hung up');
});

test('the limit ends it', async () => {
  await using line = await phoneFor({ maxDurationMs: 5_000, beep: false });
  await line.dial('/record').speaks({ forMs: 20_000 }).ends({ by: 'app' });
  expect(line.results).toEqual([{ kind: 'recorded', file: FILE, durationMs: 5_000, endedBy: 'limit' }]);
});

test('a key ends the prompt, another the beep, and neither the recording', async () => {
  await using line = await phoneFor({ prompt: 'your-comment', stopKeys: '1', maxDurationMs: 5_000 });
  await line
    .dial('/record')
    .hears('your-comment')
    .presses('1')
    .hears(heard.beep)
    .presses('1')
    .speaks({ forMs: 20_000 })
    .ends({ by: 'app' });
  expect(line.results).toMatchObject([{ kind: 'recorded', endedBy: 'limit', durationMs: 5_000 }]);
});

test('a beep that is missing is left out and told', async () => {
  const logger = new RecordingLogger();
  await using line = await phoneFor({ maxDurationMs: 1_000 }, { sounds: soundTable({}), logger });
  await line.dial('/record').speaks({ forMs: 20_000 }).ends({ by: 'app' });
  expect(line.results).toMatchObject([{ kind: 'recorded', endedBy: 'limit' }]);
  expect(logger.at('warn').map(({ fields }) => fields['sound'])).toEqual(['beep']);
});

test('a folder in which nothing can be written is no error', async () => {
  await using line = await phoneFor({ folder: '/full/disk' }, { unwritable: ['/full/disk'] });
  await line.dial('/record').hears(heard.beep).ends({ by: 'app' });
  expect(line.results).toEqual([{ kind: 'failed', reason: 'cannotWrite' }]);
});

test('the caller hears it, records it again, and accepts it', async () => {
  await using line = await phoneFor({ review });
  await line
    .dial('/record')
    .hears(heard.beep)
    .speaks({ forMs: 4_000 })
    .presses('#')
    .hears(review.prompt)
    .presses('2')
    .hears(FILE, review.prompt)
    .presses('3')
    .hears(heard.beep)
    .speaks({ forMs: 7_000 })
    .presses('#')
    .hears(review.prompt)
    .presses('1')
    .ends({ by: 'app' });
  expect(line.results).toEqual([{ kind: 'recorded', file: FILE, durationMs: expect.any(Number), endedBy: 'key' }]);
  expect(line.asterisk.recordings.get(FILE)?.durationMs).toBeGreaterThan(4_500);
});

test('a caller who says nothing to the review keeps it', async () => {
  await using line = await phoneFor({ review, beep: false }, { defaults: { attempts: 1 } });
  await line
    .dial('/record')
    .speaks({ forMs: 1_000 })
    .presses('#')
    .hears(review.prompt)
    .staysSilent()
    .ends({ by: 'app' });
  expect(line.results).toMatchObject([{ kind: 'recorded', endedBy: 'key' }]);
});

test('a caller who cancels leaves no file', async () => {
  await using line = await phoneFor({ review, beep: false });
  await line
    .dial('/record')
    .speaks({ forMs: 1_000 })
    .presses('#')
    .hears(review.prompt)
    .presses('4')
    .ends({ by: 'app' });
  expect(line.results).toEqual([{ kind: 'cancelled' }]);
  expect(line.asterisk.recordings.size).toBe(0);
});

test('what they said until they hung up is kept, and @OnHangup is told', async () => {
  await using line = await phoneFor({ beep: false });
  await line.dial('/record').speaks({ forMs: 4_000 }).hangsUp().ends({ by: 'caller' });
  expect(line.results).toEqual([expect.objectContaining({ name: 'HangUpError' })]);
  expect(line.left).toEqual([{ file: FILE, durationMs: expect.any(Number) }]);
  expect(line.asterisk.recordings.has(FILE)).toBe(true);
});

test('where Asterisk cannot remove a file, it is recorded over', async () => {
  await using line = await phoneFor({ beep: false, review });
  line.onExec('MinivmDelete', { result: -2 });
  await line
    .dial('/record')
    .speaks({ forMs: 2_000 })
    .presses('#')
    .hears('keep-1-hear-2-again-3-cancel-4')
    .presses('4')
    .ends({ by: 'app' });
  expect(line.results).toEqual([{ kind: 'cancelled' }]);
  expect([...line.asterisk.recordings.values()]).toEqual([{ format: 'wav', durationMs: 0 }]);
});

test('or removed, also when they hang up in the review', async () => {
  await using line = await phoneFor({ beep: false, review, onHangup: 'remove' });
  await line.dial('/record').speaks({ forMs: 4_000 }).hangsUp().ends({ by: 'caller' });
  await line
    .dial('/record')
    .speaks({ forMs: 4_000 })
    .presses('#')
    .hears(review.prompt)
    .hangsUp()
    .ends({ by: 'caller' });
  expect(line.left).toEqual([undefined, undefined]);
  expect(line.asterisk.recordings.size).toBe(0);
});

test('onRecorded sees each file before it is judged, also the one that a hang-up ended', async () => {
  const seen: unknown[] = [];
  await using line = await phoneFor({
    beep: false,
    review,
    onRecorded: async (recording) => {
      await Promise.resolve();
      seen.push([recording.file, Math.round(recording.durationMs / 1_000)]);
    },
  });
  const caller = line.dial('/record').speaks({ forMs: 4_000 }).presses('#').hears(review.prompt);
  await caller;
  expect(seen).toEqual([[FILE, 4]]);
  await caller.presses('3').speaks({ forMs: 2_000 }).hangsUp().ends({ by: 'caller' });
  expect(seen).toEqual([
    [FILE, 4],
    [FILE, 2],
  ]);
  expect(line.left).toMatchObject([{ file: FILE }]);
});

test('what onRecorded throws, call.record throws', async () => {
  const failure = new Error('the disk is full');
  await using line = await phoneFor({ beep: false, review, onRecorded: () => Promise.reject(failure) });
  await line.dial('/record').speaks({ forMs: 2_000 }).presses('#').ends({ by: 'app' });
  await line.dial('/record').speaks({ forMs: 2_000 }).hangsUp().ends({ by: 'caller' });
  expect(line.results).toEqual([failure, failure]);
  expect(line.left).toEqual([undefined, { file: FILE, durationMs: expect.any(Number) }]);
});

test.each(['keep', 'remove'] as const)(
  'who wants to say it again and hangs up before the new one begins has left the old one: %s',
  async (onHangup) => {
    await using line = await phoneFor({ prompt: 'your-comment', beep: false, review, onHangup });
    const caller = line.dial('/record').hears('your-comment').speaks({ forMs: 4_000 }).presses('#');
    await caller.hears(review.prompt).presses('3').hears('your-comment').hangsUp().ends({ by: 'caller' });
    const isKept = onHangup === 'keep';
    expect(line.left).toEqual([isKept ? { file: FILE, durationMs: expect.any(Number) } : undefined]);
    expect(line.asterisk.recordings.has(FILE)).toBe(isKept);
  },
);

test('one that they have accepted is theirs no more', async () => {
  await using line = await phoneFor({ beep: false, maxDurationMs: 1_000 });
  await line.dial('/record').speaks({ forMs: 4_000 }).ends({ by: 'app' });
  expect(line.left).toEqual([undefined]);
});

test.each([
  '../etc/passwd',
  '/etc/passwd',
  'a/../../b',
  '.hidden',
  '',
  'a//b',
  'a b',
  "a'; rm -rf /",
  'a\nb',
  'a;b',
  'a$(b)',
  '-'.repeat(201),
])('the name %j never reaches Asterisk', async (name) => {
  await using line = await phoneFor({ name, prompt: 'your-comment' });
  const caller = line.dial('/record').ends({ by: 'app' });
  await caller;
  expect(line.results).toEqual([expect.objectContaining({ code: 'AGI_RECORDING' })]);
  expect(caller.transcript).not.toContain('RECORD');
});

test('every mistake of the options is told at once, before anything is heard', async () => {
  const wrong = {
    folder: 'relative',
    format: 'w a v',
    maxDurationMs: 0,
    silenceMs: 0.5,
    stopKeys: 'A',
    prompt: '',
    onRecorded: 'later',
    review: { ...review, prompt: '', again: '1' },
    silence: 3,
  };
  // JavaScript may write it.
  await using line = await phoneFor(wrong as unknown as Partial<RecordOptions>);
  await line.dial('/record').ends({ by: 'app' });
  const [error] = line.results as [OffhookError<'AGI_RECORDING'>];
  expect(error.fields.problems.map(mistakeSentence).join('\n')).toMatchInlineSnapshot(`
    "call.record(): call.record() has no option "silence". Did you mean "silenceMs"? [AGI_BOOT_UNKNOWN_OPTION]
    call.record(): folder is "relative", but an absolute path of letters, digits, . _ - + and @ is needed, and no part may begin with a dot. [AGI_BOOT_OPTION]
    call.record(): format is "w a v", but a format is a word such as wav or gsm. [AGI_BOOT_OPTION]
    call.record(): stopKeys is "A", but only the keys 0123456789*# can end it. [AGI_BOOT_OPTION]
    call.record(): maxDurationMs is 0, but a whole number of milliseconds from 1 to 2147483647 is needed. [AGI_BOOT_OPTION]
    call.record(): silenceMs is 0.5, but a whole number of milliseconds from 1 to 2147483647 is needed. [AGI_BOOT_OPTION]
    call.record(): onRecorded is "later", but a function is needed. [AGI_BOOT_OPTION]
    call.record(): prompt: "" names no sound file. [AGI_BOOT_PROMPT]
    call.record() review: prompt: "" names no sound file. [AGI_BOOT_PROMPT]
    call.record(): review is "1 2 1 4", but accept, playBack, again and cancel need a key of 0123456789*# each, and no two the same. [AGI_BOOT_OPTION]"
  `);
});

test('keys typed ahead end no recording, and those in it answer nothing', async () => {
  await using line = await phoneFor({ prompt: say.digits('1'), stopKeys: '*', maxDurationMs: 3_000, beep: false });
  await line.dial('/record').hears(heard.digits('1')).presses('1').speaks({ forMs: 9_000 }).ends({ by: 'app' });
  expect(line.results).toMatchObject([{ kind: 'recorded', endedBy: 'limit' }]);
});
