import type { CallEvent } from '../../testing/call-event.js';
import type { Clock } from '../../testing/clock.js';
import type { Dialplan } from '../../testing/dialplan.js';
import { soundTable } from '../../testing/sounds/sounds.js';
import { type Request, VirtualAsterisk } from '../../testing/virtual-asterisk.js';
import type { VirtualCall } from '../../testing/virtual-call.js';
import type { AsteriskWire } from '../../testing/wire.js';
import { type CallPlan, type JudgedCall, type JudgedLine, SOUND, type StepPlan } from './call-plan.js';
import type { JudgeConnect } from './judge-wire.js';
import { PacketWire } from './packets.js';
import { type ConformanceReport, readReport } from './report.js';
import { RESULT_VARIABLE, STEP_VARIABLE, writeStep } from './step.js';

/** What a call needs of the world. */
export interface JudgedServer {
  readonly connect: JudgeConnect;
  readonly request: Request;
  readonly clock: Clock;
  /** How long the app may take for a step, and to close the connection. */
  readonly limitMs: number;
}

const SOUND_MS = 400;
/** Between a command and the first key, the hang-up, or the death of Asterisk. */
const REACTION_MS = 60;
const TONE_MS = 60;
const KEY_GAP_MS = 60;
/** How long an app that has done its steps may take to close when that is not what is judged. */
const CLOSE_MS = 500;
const DIALPLAN: Dialplan = { subroutines: { 'conformance,s,1': { returns: 'done' } } };

/** Makes one call and lets the app do its steps. Ends always: each step has its time. */
export async function makeCall(server: JudgedServer, plan: CallPlan): Promise<JudgedCall> {
  const wire = new PacketWire(await server.connect(), server.clock, plan.packets ?? {});
  return new Promise((resolve) => new RunningCall(server, plan, wire, resolve).begin());
}

class RunningCall implements JudgedLine {
  readonly #server: JudgedServer;
  readonly #plan: CallPlan;
  readonly #wire: PacketWire;
  readonly #done: (call: JudgedCall) => void;
  readonly #asterisk: VirtualAsterisk;
  readonly #call: VirtualCall;
  readonly #outcomes: { isRead: boolean; report: ConformanceReport | undefined; readonly lines: string[] }[];
  readonly #lines: string[] = [];
  readonly #applications: string[] = [];
  #step = 0;
  #isDone = false;
  #stopWaiting = () => {};

  constructor(server: JudgedServer, plan: CallPlan, wire: PacketWire, done: (call: JudgedCall) => void) {
    this.#server = server;
    this.#plan = plan;
    this.#wire = wire;
    this.#done = done;
    this.#asterisk = new VirtualAsterisk({
      clock: server.clock,
      sounds: soundTable({ [SOUND]: { durationMs: SOUND_MS } }),
      dialplan: DIALPLAN,
    });
    for (const [family, key, value] of plan.database ?? []) this.#asterisk.database.put(family, key, value);
    this.#outcomes = plan.steps.map(() => ({ isRead: false, report: undefined, lines: [] }));
    this.#call = this.#asterisk.call(this.#watched(), server.request, { answered: true, ...plan.setup });
  }

  begin(): void {
    this.#tellStep();
    this.#wait();
    this.#call.onEvent((event) => this.#happens(event));
    this.#call.begin();
  }

  press(keys: string): void {
    for (const [i, key] of [...keys].entries()) {
      const atMs = REACTION_MS + i * (TONE_MS + KEY_GAP_MS);
      this.#server.clock.after(atMs, () => this.#call.keyDown(key));
      this.#server.clock.after(atMs + TONE_MS, () => this.#call.keyUp());
    }
  }

  hangUp(): void {
    this.#call.hangUp();
  }

  hangUpSoon(): void {
    this.#server.clock.after(REACTION_MS, () => this.#call.hangUp());
  }

  break(how: 'end' | 'reset'): void {
    this.#server.clock.after(REACTION_MS, () => this.#wire[how]());
  }

  get #now(): StepPlan | undefined {
    return this.#plan.steps[this.#step];
  }

  #watched(): AsteriskWire {
    return {
      open: (receiver) =>
        this.#wire.open({
          received: (chunk) => receiver.received(chunk),
          closed: (error) => {
            receiver.closed(error);
            this.#finish('closed');
          },
        }),
      sendBytes: (bytes) => this.#wire.sendBytes(bytes),
      end: () => this.#wire.end(),
      destroy: () => this.#wire.destroy(),
    };
  }

  #happens(event: CallEvent): void {
    if (event.kind === 'command') this.#command(event.line);
    else if (event.kind === 'application') this.#applications.push(event.options);
    else if (event.kind === 'variable' && event.name === RESULT_VARIABLE) this.#reported(event.value);
  }

  #command(line: string): void {
    this.#lines.push(line);
    const outcome = this.#outcomes[this.#step];
    if (outcome !== undefined && line.includes(STEP_VARIABLE)) outcome.isRead = true;
    if (line.includes(STEP_VARIABLE) || line.includes(RESULT_VARIABLE)) return;
    const plan = this.#now;
    if (outcome === undefined || plan === undefined || outcome.lines.push(line) > 1) return;
    const { answer, answerAfterMs } = plan;
    if (answer !== undefined) this.#asterisk.onCommand(line, answerAfterMs === undefined ? [answer] : []);
    if (answer !== undefined && answerAfterMs !== undefined)
      this.#server.clock.after(answerAfterMs, () => this.#isDone || this.#call.reply([answer]));
    plan.during?.(this);
  }

  #reported(text: string): void {
    const outcome = this.#outcomes[this.#step];
    if (outcome === undefined) return;
    outcome.report = readReport(text);
    this.#now?.after?.(this);
    this.#step++;
    this.#tellStep();
    this.#wait();
  }

  #tellStep(): void {
    const { globals } = this.#asterisk;
    if (this.#now === undefined) globals.delete(STEP_VARIABLE);
    else globals.set(STEP_VARIABLE, writeStep(this.#now.step));
  }

  #wait(): void {
    const { clock, limitMs } = this.#server;
    const isPatient = this.#now !== undefined || this.#plan.untilClosed === true;
    this.#stopWaiting();
    this.#stopWaiting = clock.after(isPatient ? limitMs : Math.min(limitMs, CLOSE_MS), () => this.#finish('silent'));
  }

  #finish(end: 'closed' | 'silent'): void {
    if (this.#isDone) return;
    this.#isDone = true;
    this.#stopWaiting();
    this.#wire.destroy();
    this.#done({
      plan: this.#plan,
      outcomes: this.#outcomes,
      end,
      isTooEarly: this.#wire.isTooEarly,
      lines: this.#lines,
      variables: this.#call.variables,
      applications: this.#applications,
    });
  }
}
