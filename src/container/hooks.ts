import type { CallOutcome } from '../call/call-outcome.js';

/** A service of scope `app` that has something to do before the app takes calls. */
export interface OnAppStart {
  /** Runs once, when everything of scope `app` is built, after that of the services it needs. When it fails, the app does not start. */
  onAppStart(): void | Promise<void>;
}

/** A service of scope `app` that has something to do when the app has taken its last call. */
export interface OnAppStop {
  /** Runs once, before anything is disposed and before that of the services it needs; they have `cleanUpLimitMs` together. */
  onAppStop(): void | Promise<void>;
}

/** A service or a controller that has something to do when a call is over. */
export interface OnCallEnd {
  /**
   * Runs once, however the call ended. Of a controller and of a service of scope `call`: after `@OnHangup`, before anything of
   * the call is disposed and before that of the services it needs; what is left of `cleanUpLimitMs` is its time. Of a service
   * of scope `app`: for every call, one that was refused too, when its connection is closed; `cleanUpLimitMs` again. The caller
   * may be gone: nothing can be said to them.
   *
   * @param outcome - how the call ended, and what happened in it
   */
  onCallEnd(outcome: CallOutcome): void | Promise<void>;
}

/** The methods that are called when something begins or ends. */
export const HOOKS = ['onAppStart', 'onAppStop', 'onCallEnd'] as const;

export type Hook = (typeof HOOKS)[number];

/** A hook that a value has. */
export function hookOf(value: unknown, hook: Hook): ((argument: unknown) => unknown) | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  // Any object may be asked for any property.
  const method = (value as { readonly [H in Hook]?: unknown })[hook];
  return typeof method === 'function' ? (argument) => method.call(value, argument) as unknown : undefined;
}
