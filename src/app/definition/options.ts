import type { CallerInLog } from '../log/caller-in-log.js';
import type { Logger } from '../../call/logger.js';
import type { AppPipeline } from '../../controller/compile-app-pipeline.js';
import type { MonotonicClock } from '../../core/clock.js';
import type { TelephoneKey } from '../../dialog/keys.js';
import type { Target } from '../../decorators/target.js';
import type { Prompt } from '../../dialog/prompt.js';
import type { CallListener } from '../../session/journal.js';
import type { DialogDefaults } from '../../dialog/question-options.js';

/** Where an app can lead: it has no methods to name. */
export type AppTarget = Exclude<Target, string>;

/** Keys that work in every question of an app, and where they lead. */
export type AppLinks = Readonly<Partial<Record<TelephoneKey, AppTarget>>>;

/** Options of an app; all of them may be left out. */
export interface AppOptions extends AppPipeline {
  /** Times and attempts of every menu that does not say its own. */
  readonly defaults?: DialogDefaults<unknown>;
  /**
   * Keys that work in every question of the app which neither the question nor its class takes itself, and where they lead: a
   * controller, a dialog, or a step such as `hangUp`. Which of them are dead in which question is logged when the app starts.
   */
  readonly links?: AppLinks;
  /** Where a question of a controller leads when its attempts are used up, and neither it nor its class says. Default: back to the dialplan. */
  readonly otherwise?: AppTarget;
  /**
   * Whether a call that still rings is answered before the first sound. `false` leaves that to `call.answer()`: what is heard
   * before costs the caller nothing, and not every telephone lets them hear it. Default true.
   */
  readonly answer?: boolean;
  /** Played when a handler throws and no filter answers for it, before the call goes back to the dialplan; default nothing. */
  readonly apology?: Prompt;
  /** Where Asterisk keeps its sounds: those that a class names and no folder has are warned of when the app starts. Default: nobody looks. */
  readonly soundFolders?: readonly string[];
  /** Time for what runs after the caller left (`finally`, `@OnHangup`), milliseconds; default 10,000. */
  readonly cleanUpLimitMs?: number;
  /** Time a new connection has to send its `agi_` block and to answer the command that proves it, milliseconds; default 10,000. */
  readonly handshakeTimeoutMs?: number;
  /**
   * Time for the answer to a command that Asterisk answers at once (ANSWER, variables, AstDB, VERBOSE and their like), milliseconds;
   * default 30,000. The call is then an error, and its place is free. Raise it where the dialplan's functions take longer (CURL,
   * ODBC). Sounds, keys, speech and applications take as long as they take.
   */
  readonly commandTimeoutMs?: number;
  /** Calls that go on at the same time; further ones are refused, so that the dialplan takes them elsewhere. Default no limit. */
  readonly maxCalls?: number;
  /** The same for the calls from one Asterisk. Default no limit. */
  readonly maxCallsPerPeer?: number;
  /**
   * Connections that have not said yet who calls; when there are more, the oldest of them is dropped. An Asterisk says it within
   * milliseconds. Default 2,000 or half of what the process's limit of open files allows, whichever is smaller.
   */
  readonly maxHandshakes?: number;
  /** The same for one address, also that of a proxy. Default 500 or a quarter of what the limit of open files allows, whichever is smaller. */
  readonly maxHandshakesPerPeer?: number;
  /**
   * What happens when `maxCalls` is reached. `refuse`, the default: each further call is told REFUSED. `stop-listening`: the port
   * is closed until there is room, so that Asterisk goes on to the next server of a name with several addresses.
   */
  readonly whenFull?: 'refuse' | 'stop-listening';
  /** How much of a caller's number the log says: all of it, the default; `shortened`, its last three digits; `none`. */
  readonly callerInLog?: CallerInLog;
  /**
   * Default: `createLogger()`, pino at level `info`: JSON lines on standard output, or lines for people on a terminal. What one of
   * your own throws harms no call: the line is counted as lost.
   */
  readonly logger?: Logger;
  /** Told what happens in each call: for journals, metrics, dashboards; default none. */
  readonly listeners?: readonly CallListener[];
  /** The clock that times entries, holds and fillers; default the process's. Tests give a virtual one. */
  readonly clock?: MonotonicClock;
}
