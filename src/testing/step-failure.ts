import { AssertionError } from 'node:assert';

/** A step of a caller. @internal */
export interface Step {
  /** As it is shown: `presses(1)`. */
  readonly text: string;
  readonly run: () => Promise<void>;
  /** The frames of the stack where the test wrote it. */
  readonly writtenAt: string;
}

/** What a failure tells. @internal */
export interface StepFailure {
  readonly problem: string;
  /** The step that failed; nothing when none did. */
  readonly step: Step | undefined;
  readonly done: readonly string[];
  readonly left: readonly Step[];
  readonly transcript: readonly string[];
  readonly actual?: string | undefined;
  readonly expected?: string | undefined;
}

/** @internal An AssertionError that shows what happened beside what was expected, and points at the step in the test. */
export function stepFailure({ problem, step, done, left, transcript, actual, expected }: StepFailure): AssertionError {
  const message = [
    step === undefined ? `${problem}.` : `${step.text}: ${problem}.`,
    '',
    'What happened:',
    ...transcript.map((line) => `  ${line}`),
    '',
    'What was expected:',
    ...done.map((text) => `  + ${text}`),
    ...left.map((each) => `  ${each === step ? 'x' : ' '} ${each.text}`),
    '',
  ].join('\n');
  const error = new AssertionError({
    message,
    actual,
    expected,
    operator: step?.text.replace(/\(.*/s, '') ?? 'caller',
  });
  if (step !== undefined) error.stack = `AssertionError: ${message}\n${step.writtenAt}`;
  return error;
}

/** @internal The frames of this moment's stack that do not belong to the file that asks. */
export function framesOfCaller(): string {
  const frames = (new Error('written here').stack ?? '').split('\n').slice(2);
  const own = /\(?((?:file:\/\/)?\/.*?)(?::\d+:\d+)\)?$/.exec(frames[0] ?? '')?.[1];
  return frames.filter((frame) => own === undefined || !frame.includes(own)).join('\n');
}
