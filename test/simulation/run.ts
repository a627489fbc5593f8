import { Writable } from 'node:stream';
import { type AgiServer, createLogger, type JournalEntry, type Logger } from 'offhook';
import { vi } from 'vitest';
import type { SoundDurations } from '../../src/testing/sounds/sounds.js';
import { VirtualAsterisk } from '../../src/testing/virtual-asterisk.js';
import type { VirtualCall } from '../../src/testing/virtual-call.js';
import { company } from './company.js';
import { generated } from './generated.js';
import { hotline } from './hotline.js';
import { type CallNotes, Ledger } from './ledger.js';
import { Connection, Port } from './network.js';
import type { Act, CallPlan, Plan } from './plan.js';
import type { OpenWorld, World } from './world.js';

/** Everything that is known of one call when a run is over. */
export interface CallEvidence {
  readonly plan: CallPlan;
  readonly virtual: VirtualCall;
  /** Missing where the app never learnt who calls. */
  readonly id: string | undefined;
  /** What a listener was told. */
  readonly journals: (readonly JournalEntry[])[];
  readonly notes: CallNotes | undefined;
  /** Lines that the app sent, and how many there were when its journal said that the call had ended. */
  readonly sent: readonly string[];
  readonly sentAtEnd: number | undefined;
}

/** What a run leaves behind. */
export interface Evidence {
  readonly plan: Plan;
  readonly calls: readonly CallEvidence[];
  /** Lines of the log, where it can be read. */
  readonly log: readonly string[];
  /** Timers that nobody cleared. */
  readonly timersLeft: number;
  readonly callsLeft: number;
  /** Questions to the database that were never answered. */
  readonly unanswered: number;
  /** Whether the port was open when every call was over, or the app had been told to close. */
  readonly isListening: boolean;
  /** Rejections and exceptions that nobody caught. */
  readonly uncaught: readonly unknown[];
  readonly closeReport: { readonly callsCut: number } | undefined;
  /** Messages that somebody will find. */
  readonly messages: readonly string[];
  /** What happened to the app and its port, for people. */
  readonly events: readonly string[];
}

// Taken before they are replaced.
const { setImmediate: afterThisTurn } = globalThis;

/** More than any run needs; whoever passes it goes round in circles. */
const MOST_STEPS = 40_000;
/** How long the app goes on behind the last call: what failed is tried again. */
const AFTERMATH_MS = 30_000;
const RECORDINGS = '/recordings';
const TIMERS = ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'] as const;

const { setTimeout: startTimer } = globalThis;
const REAL = {
  ...Object.fromEntries(TIMERS.map((name) => [name, globalThis[name]])),
  // What runs later belongs to real time, too.
  setTimeout: (act: () => void, ms?: number) =>
    startTimer(() => {
      const leave = enterRealTime();
      act();
      leave();
    }, ms).unref(),
};

/** The embedded database measures and limits its own work. @returns what goes back to simulated time */
function enterRealTime(): () => void {
  const simulated = Object.fromEntries(TIMERS.map((name) => [name, globalThis[name]]));
  Object.assign(globalThis, REAL);
  return () => void Object.assign(globalThis, simulated);
}

async function inRealTime<T>(work: () => Promise<T>): Promise<T> {
  const leave = enterRealTime();
  try {
    return await work();
  } finally {
    leave();
  }
}

/** Plays a plan from the first connection to the end of the process. Nothing in it is chance any more. */
export async function run(plan: Plan): Promise<Evidence> {
  const world = worldOf(plan);
  await inRealTime(async () => world.prepare?.());
  vi.useFakeTimers({ toFake: [...TIMERS], now: Date.UTC(2026, 0, 5, 9) });
  const uncaught: unknown[] = [];
  const onUncaught = (reason: unknown) => void uncaught.push(reason);
  process.on('unhandledRejection', onUncaught);
  // A log that fails is said once; here it is a part of the plan.
  const warning = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  try {
    const life = new Run(plan, world.sounds);
    await life.begin(world);
    await life.live();
    return { ...(await life.end()), uncaught };
  } finally {
    process.off('unhandledRejection', onUncaught);
    warning.mockRestore();
    vi.useRealTimers();
  }
}

interface Placed {
  readonly plan: CallPlan;
  readonly connection: Connection;
  readonly virtual: VirtualCall;
  readonly channel: string;
  /** Known when Asterisk has said who calls. */
  id: string | undefined;
  readonly journals: JournalEntry[][];
  readonly sent: string[];
  sentAtEnd: number | undefined;
}

/** A logger of somebody else, which breaks with its first line. */
const broken = () => {
  throw new Error('the log is broken');
};
const throwing: Logger = { trace: broken, debug: broken, info: broken, warn: broken, error: broken, child: broken };

const worldOf = ({ world }: Plan): World =>
  world.kind === 'generated' ? generated(world.menus) : { hotline, company }[world.kind];

class Run {
  readonly #placed: Placed[] = [];
  readonly #ledger = new Ledger();
  readonly #port = new Port();
  readonly #asterisk: VirtualAsterisk;
  readonly #log: string[] = [];
  readonly #events: string[] = [];
  #happenings = 0;
  /** Acts of the plan that are still to come. */
  #planned = 0;
  /** Work of the database that waits for its turn. */
  readonly #outsideWork: (() => Promise<void>)[] = [];
  #world: OpenWorld | undefined;
  #server: AgiServer | undefined;
  #closing: Promise<{ callsCut: number }> | undefined;
  #report: { callsCut: number } | undefined;

  constructor(
    private readonly plan: Plan,
    sounds: SoundDurations,
  ) {
    this.#asterisk = new VirtualAsterisk({
      sounds: {
        durationMs: (name, language) =>
          plan.missingSounds.includes(name) ? undefined : sounds.durationMs(name, language),
      },
      clock: {
        nowMs: () => performance.now(),
        after: (delayMs, call) => {
          const timer = setTimeout(call, Math.max(0, delayMs));
          return () => clearTimeout(timer);
        },
      },
    });
    this.#asterisk.onDial('Local/201@office', { answersAfterMs: 4_000, talksMs: 9_000 });
  }

  async begin(world: World): Promise<void> {
    const { plan } = this;
    const { maxCalls, whenFull, commandTimeoutMs } = plan;
    const opening = world.open({
      plan,
      ledger: this.#ledger,
      recordings: RECORDINGS,
      outside: (work) => this.#outside(work),
    });
    this.#world = await this.#patiently(opening);
    const starting = this.#world
      .createApp({
        logger: this.#logger(),
        commandTimeoutMs,
        cleanUpLimitMs: 5_000,
        ...(maxCalls !== undefined && { maxCalls, whenFull }),
        listeners: [(environment) => this.#listen(environment.channel, environment.uniqueId)],
      })
      .start();
    // The database may be slow from the first question on.
    let isStarted = false;
    void starting.finally(() => (isStarted = true)).catch(() => undefined);
    await this.#untilNothingIsDue(() => isStarted);
    const server = await starting;
    await server.serve(this.#port);
    this.#server = server;
  }

  #listen(channel: string, uniqueId: string): (entry: JournalEntry) => void {
    const placed = this.#placed.find((each) => each.channel === channel);
    const entries: JournalEntry[] = [];
    if (placed !== undefined) {
      placed.id = uniqueId;
      placed.journals.push(entries);
    }
    return (entry) => {
      entries.push(entry);
      this.#happenings++;
      if (entry.kind === 'ended' && placed !== undefined) placed.sentAtEnd ??= placed.sent.length;
    };
  }

  /** Lets everything happen that the plan says, in the order of its times. */
  async live(): Promise<void> {
    const { calls, sigtermAtMs, drainLimitMs, clockJump } = this.plan;
    for (const [i, call] of calls.entries()) this.#later(call.startsAtMs, () => this.#place(call, i));
    if (sigtermAtMs !== undefined) this.#later(sigtermAtMs, () => this.#terminate(drainLimitMs));
    if (clockJump !== undefined) this.#later(clockJump.atMs, () => vi.setSystemTime(Date.now() + clockJump.byMs));
    await this.#untilNothingIsDue(() => this.#planned === 0 && this.#open.length === 0);
    // Peers that went without a word are given up, as TCP does after a while.
    for (const connection of this.#open) connection.reset();
    // Long enough for what is tried again.
    const untilMs = performance.now() + AFTERMATH_MS;
    await this.#untilNothingIsDue(() => performance.now() >= untilMs);
  }

  get #open(): readonly Connection[] {
    return this.#placed.flatMap(({ connection }) => (connection.isOpen && !connection.isDeaf ? [connection] : []));
  }

  /** Something that the plan says. */
  #later(afterMs: number, act: () => void): void {
    this.#planned++;
    setTimeout(() => {
      this.#planned--;
      act();
    }, afterMs);
  }

  /** Work for which time is real: done one piece at a time, when everything else waits, so that the order is always the same. */
  #outside<T>(work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#outsideWork.push(() => inRealTime(work).then(resolve, reject));
    });
  }

  async end(): Promise<Omit<Evidence, 'uncaught'>> {
    for (const { connection } of this.#placed) if (connection.isOpen) connection.reset();
    // What the last calls made is disposed; the port is open again when they are no more.
    await this.#untilNothingIsDue(() => this.#server?.callsInFlight === 0);
    await this.#quiet();
    const isListening = this.#port.isListening || this.#closing !== undefined;
    this.#terminate(0);
    await this.#untilNothingIsDue(() => this.#report !== undefined);
    return {
      plan: this.plan,
      calls: this.#placed.map((placed) => ({
        ...placed,
        notes: placed.id === undefined ? undefined : this.#ledger.of(placed.id),
      })),
      log: this.#log,
      timersLeft: vi.getTimerCount() - this.#ledger.atWork,
      isListening,
      unanswered: this.#ledger.unanswered,
      callsLeft: this.#server?.callsInFlight ?? 0,
      closeReport: this.#report,
      messages: await this.#patiently(this.#world?.messages() ?? Promise.resolve([])),
      events: this.#events,
    };
  }

  #terminate(drainLimitMs: number): void {
    if (this.#closing !== undefined) return;
    this.#tell('the app is told to close');
    this.#closing = this.#server?.close({ drainLimitMs });
    void this.#closing?.then((report) => {
      this.#report = report;
      this.#tell('the app is closed');
    });
  }

  #place(plan: CallPlan, number: number): void {
    if (!this.#port.isListening) {
      this.#tell(`call ${number}: refused by the port`);
      return;
    }
    const sent: string[] = [];
    const channel = `PJSIP/sim-${number}`;
    const connection = new Connection(plan.wire, {
      sentByApp: (text) => {
        sent.push(text);
        this.#happenings++;
      },
      happened: () => void this.#happenings++,
    });
    const virtual = this.#asterisk.call(
      connection.wire,
      { request: `agi://localhost${plan.path}`, script: plan.path.slice(1) },
      {
        channel,
        callerId: plan.callerId,
        callerName: plan.callerName,
        answered: plan.isAnswered,
        inHangupHandler: plan.inHangupHandler,
        variables: { AGISIGHUP: plan.sighup, AGIEXITONHANGUP: plan.exitOnHangup, NOTE: plan.note },
      },
    );
    const placed: Placed = {
      plan,
      connection,
      virtual,
      channel,
      id: undefined,
      journals: [],
      sent,
      sentAtEnd: undefined,
    };
    this.#placed.push(placed);
    virtual.onEvent(() => void this.#happenings++);
    this.#port.connect(connection.link);
    virtual.begin();
    this.#act(virtual, plan.acts, plan.staysMs);
  }

  #act(virtual: VirtualCall, acts: readonly Act[], staysMs: number): void {
    let atMs = 0;
    for (const act of acts) {
      atMs += act.afterMs;
      this.#later(atMs, () => this.#do(virtual, act));
      if (act.kind === 'key') this.#later(atMs + 100, () => virtual.keyUp());
    }
    this.#later(atMs + staysMs, () => virtual.hangUp());
  }

  #do(virtual: VirtualCall, act: Act): void {
    if (virtual.isHungUp || virtual.isOver) return;
    switch (act.kind) {
      case 'key':
        virtual.keyDown(act.key);
        break;
      case 'speak':
        virtual.speak(act.forMs);
        break;
      case 'hangUp':
        virtual.hangUp();
        break;
      case 'redirect':
        virtual.redirect({ context: 'elsewhere', extension: 's', priority: 1 });
        break;
    }
  }

  /** Lets time pass until something holds, or nothing is due any more. */
  async #untilNothingIsDue(isEnough: () => boolean): Promise<void> {
    await this.#quiet();
    for (let steps = 0; vi.getTimerCount() > 0 && !isEnough(); steps++) {
      if (steps > MOST_STEPS) throw new Error(`after ${MOST_STEPS} timers there is still one`);
      vi.advanceTimersToNextTimer();
      await this.#quiet();
    }
  }

  /** Waits in real time until the app has done all that it can do now. */
  async #quiet(): Promise<void> {
    for (let still = 0, before = -1; still < 2; before = this.#happenings) {
      still = before === this.#happenings ? still + 1 : 0;
      await new Promise<void>((resolve) => void afterThisTurn(resolve));
      if (still < 2 || this.#outsideWork.length === 0) continue;
      await this.#outsideWork.shift()?.();
      this.#happenings++;
      still = 0;
    }
  }

  /** Waits for something that needs work outside, and no time of the run. */
  async #patiently<T>(wanted: Promise<T>): Promise<T> {
    await this.#quiet();
    return wanted;
  }

  #tell(text: string): void {
    this.#events.push(`${(performance.now() / 1_000).toFixed(2).padStart(7)} ${text}`);
  }

  #logger(): Logger {
    const { log } = this.plan;
    if (log === 'throws') return throwing;
    const keep = (chunk: Buffer, done: (error?: Error) => void): void => {
      if (log === 'isFull') return done(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }));
      this.#log.push(...chunk.toString().trimEnd().split('\n'));
      if (log === 'works') done();
      // A reader that stalls never takes the next line.
    };
    const to = new Writable({ write: (chunk: Buffer, _encoding, done) => keep(chunk, done) });
    to.on('error', () => undefined);
    return createLogger({ level: 'trace', to });
  }
}
