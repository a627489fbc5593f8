import type { AgiLink, LinkReceiver } from '../../src/core/link.js';
import type { AsteriskWire } from '../../src/testing/wire.js';
import type { AgiTransport, ListeningAddress } from '../../src/transport/transport.js';
import type { WirePlan } from './plan.js';

/** Told when bytes come to one of the ends, or its connection goes. */
export interface Watch {
  sentByApp(text: string): void;
  happened(): void;
}

type Arrival = { readonly atMs: number; readonly deliver: () => void };

/** One direction: what is sent arrives later, in order, in pieces. */
class Lane {
  readonly #queue: Arrival[] = [];
  #timer: NodeJS.Timeout | undefined;
  #lastMs = 0;
  #heldUntilMs = 0;

  constructor(
    private readonly latencyMs: number,
    private readonly watch: Watch,
  ) {}

  push(deliver: () => void): void {
    this.#lastMs = Math.max(this.#lastMs, performance.now() + this.latencyMs);
    this.#queue.push({ atMs: this.#lastMs, deliver });
    this.#wake();
  }

  /** Nothing arrives before then. */
  hold(untilMs: number): void {
    this.#heldUntilMs = untilMs;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#wake();
  }

  clear(): void {
    this.#queue.length = 0;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #wake(): void {
    const [first] = this.#queue;
    if (first === undefined || this.#timer !== undefined || this.#heldUntilMs === Infinity) return;
    const inMs = Math.max(first.atMs, this.#heldUntilMs) - performance.now();
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        const next = this.#queue.shift();
        this.watch.happened();
        next?.deliver();
        this.#wake();
      },
      Math.max(0, inMs),
    );
  }
}

/** One end of a simulated connection. */
class End {
  receiver: LinkReceiver | undefined;
  readonly early: (() => void)[] = [];
  hasEnded = false;
  isClosed = false;

  open(receiver: LinkReceiver): void {
    this.receiver = receiver;
    for (const arrival of this.early.splice(0)) arrival();
  }

  /** Runs when somebody listens. */
  when(arrival: () => void): void {
    if (this.receiver === undefined) this.early.push(arrival);
    else arrival();
  }

  close(error?: Error): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.when(() => this.receiver?.closed(error));
  }
}

/** A connection between the virtual Asterisk and the app over a network that does what the plan says. */
export class Connection {
  readonly link: AgiLink;
  readonly wire: AsteriskWire;
  readonly #app = new End();
  readonly #asterisk = new End();
  readonly #toApp: Lane;
  readonly #toAsterisk: Lane;
  #pieces = 0;

  constructor(
    private readonly plan: WirePlan,
    private readonly watch: Watch,
  ) {
    this.#toApp = new Lane(plan.latencyMs, watch);
    this.#toAsterisk = new Lane(plan.latencyMs, watch);
    this.link = {
      peer: 'simulated',
      open: (receiver) => this.#app.open(receiver),
      send: (line) => {
        if (this.#app.hasEnded || this.#app.isClosed) return;
        watch.sentByApp(line);
        this.#send(Buffer.from(line), this.#toAsterisk, this.#asterisk);
      },
      end: () => this.#end(this.#app, this.#toAsterisk, this.#asterisk, this.#toApp),
      destroy: () => this.reset(),
    };
    this.wire = {
      open: (receiver) => this.#asterisk.open(receiver),
      sendBytes: (bytes) => {
        if (!this.#asterisk.hasEnded) this.#send(bytes, this.#toApp, this.#app);
      },
      end: () => this.#end(this.#asterisk, this.#toApp, this.#app, this.#toAsterisk),
      destroy: () => this.reset(),
    };
    const { fault } = plan;
    if (fault !== undefined) setTimeout(() => this.#fail(fault), fault.afterMs);
  }

  get isOpen(): boolean {
    return !(this.#app.isClosed && this.#asterisk.isClosed);
  }

  /** Nothing arrives any more, and neither end knows. */
  isDeaf = false;

  /** Both ends are told that it broke off; what was on its way is lost. */
  reset(): void {
    this.#toApp.clear();
    this.#toAsterisk.clear();
    for (const end of [this.#app, this.#asterisk]) {
      end.hasEnded = true;
      end.close(Object.assign(new Error('the connection was reset'), { code: 'ECONNRESET' }));
    }
    this.watch.happened();
  }

  #fail({ kind, forMs }: NonNullable<WirePlan['fault']>): void {
    if (!this.isOpen) return;
    if (kind === 'reset') return this.reset();
    this.isDeaf = kind === 'halfOpen';
    const untilMs = kind === 'stall' ? performance.now() + forMs : Infinity;
    this.#toApp.hold(untilMs);
    this.#toAsterisk.hold(untilMs);
  }

  #send(bytes: Uint8Array, lane: Lane, to: End): void {
    const { pieces } = this.plan;
    for (let at = 0; at < bytes.length;) {
      const size = pieces.length === 0 ? bytes.length : (pieces[this.#pieces++ % pieces.length] ?? 1);
      const piece = Uint8Array.from(bytes.subarray(at, at + size));
      at += size;
      lane.push(() => {
        if (!to.isClosed) to.when(() => to.receiver?.received(piece));
      });
    }
  }

  /** The other side reads to the end, may say a last word, and follows. */
  #end(from: End, lane: Lane, to: End, back: Lane): void {
    if (from.hasEnded) return;
    from.hasEnded = true;
    lane.push(() => {
      to.close();
      to.hasEnded = true;
      back.push(() => from.close());
    });
  }
}

/** A port that connections come to, or are refused at. */
export class Port implements AgiTransport {
  #onLink: ((link: AgiLink) => void) | undefined;

  listen(onLink: (link: AgiLink) => void): Promise<ListeningAddress> {
    this.#onLink = onLink;
    return Promise.resolve({ host: '127.0.0.1', port: 4573 });
  }

  close(): Promise<void> {
    this.#onLink = undefined;
    return Promise.resolve();
  }

  get isListening(): boolean {
    return this.#onLink !== undefined;
  }

  connect(link: AgiLink): void {
    this.#onLink?.(link);
  }
}
