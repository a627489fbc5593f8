import { AgiApp } from '../app/agi-app.js';
import type { AgiServer } from '../app/agi-server.js';
import { type AppParts, type AppRoot, type ReadApp, readApp } from '../app/definition/app-parts.js';
import type { AppFailure } from '../app/handle/app-watcher.js';
import { OPTIONS } from '../app/definition/check-app-options.js';
import { SILENT_LOGGER } from '../app/log/silent-logger.js';
import type { AppOptions } from '../app/definition/options.js';
import { startServer } from '../app/start-server.js';
import type { Provider } from '../decorators/provider.js';
import type { CallListener } from '../session/journal.js';
import type { Token } from '../dialog/token.js';
import { printable } from '../errors/printable.js';
import { loggable } from '../errors/loggable.js';
import { linkedPair } from '../transport/memory.js';
import { errorSummary } from './describe-error.js';
import { FlowCoverage } from './flow-coverage/flow-coverage.js';
import { COVERAGE_VARIABLE } from './flow-coverage/report-flow-coverage.js';
import { TestPhone, type TestPhoneOptions } from './test-phone.js';

/** A telephone and the app it calls. */
export interface AppPhoneOptions extends AppOptions, Omit<TestPhoneOptions, 'connect' | 'clock'> {
  /** Take the place of the app's own providers: fakes of what is outside. */
  readonly providers?: readonly Provider[];
  /** Notes what the calls do of all that they could do; default: kept in the folder that the environment's `OFFHOOK_COVERAGE` names, if it does. */
  readonly coverage?: FlowCoverage;
}

/**
 * A test phone that calls one app.
 *
 * @example
 * await using line = await createTestPhone({ controllers: [SalesController], providers: [Crm] });
 * vi.spyOn(line.get(Crm), 'find').mockImplementation(() => line.takes(4_000, customer));
 */
export class AppPhone extends TestPhone {
  #server: AgiServer | undefined;
  #onClose: () => void = () => undefined;
  /** What failed outside of its calls. */
  readonly #failures: AppFailure[] = [];
  /** For each call the handlers that began and are not done, the innermost last. */
  readonly #atWork = new Set<string[]>();

  /** @internal */
  static async open(app: ReadApp, options: AppPhoneOptions): Promise<AppPhone> {
    const { providers = [], coverage: given, ...rest } = options;
    const { ofApp, ofPhone } = split(rest);
    const phone = new AppPhone({ ...ofPhone, connect: () => phone.#connect() });
    const folder = process.env[COVERAGE_VARIABLE];
    const coverage = given ?? (folder === undefined ? undefined : new FlowCoverage());
    const noted = coverage === undefined ? [] : [coverage.listener];
    const said = { ...app.options, ...ofApp };
    phone.#server = await startServer({
      parts: replacing(app.parts, providers),
      options: {
        ...said,
        logger: said.logger ?? SILENT_LOGGER,
        listeners: [...(said.listeners ?? []), ...noted, phone.#noteWork],
        clock: phone.clock,
      },
    });
    coverage?.addServer(phone.#server);
    phone.#server.watch({
      failed: (failure) => phone.#onFailure(failure),
      keyTaken: (call, key, isMasked) => phone.asterisk.callOf(call)?.keyTaken(key, isMasked),
    });
    if (given === undefined && folder !== undefined) phone.#onClose = () => coverage?.appendTo(folder);
    return phone;
  }

  /**
   * An instance of scope `app`.
   *
   * @param token - a class, or a token
   * @returns what the app has
   * @throws OffhookError AGI_PROVIDER_MISSING for what is not listed, AGI_OUTSIDE_CALL for what belongs to a call
   * @example
   * const orders = line.get(Orders);
   */
  get<T>(token: Token<T>): T {
    return this.#running.get(token);
  }

  override async [Symbol.asyncDispose](): Promise<void> {
    try {
      await super[Symbol.asyncDispose]();
    } finally {
      // A test that fails leaves nothing open to those that follow.
      try {
        await this.#server?.close();
      } finally {
        this.#onClose();
      }
    }
    const [first] = this.#failures;
    if (first === undefined || !this.failsOnError) return;
    const { where, error } = first;
    throw new Error(`${printable(where)} threw ${errorSummary(error)}, after the call or outside of any`, {
      cause: loggable(error),
    });
  }

  /** Of a call that is over, or of none: then the phone itself says it, when it is closed. */
  #onFailure(failure: AppFailure): void {
    const { call, where, error } = failure;
    const context = call === undefined ? undefined : this.asterisk.callOf(call);
    if (context === undefined) this.#failures.push(failure);
    else context.tell({ kind: 'failed', where, error });
  }

  protected override get atWork(): readonly string[] {
    return [...this.#atWork].flatMap((handlers) => handlers.toReversed());
  }

  readonly #noteWork: CallListener = () => {
    const handlers: string[] = [];
    this.#atWork.add(handlers);
    return (entry) => {
      if (entry.kind === 'began') handlers.push(entry.handler);
      if (entry.kind === 'step' || entry.kind === 'threw') handlers.splice(handlers.lastIndexOf(entry.handler), 1);
      if (entry.kind === 'ended') this.#atWork.delete(handlers);
    };
  };

  get #running(): AgiServer {
    // Set before anybody gets the phone.
    return this.#server!;
  }

  #connect() {
    const [asterisk, app] = linkedPair();
    this.#running.accept(app);
    return asterisk;
  }
}

/** What is said for the app, and the rest, which is for the phone. */
function split(said: AppPhoneOptions) {
  const given = Object.entries(said).filter(([, value]) => value !== undefined);
  const isOfApp = ([name]: readonly [string, unknown]) => Object.hasOwn(OPTIONS, name);
  // By the names that they have.
  const ofApp = Object.fromEntries(given.filter(isOfApp)) as AppOptions;
  const ofPhone = Object.fromEntries(given.filter((each) => !isOfApp(each))) as Partial<TestPhoneOptions>;
  return { ofApp, ofPhone };
}

/** The app's own list comes last, so what is added to it wins over every module. */
const replacing = (parts: AppParts, providers: readonly Provider[]): AppParts =>
  providers.length === 0 ? parts : { ...parts, providers: [...(parts.providers ?? []), ...providers] };

/**
 * Starts a copy of the real app and a telephone that calls it: no port, no Asterisk, no time.
 *
 * @param app - what `createAgiApp` made, or what it gets: a module, or one object
 * @param options - of the phone; `providers` take the place of the app's own; options of the app count before its own. An app
 *   logs nothing unless `logger` is given here
 * @throws BootError with every mistake of the app
 * @example
 * await using line = await createTestPhone(app, { providers: [provide(Crm).withValue(crm)] });
 * await line.dial('/sales').hears('sales/welcome').presses('1').hears('sales/enter-order').hangsUp().ends({ by: 'caller' });
 */
export function createTestPhone(app: AgiApp | AppRoot, options: AppPhoneOptions = {}): Promise<AppPhone> {
  if (!(app instanceof AgiApp)) return AppPhone.open(readApp(app, {}), options);
  // Its log is for the server.
  const { logger: _, ...quiet } = app.read.options;
  return AppPhone.open({ ...app.read, options: quiet }, options);
}
