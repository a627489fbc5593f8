import type { PlantedMistake } from '../support/plant-mistakes.js';

/** A fault that was in the tree once, or is like one that was: the simulation must find it. Its file is named from the root. */
export interface Planted extends PlantedMistake {
  /** The beginning of the invariant that breaks. */
  readonly breaks: string;
  /** A seed whose run finds it, and is clean without it. */
  readonly seed: number;
}

export const PLANTED: readonly Planted[] = [
  {
    name: 'a forged block is believed',
    file: 'src/session/open-session.ts',
    from: "if ('problem' in block) this.#forged = block;",
    to: '',
    breaks: 'no value but what Asterisk meant',
    seed: 117,
  },
  {
    name: 'a letter that comes in two pieces is two letters',
    file: 'src/core/line-reader.ts',
    from: 'const bytes = this.#append(bufferOf(chunk));',
    to: "const bytes = this.#append(Buffer.from(bufferOf(chunk).toString('utf8')));",
    breaks: 'no value but what Asterisk meant',
    seed: 155,
  },
  {
    name: 'a log that throws reaches the call',
    file: 'src/app/log/safe-log.ts',
    from: 'countLost(this.#lost, error);\n    }\n  }\n\n  #sayFields',
    to: 'throw error;\n    }\n  }\n\n  #sayFields',
    breaks: 'the run comes to its end',
    seed: 6,
  },
  {
    name: 'a port that was shut stays shut',
    file: 'src/app/server/pausable-listener.ts',
    from: "if (isWanted && this.#state === 'shut') this.#reopen();",
    to: '',
    breaks: 'an app that is not full takes calls',
    seed: 67,
  },
  {
    name: '@OnHangup of a class none of whose methods has run does not run',
    file: 'src/app/handle/controller-instance.ts',
    from: 'enter(): void {\n    this.#built ??= this.#host.objectOf(this.#compiled, this.#input);',
    to: 'enter(): void {',
    breaks: '@OnHangup runs once',
    seed: 8,
  },
  {
    name: 'the ticket of a caller who hangs up behind the message is lost',
    file: 'example-app/src/support/support.controller.ts',
    from: 'if (this.message !== undefined) await this.messages.keep(this.message);',
    to: '',
    breaks: 'no message is lost',
    seed: 31,
  },
  {
    name: 'a key is counted twice',
    file: 'src/dialog/line/typed-ahead.ts',
    from: 'if (this.#keys.length < MAX_KEYS) this.#keys.push({ key, atMs: this.#clock.nowMs() });',
    to: 'if (this.#keys.length < MAX_KEYS) this.#keys.push({ key, atMs: this.#clock.nowMs() }, { key, atMs: this.#clock.nowMs() });',
    breaks: 'no key is lost',
    seed: 1,
  },
  {
    name: 'a timer is left behind',
    file: 'src/app/end/clean-up-limit.ts',
    from: 'clearTimeout(this.#timer);',
    to: '',
    breaks: 'nothing is left',
    seed: 2,
  },
  {
    name: 'listeners are told no end',
    file: 'src/app/handle/handle-call.ts',
    from: 'journalEnd(outcome, session);',
    to: '',
    breaks: 'every call is told once',
    seed: 1,
  },
  {
    name: 'a command of a call that is over waits for ever',
    file: 'src/core/wire.ts',
    from: 'if (this.refuses(turn.command)) turn.reject(this.errorFor(turn.command.row.verb));',
    to: 'if (this.refuses(turn.command)) void turn;',
    breaks: 'every call ends',
    seed: 123,
  },
  {
    name: 'services of the app are told of no call',
    file: 'src/app/handle/handle-call.ts',
    from: 'app.tellServices(outcome, session);',
    to: '',
    breaks: 'services of the app learn once',
    seed: 1,
  },
  {
    name: 'the oldest is disposed first',
    file: 'src/container/instances.ts',
    from: "return runOnEach([...kept].toReversed(), { find: disposerOf, failed: 'could not be disposed', limit, goesOn: true });",
    to: "return runOnEach([...kept], { find: disposerOf, failed: 'could not be disposed', limit, goesOn: true });",
    breaks: 'what a call made is told and disposed once',
    seed: 3,
  },
  {
    name: 'the end is told before the dialplan learns of it',
    file: 'src/app/handle/handle-call.ts',
    from: 'outcome = await afterCall(ended, taken);',
    to: 'journalEnd(outcomeOfCall(ended, session, taken), session);\n      outcome = await afterCall(ended, taken);',
    breaks: 'no command after the end',
    seed: 1,
  },
  {
    name: 'a PIN is an entry like any other',
    file: 'src/dialog/read/pin.ts',
    from: 'masked: true',
    to: 'masked: false',
    breaks: 'no secret outside',
    seed: 5,
  },
  {
    name: 'the dialplan is told OK when the app closes',
    file: 'src/app/end/call-end.ts',
    from: "drained: 'DRAINED',\n};",
    to: "drained: 'OK',\n};",
    breaks: 'the dialplan is told',
    seed: 21,
  },
  {
    name: 'the log has no line for the end of a call',
    file: 'src/app/handle/after-call.ts',
    from: 'logOutcome(live.log, outcome, live.failures);',
    to: '',
    breaks: 'the log has one end',
    seed: 1,
  },
];
