import type { AppParts } from './app-parts.js';
import type { Logger } from '../call/logger.js';
import type { AppPipeline } from '../controller/compile-around.js';
import type { Clock } from '../core/clock.js';
import type { Prompt } from '../dialog/prompt.js';
import { OffhookError } from '../errors/offhook-error.js';
import { didYouMean } from '../errors/did-you-mean.js';
import type { CallListener } from '../session/journal.js';
import { printable } from '../errors/printable.js';
import type { DialogDefaults } from '../dialog/dialog-defaults.js';

/** Options of an app; all of them may be left out. */
export interface AppOptions extends AppPipeline {
  /** Times and attempts of every menu that does not say its own. */
  readonly defaults?: DialogDefaults<unknown>;
  /** Played when a handler throws and no filter answers for it, before the call goes back to the dialplan; default nothing. */
  readonly sorry?: Prompt;
  /** Time for what runs after the caller left (`finally`, `@OnHangup`), milliseconds; default 10,000. */
  readonly cleanUpLimitMs?: number;
  /** Time a new connection has to send its `agi_` block, milliseconds; default 10,000. */
  readonly handshakeTimeoutMs?: number;
  /** Default: pino at level `info`, JSON lines on standard output. */
  readonly logger?: Logger;
  /** Told what happens in each call: for journals, metrics, dashboards; default none. */
  readonly listeners?: readonly CallListener[];
  /** The clock that times entries, holds and fillers; default the process's. Tests give a virtual one. */
  readonly clock?: Clock;
}

const PARTS = ['imports', 'controllers', 'providers'];
const OPTIONS = [
  'guards',
  'interceptors',
  'pipes',
  'filters',
  'defaults',
  'sorry',
  'cleanUpLimitMs',
  'handshakeTimeoutMs',
  'logger',
  'listeners',
  'clock',
];
/** A timer of Node holds no more; with more it would run at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** @internal Refuses what would otherwise be ignored without a word. */
export function checkOptions(parts: AppParts, options: AppOptions): void {
  checkNames(parts, PARTS);
  checkNames(options, OPTIONS);
  // Those of a module are named with its other mistakes.
  if (parts.imports === undefined || parts.controllers !== undefined) checkControllers(parts.controllers);
  for (const name of ['cleanUpLimitMs', 'handshakeTimeoutMs'] as const) {
    const value = options[name];
    if (value !== undefined && !(Number.isInteger(value) && value >= 1 && value <= LONGEST_MS)) {
      throw new OffhookError('AGI_OPTION', {
        option: name,
        value,
        problem: `a whole number of milliseconds from 1 to ${LONGEST_MS} is needed`,
      });
    }
  }
}

function checkNames(given: object, known: readonly string[]): void {
  for (const [name, value] of Object.entries(given)) {
    if (known.includes(name)) continue;
    const problem = `there is no such option.${didYouMean(name, known)} There are ${known.join(', ')}`;
    throw new OffhookError('AGI_OPTION', { option: printable(name), value, problem });
  }
}

/** The types allow nothing else; JavaScript and an import cycle do. */
function checkControllers(controllers: unknown): void {
  if (!Array.isArray(controllers)) {
    throw new OffhookError('AGI_OPTION', {
      option: 'controllers',
      value: controllers,
      problem: 'a list of classes with @AgiController is needed',
    });
  }
  const at = controllers.findIndex((controller) => typeof controller !== 'function');
  if (at < 0) return;
  const hint = controllers[at] === undefined ? '. An import cycle leaves a class undefined' : '';
  throw new OffhookError('AGI_OPTION', {
    option: `controllers[${at}]`,
    value: controllers[at],
    problem: `a class with @AgiController is needed${hint}`,
  });
}
