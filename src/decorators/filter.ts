import type { Call } from '../call/call.js';
import type { NextStep } from '../dialog/step.js';
import type { Target } from './target.js';

/** Answers for an error: speaks to the caller, and says where the call goes. */
export interface ExceptionFilter<E> {
  /**
   * @param error - what was thrown
   * @param call - the caller is on the line
   * @returns where the call goes
   * @throws what it throws goes to the next filter
   */
  catch(error: E, call: Call): NextStep | Promise<NextStep>;
}

/** Errors by their class. */
export type ErrorClass<E = unknown> = abstract new (...args: never[]) => E;

/** What a filter may lead to: no node, because it serves many classes. */
export type FilterTarget = Exclude<Target, string>;
