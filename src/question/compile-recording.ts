import type { CallMenuOptions } from '../call/question-options.js';
import type { RecordOptions, ReviewOptions } from '../call/recording.js';
import type { ProblemList } from '../errors/problem-list.js';
import { checkOptionNames } from './option-names.js';
import { requiredPrompt, validPrompt } from './valid-prompt.js';
import { ALL_KEYS } from '../dialog/keys.js';
import { flatten } from '../dialog/prompt.js';
import type { RecordingRequest } from '../dialog/line/record.js';
import { CompileOnce, entriesIn } from './compile-once.js';
import { compileOrRefuse } from './compile-or-refuse.js';
import { LARGEST_INT } from '../core/values.js';
import { wholeNumberProblem } from '../core/whole-number.js';

/** A recording that can be made. */
export interface CompiledRecording {
  readonly request: RecordingRequest;
  /** The file with its extension. */
  readonly path: string;
  readonly onHangup: 'keep' | 'remove';
  readonly onRecorded: RecordOptions['onRecorded'];
  /** Asked once it is made. */
  readonly review: CallMenuOptions<ReviewChoices> | undefined;
}

/** What the caller decides. */
export type ReviewChoices = Readonly<Record<string, 'accept' | 'playBack' | 'again' | 'cancel'>>;

const compiled = new CompileOnce<CompiledRecording>();

const WHERE = 'call.record()';
// Compared with its type by the compiler: an option added there and not here does not build.
const OPTIONS = {
  name: true,
  folder: true,
  prompt: true,
  format: true,
  beep: true,
  maxDurationMs: true,
  silenceMs: true,
  stopKeys: true,
  onHangup: true,
  onRecorded: true,
  review: true,
} satisfies Record<keyof RecordOptions, true>;
const REVIEW_OPTIONS = { prompt: true, accept: true, playBack: true, again: true, cancel: true } satisfies Record<
  keyof ReviewOptions,
  true
>;

const FOLDER = '/var/spool/asterisk/monitor';
const MAX_DURATION_MS = 180_000;
/** Nothing in it means anything to Asterisk or a shell, and nothing leads to another folder. */
const SEGMENT = '[\\w+@-][\\w.+@-]*';
const NAME = new RegExp(`^${SEGMENT}(?:/${SEGMENT})*$`);
const ABSOLUTE = new RegExp(`^(?:/${SEGMENT})+$`);
const LONGEST_NAME = 200;
/** The only format whose files are not called like it. */
const EXTENSION: Readonly<Record<string, string>> = { wav49: 'WAV' };

/**
 * Reads the options of `call.record`.
 *
 * @throws OffhookError AGI_RECORDING with every mistake at once; nothing was heard or recorded then
 */
export function compileRecording(options: RecordOptions): CompiledRecording {
  return compiled.get(options, [...entriesIn(options), ...entriesIn(options?.review)], () =>
    compileOrRefuse('AGI_RECORDING', (problems) => compile(options, problems)),
  );
}

function compile(options: RecordOptions, problems: ProblemList): CompiledRecording | undefined {
  if (!checkOptionNames(options, OPTIONS, WHERE, WHERE, problems)) return undefined;
  const { name, folder = FOLDER, format = 'wav', beep = true, stopKeys = '#', onHangup = 'keep', review } = options;
  const { maxDurationMs = MAX_DURATION_MS, silenceMs, onRecorded } = options;
  const must = (option: keyof RecordOptions, isRight: boolean, problem: string) => {
    if (!isRight) problems.add('AGI_BOOT_OPTION', WHERE, { option, value: options[option], problem });
  };
  must(
    'name',
    isPath(name, NAME),
    'letters, digits, . _ - + @ and / between them are needed, 200 at most, and no part may begin with a dot',
  );
  must(
    'folder',
    isPath(folder, ABSOLUTE),
    'an absolute path of letters, digits, . _ - + and @ is needed, and no part may begin with a dot',
  );
  must('format', /^\w+$/.test(format), 'a format is a word such as wav or gsm');
  must('beep', typeof beep === 'boolean', 'true or false is needed');
  must(
    'stopKeys',
    [...stopKeys].every((key) => ALL_KEYS.includes(key)),
    `only the keys ${ALL_KEYS} can end it`,
  );
  for (const [option, value] of Object.entries({ maxDurationMs, silenceMs })) {
    const problem = value === undefined ? undefined : wholeNumberProblem(value, 1, LARGEST_INT, 'milliseconds');
    if (problem !== undefined) problems.add('AGI_BOOT_OPTION', WHERE, { option, value, problem });
  }
  must('onHangup', onHangup === 'keep' || onHangup === 'remove', '"keep" or "remove" is needed');
  must('onRecorded', onRecorded === undefined || typeof onRecorded === 'function', 'a function is needed');
  const prompt = validPrompt(options.prompt, 'prompt', WHERE, problems) ?? [];
  if (review !== undefined) checkReview(review, problems);
  const file = `${folder}/${name}`;
  const silence = silenceMs === undefined ? {} : { silenceSeconds: Math.ceil(silenceMs / 1000) };
  return {
    request: {
      prompt: flatten(prompt, WHERE),
      file,
      options: { format, escapeDigits: stopKeys, maxDurationMs, beep, ...silence },
    },
    path: `${file}.${EXTENSION[format] ?? format}`,
    onHangup,
    onRecorded,
    review: review && reviewMenu(review),
  };
}

const isPath = (path: unknown, form: RegExp) =>
  typeof path === 'string' && path.length <= LONGEST_NAME && form.test(path);

function reviewMenu({ prompt, accept, playBack, again, cancel }: ReviewOptions): CallMenuOptions<ReviewChoices> {
  const keys = { [accept]: 'accept', [playBack]: 'playBack', [again]: 'again' } as const;
  return { prompt, choices: cancel === undefined ? keys : { ...keys, [cancel]: 'cancel' } };
}

function checkReview(review: ReviewOptions, problems: ProblemList): void {
  const where = `${WHERE} review`;
  if (!checkOptionNames(review, REVIEW_OPTIONS, where, where, problems)) return;
  requiredPrompt(review.prompt, 'prompt', where, problems);
  const { accept, playBack, again, cancel } = review;
  const keys = cancel === undefined ? [accept, playBack, again] : [accept, playBack, again, cancel];
  if (keys.some((key) => key?.length !== 1 || !ALL_KEYS.includes(key)) || new Set(keys).size < keys.length) {
    const problem = `accept, playBack, again and cancel need a key of ${ALL_KEYS} each, and no two the same`;
    problems.add('AGI_BOOT_OPTION', WHERE, { option: 'review', value: keys.join(' '), problem });
  }
}
