import type { Call } from '../call/call.js';
import type { Prompt } from '../dialog/prompt.js';
import type { Target } from './target.js';

/** Says whether a call may go on. Where a refused one goes is said where the guard is bound. */
export interface Guard {
  /**
   * @param call - who calls and why; the caller is on the line
   * @returns false to refuse
   * @throws whatever it throws goes to the exception filters
   */
  check(call: Call): boolean | Promise<boolean>;
}

/** What becomes of a call that a guard refuses. */
export interface GuardOptions<Otherwise extends Target = Target> {
  /** Where it goes: a `@Menu`, `@Ask` or `@Step` of the class, another class, or a step such as `hangUp`. */
  readonly otherwise: Otherwise;
  /** Heard first; the call is answered for it. Default: nothing. */
  readonly say?: Prompt;
}
