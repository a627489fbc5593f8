import {
  type AgiServer,
  AgiController,
  type AppOptions,
  Ask,
  Call,
  type CallOutcome,
  createAgiApp,
  Injectable,
  leave,
  Menu,
  menu,
  OnCall,
  OnDtmf,
  type OnCallEnd,
  OnHangup,
  read,
  say,
  Step,
} from 'offhook';
import { SILENT_LOGGER } from '../../src/app/log/silent-logger.js';

/** What became of every call, by its id. Emptied by whoever reads it. */
@Injectable()
export class Ledger {
  readonly hungUp = new Map<string, number>();
  readonly ended = new Map<string, CallOutcome['kind']>();
  made = 0;
  disposed = 0;
  running = 0;
}

/** Belongs to one call. */
@Injectable({ scope: 'call' })
class Draft implements OnCallEnd {
  constructor(
    private readonly call: Call,
    private readonly ledger: Ledger,
  ) {
    ledger.made++;
  }

  onCallEnd(outcome: CallOutcome): void {
    this.ledger.ended.set(this.call.id, outcome.kind);
  }

  dispose(): void {
    this.ledger.disposed++;
  }
}

const tick = () => new Promise<void>((resolve) => void setImmediate(resolve));

@AgiController('/sales', { defaults: { timeoutMs: 2, interDigitTimeoutMs: 2 } })
class SoakController {
  constructor(
    private readonly call: Call,
    private readonly ledger: Ledger,
    readonly draft: Draft,
  ) {}

  @OnCall({ next: 'main' })
  async greet() {
    await this.#running(async () => {
      await this.call.answer();
      await this.call.waitFor(() => tick());
      await this.call.play('hello', say.digits('12'));
    });
  }

  @Menu({ attempts: 2, otherwise: 'goodbye' })
  main() {
    return menu('options');
  }

  @OnDtmf('1', { menu: 'main', next: 'order' })
  async one() {
    await this.#running(() => this.call.play('one'));
  }

  @Ask(read.digits({ length: 2 }), { prompt: 'order', attempts: 2, next: 'goodbye', otherwise: 'goodbye' })
  async order(digits: string) {
    await this.#running(async () => {
      await this.call.variables.set('ORDER', digits);
      await Promise.all([this.call.play('found'), this.call.waitFor((signal) => untilAborted(signal), { limitMs: 1 })]);
    });
  }

  @Step({ next: leave })
  async goodbye() {
    await this.#running(() => this.call.play('goodbye'));
  }

  @OnHangup()
  async ended() {
    this.ledger.hungUp.set(this.call.id, (this.ledger.hungUp.get(this.call.id) ?? 0) + 1);
    await tick();
  }

  /** Counts handlers that have not come back. */
  async #running(work: () => Promise<unknown>): Promise<void> {
    this.ledger.running++;
    try {
      await work();
    } finally {
      this.ledger.running--;
    }
  }
}

/** Work that heeds its signal, as fetch does. */
function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((_resolve, reject) => {
    const stop = () => reject(new Error('stopped'));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}

/** An app whose calls meet everything: a hold, a menu, a question, work that is stopped, a service to dispose. */
export const soakApp = (options: AppOptions = {}): Promise<AgiServer> =>
  createAgiApp({
    controllers: [SoakController],
    providers: [Ledger, Draft],
    logger: SILENT_LOGGER,
    cleanUpLimitMs: 1_000,
    ...options,
  }).start();
