import type { AgiServer } from '../../src/app/agi-server.js';
import { parseAgiUrl } from '../../src/testing/agi-url.js';
import type { Place } from '../../src/testing/call-event.js';
import { VirtualClock } from '../../src/testing/clock.js';
import type { ScriptedReply } from '../../src/testing/scripted-replies.js';
import { everySound } from '../../src/testing/sounds/sounds.js';
import { connectTcp } from '../../src/testing/tcp.js';
import { type CallSetup, VirtualAsterisk } from '../../src/testing/virtual-asterisk.js';
import type { VirtualCall } from '../../src/testing/virtual-call.js';
import { type AsteriskWire, wireOfLink } from '../../src/testing/wire.js';
import { splitWords } from '../../src/testing/words.js';
import { linkedPair } from '../../src/transport/memory.js';

/** Leaves a command without a reply, until the test gives one. */
export const NO_REPLY: ScriptedReply = [];

/** How the Asterisk of a directed call differs from one on which everything goes well and takes no time. */
export interface Directions {
  /** How long every sound plays, milliseconds: it goes on until the test lets it end. Default 0. */
  readonly soundsLastMs?: number;
  /** Replies in the place of commands, by how these begin. */
  readonly replies?: Readonly<Record<string, ScriptedReply>>;
  readonly setup?: CallSetup;
}

/** Sounds that play until the test lets them end. */
export const PLAYING: Directions = { soundsLastMs: 1_000 };

/** A caller who presses nothing, for whom nobody waits. */
export const NO_KEYS: Directions = {
  replies: { 'GET DATA': '200 result= (timeout)', 'WAIT FOR DIGIT': '200 result=0' },
};

/** When the Asterisk was started, seconds since 1970: the first part of the id of its call. */
const STARTED_S = 1_795_426_396;

/** A call that a test directs command by command: on a virtual Asterisk of its own, whose clock stands still. */
export class DirectedCall {
  /** Resolves when the connection is gone. */
  readonly closed: Promise<void>;
  isClosed = false;
  readonly #clock = new VirtualClock(STARTED_S * 1_000);
  readonly #wire: AsteriskWire;
  readonly #call: VirtualCall;
  #seen = 0;

  private constructor(wire: AsteriskWire, script: string, { soundsLastMs = 0, replies = {}, setup }: Directions) {
    this.#wire = wire;
    const asterisk = new VirtualAsterisk({ clock: this.#clock, sounds: everySound({ durationMs: soundsLastMs }) });
    for (const [beginning, reply] of Object.entries(replies)) asterisk.onCommand(beginning, reply);
    let close: () => void = () => undefined;
    this.closed = new Promise((resolve) => (close = resolve));
    const open: AsteriskWire['open'] = (receiver) =>
      wire.open({
        received: (chunk) => receiver.received(chunk),
        closed: (error) => {
          this.isClosed = true;
          receiver.closed(error);
          close();
        },
      });
    const request = { request: `agi://127.0.0.1:4573/${script}`, script };
    const caller = { callerId: '5550100', channel: 'PJSIP/phone-00000001', context: 'sales', answered: true };
    this.#call = asterisk.call({ ...wire, open }, request, { ...caller, ...setup });
    this.#call.begin();
  }

  /** Calls an app in the same process. */
  static place(app: AgiServer, script: string, directions: Directions = {}): DirectedCall {
    const [ours, theirs] = linkedPair();
    app.accept(theirs);
    return new DirectedCall(wireOfLink(ours), script, directions);
  }

  /**
   * Calls an app by TCP.
   *
   * @param from - its own address
   */
  static async dial(port: number, script: string, directions: Directions = {}, from?: string): Promise<DirectedCall> {
    const wire = await connectTcp(parseAgiUrl(`agi://127.0.0.1:${port}/`), from === undefined ? {} : { from });
    return new DirectedCall(wire, script, directions);
  }

  /** Commands received, in order. */
  get lines(): readonly string[] {
    return this.#call.events.flatMap((event) => (event.kind === 'command' ? [event.line] : []));
  }

  /** Channel variables that the application set. */
  get variables(): Readonly<Record<string, string>> {
    const words = this.lines.filter((line) => line.startsWith('SET VARIABLE')).map(splitWords);
    return Object.fromEntries(words.map(([, , name = '', value = '']) => [name, value]));
  }

  /** Waits for the next command that begins so; each command is found once. */
  sees(beginning: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const look = (): boolean => {
        const at = this.lines.findIndex((line, i) => i >= this.#seen && line.startsWith(beginning));
        if (at < 0) return false;
        this.#seen = at + 1;
        stop();
        resolve(this.lines[at] ?? '');
        return true;
      };
      const stop = this.#call.onEvent(look);
      if (look()) return;
      void this.closed.then(() =>
        reject(new Error(`The connection was closed before ${beginning} came. So far: ${this.lines.join(' | ')}`)),
      );
    });
  }

  /** The sound, or whatever else runs, comes to its end. */
  playsOn(): void {
    this.#clock.next();
  }

  /** A key is pressed and released. @param afterMs - so long after what happened last, milliseconds */
  presses(key: string, afterMs = 0): void {
    this.#clock.advance(afterMs);
    this.#call.keyDown(key);
    this.#clock.advance(100);
    this.#call.keyUp();
  }

  /** Replies to the command that was left without a reply. */
  reply(reply: ScriptedReply): void {
    this.#call.reply(reply);
  }

  /** The caller hangs up: what runs ends with it, then comes HANGUP, and from now on the channel is dead. */
  hangUp(): void {
    this.#call.hangUp();
  }

  /** Somebody sends the channel elsewhere in the dialplan. */
  redirect(to: Place): void {
    this.#call.redirect(to);
  }

  /** Asterisk itself goes away. */
  close(): void {
    this.#wire.end();
  }
}
