import type { AgiChannel } from '../../../../src/core/channel.js';
import { answerCalls } from '../../../../src/session/answer-calls.js';
import { FastAgiTransport } from '../../../../src/transport/fastagi.js';
import { RealAsterisk, type RealAsteriskOptions } from '../../support/asterisk.js';
import { type CallOptions, placeCall } from '../../support/place-call.js';
import type { PlacedCall } from '../../support/placed-call.js';

type Work<T> = (channel: AgiChannel) => Promise<T>;

/** How one call went. */
export interface LiveCall<T> {
  /** What the work gave, or why it did not. */
  readonly outcome: PromiseSettledResult<T>;
  readonly placed: PlacedCall;
}

/** A real Asterisk whose calls are answered by a function of the test. */
export class LiveCalls {
  #work: Work<unknown> = async () => {};

  private constructor(
    readonly asterisk: RealAsterisk,
    private readonly transport: FastAgiTransport,
    private readonly url: string,
  ) {}

  static async start(options: RealAsteriskOptions = {}): Promise<LiveCalls> {
    const transport = new FastAgiTransport({ port: 0 });
    let live: LiveCalls | undefined;
    const { port } = await answerCalls(transport, {
      onCall: async ({ channel }) => {
        if (live !== undefined) await live.#work(channel);
      },
    });
    const asterisk = await RealAsterisk.start({ modules: 'full', ...options });
    const started = new LiveCalls(asterisk, transport, `agi://127.0.0.1:${port}/live`);
    live = started;
    return started;
  }

  async stop(): Promise<void> {
    await this.asterisk.stop();
    await this.transport.close();
  }

  /**
   * Places a call and lets `work` have its channel.
   *
   * @param meanwhile - what the caller does
   * @param options - `isAnswered`: whether the call is answered first, default true
   */
  async run<T>(
    work: Work<T>,
    meanwhile: (placed: PlacedCall) => Promise<void> = async () => {},
    { isAnswered = true, ...options }: Partial<CallOptions> & { readonly isAnswered?: boolean } = {},
  ): Promise<LiveCall<T>> {
    let settle!: (outcome: PromiseSettledResult<T>) => void;
    const settled = new Promise<PromiseSettledResult<T>>((resolve) => (settle = resolve));
    this.#work = async (channel) => {
      try {
        if (isAnswered) await channel.answer();
        settle({ status: 'fulfilled', value: await work(channel) });
      } catch (reason) {
        settle({ status: 'rejected', reason });
      }
    };
    const placed = await placeCall(this.asterisk, { agi: this.url, callerId: '5550100', ...options });
    await meanwhile(placed);
    const outcome = await settled;
    // It may be gone already.
    await placed.hangUp().catch(() => undefined);
    await placed.ended;
    return { outcome, placed };
  }

  /** The same for the value alone. */
  async value<T>(
    work: Work<T>,
    meanwhile?: (placed: PlacedCall) => Promise<void>,
    options?: Partial<CallOptions> & { readonly isAnswered?: boolean },
  ): Promise<T> {
    const { outcome } = await this.run(work, meanwhile, options);
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  }
}

/** Presses a key when an application runs for a while. */
export const presses =
  (keys: string, application: string, afterMs: number) =>
  async (placed: PlacedCall): Promise<void> => {
    await placed.executing(`EXEC "${application}"`);
    await pause(afterMs);
    for (const key of keys) await placed.press(key);
  };

/** Hangs up when an application runs for a while. */
export const hangsUp =
  (application: string, afterMs: number) =>
  async (placed: PlacedCall): Promise<void> => {
    await placed.executing(`EXEC "${application}"`);
    await pause(afterMs);
    await placed.hangUp();
  };

/** A real Asterisk has a clock of its own. */
export const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));
