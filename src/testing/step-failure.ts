import { AssertionError } from 'node:assert';

import type { CallEvent } from './call-event.js';
import { MASKED } from '../errors/masked.js';

/** A step of a caller. @internal */
export interface TestStep {
  /** As it is shown: `presses(1)`. */
  readonly text: string;
  readonly run: () => Promise<void>;
  /** The frames of the stack where the test wrote it. */
  readonly writtenAt: string;
  /** The keys that it pressed. */
  readonly pressed: CallEvent[];
}

/** What a failure tells. @internal */
export interface StepFailure {
  readonly problem: string;
  /** The step that failed; nothing when none did. */
  readonly step: TestStep | undefined;
  readonly done: readonly TestStep[];
  readonly left: readonly TestStep[];
  readonly transcript: readonly string[];
  readonly actual?: string | undefined;
  readonly expected?: string | undefined;
  /** What the app threw. */
  readonly cause?: unknown;
}

/** @internal An AssertionError that shows what happened beside what was expected, and points at the step in the test. */
export function stepFailure({
  problem,
  step,
  done,
  left,
  transcript,
  actual,
  expected,
  cause,
}: StepFailure): AssertionError {
  const message = [
    step === undefined ? `${problem}.` : `${textOf(step)}: ${problem}.`,
    '',
    'What happened:',
    ...transcript.map((line) => `  ${line}`),
    '',
    'What was expected:',
    ...done.map((each) => `  + ${textOf(each)}`),
    ...left.map((each) => `  ${each === step ? 'x' : ' '} ${textOf(each)}`),
    '',
  ].join('\n');
  const error = new AssertionError({
    message,
    actual,
    expected,
    operator: step?.text.replace(/\(.*/s, '') ?? 'caller',
  });
  if (cause !== undefined) error.cause = cause;
  if (step !== undefined) error.stack = `AssertionError: ${message}\n${step.writtenAt}`;
  return error;
}

/** A step whose keys a question of the app masks shows none. */
const textOf = ({ text, pressed }: TestStep) =>
  pressed.some((event) => event.kind === 'key' && event.isMasked) ? text.replace(/\(.*/s, `(${MASKED})`) : text;

/** @internal The frames of this moment's stack that do not belong to the file that asks. */
export function framesOfCaller(): string {
  const frames = (new Error('written here').stack ?? '').split('\n').slice(2);
  const own = /\(?((?:file:\/\/)?\/.*?)(?::\d+:\d+)\)?$/.exec(frames[0] ?? '')?.[1];
  return frames.filter((frame) => own === undefined || !frame.includes(own)).join('\n');
}
