import { VirtualClock } from '../../../src/testing/clock.js';
import { type CallSetup, VirtualAsterisk, type VirtualAsteriskOptions } from '../../../src/testing/virtual-asterisk.js';
import type { VirtualCall } from '../../../src/testing/virtual-call.js';
import {
  type CallerAct,
  type GoldenExchange,
  type GoldenTranscript,
  readCaller,
  readVariables,
  sendsAudio,
} from './golden.js';
import { TestWire } from './test-wire.js';

const TONE_MS = 100;
/** A line that got no answer: the next one was sent about so long after. */
const UNANSWERED_MS = 500;

/** What a recording does not say of itself. */
export interface ReplaySetup {
  readonly asterisk?: VirtualAsteriskOptions;
  /** Sets what applications do. */
  readonly prepare?: (asterisk: VirtualAsterisk) => void;
  /** Text that the server sent in an exchange that does not tell, by its number. */
  readonly sent?: Readonly<Record<number, string>>;
  /** How long an exchange took when its note does not tell, by its number, milliseconds. */
  readonly tookMs?: Readonly<Record<number, number>>;
  /** When the caller of a call never answered hung up, milliseconds. */
  readonly givesUpAfterMs?: number;
  /** What the caller did, where the recorded dialplan does not tell. */
  readonly caller?: readonly CallerAct[];
  /** What somebody else did, by the number of the exchange: at its start, or so long after it. */
  readonly others?: Readonly<Record<number, Other>>;
  /** How long after a line that got no answer the next one was sent, milliseconds; default 500. */
  readonly unansweredMs?: number;
  /** What the clock shows at first, milliseconds since 1970. */
  readonly startMs?: number;
  /** What the recorded environment does not tell. */
  readonly setup?: CallSetup;
}

export interface Other {
  readonly afterMs?: number;
  readonly act: (call: VirtualCall, wire: TestWire) => void;
}

export interface Replay {
  readonly wire: TestWire;
  readonly call: VirtualCall;
  /** How long each exchange took until its last line, milliseconds; nothing when no line came. */
  readonly tookMs: readonly (number | undefined)[];
}

/** Plays the server of a recorded call to the virtual Asterisk, while the recorded caller does what it did. */
export function replay(golden: GoldenTranscript, replaySetup: ReplaySetup = {}): Replay {
  const clock = new VirtualClock(replaySetup.startMs);
  const wire = new TestWire(clock);
  const asterisk = new VirtualAsterisk({ ...replaySetup.asterisk, clock });
  replaySetup.prepare?.(asterisk);
  const call = asterisk.call(wire, requestOf(golden), { ...setupOf(golden), ...replaySetup.setup });
  if (replaySetup.givesUpAfterMs !== undefined) clock.after(replaySetup.givesUpAfterMs, () => call.hangUp());
  call.onEvent((event) => {
    if (event.kind === 'answered') scheduleCaller(clock, call, replaySetup.caller ?? readCaller(golden));
  });
  call.begin();
  const tookMs = golden.exchange.map((exchange, i) => {
    const startMs = clock.nowMs();
    wire.lastWriteMs = undefined;
    const other = replaySetup.others?.[i];
    if (other?.afterMs !== undefined) clock.after(other.afterMs, () => other.act(call, wire));
    else other?.act(call, wire);
    const sent = replaySetup.sent?.[i];
    if (sent !== undefined) wire.send(sent);
    const lastsMs = replaySetup.tookMs?.[i];
    if (lastsMs !== undefined) clock.advance(lastsMs);
    else replayExchange(exchange, wire, clock, replaySetup.unansweredMs);
    return wire.lastWriteMs === undefined ? undefined : wire.lastWriteMs - startMs;
  });
  return { wire, call, tookMs };
}

function replayExchange(
  exchange: GoldenExchange,
  wire: TestWire,
  clock: VirtualClock,
  unansweredMs = UNANSWERED_MS,
): void {
  const { send, sendRaw, receive, note = '', ms } = exchange;
  const before = withoutUsage(wire.lines).length;
  if (sendRaw !== undefined) wire.send(bytesOf(sendRaw));
  else if (send !== undefined && send !== null) wire.send(Buffer.concat([bytesOf(send), Buffer.from('\n')]));
  else if (note.startsWith('server ends')) wire.close();
  else return clock.advance(silentMs(note, ms));
  if (receive.length === 0) return clock.advance(unansweredMs);
  // The time of the recording, and half a second for what the recording machine did faster.
  const limitMs = clock.nowMs() + ms + 500;
  const expected = before + withoutUsage(receive).length;
  while (withoutUsage(wire.lines).length < expected && (clock.nextAtMs ?? Infinity) <= limitMs) clock.next();
}

/** The usage text differs between builds: a 520 counts as one line. */
export function withoutUsage(lines: readonly string[]): readonly string[] {
  let isInside = false;
  return lines.filter((line) => {
    const isShown = !isInside;
    if (line.startsWith('520-')) isInside = true;
    if (line.startsWith('520 ')) isInside = false;
    return isShown;
  });
}

function silentMs(note: string, ms: number): number {
  const [, text = '', unit] = /(\d+(?:\.\d+)?) (ms|s)\b/.exec(note) ?? [];
  return text === '' ? Math.max(ms, UNANSWERED_MS) : Number(text) * (unit === 's' ? 1000 : 1);
}

function scheduleCaller(clock: VirtualClock, call: VirtualCall, acts: readonly CallerAct[]): void {
  let atMs = 0;
  const at = (ms: number, act: () => void) => clock.after(ms, act);
  const sendsFor = (ms: number) => {
    at(atMs, () => call.sendAudio(true));
    at(atMs + ms, () => call.sendAudio(false));
  };
  for (const act of acts) {
    switch (act.kind) {
      case 'waits':
        atMs += act.ms;
        break;
      case 'sendsSilence':
        sendsFor(act.ms);
        atMs += act.ms;
        break;
      case 'keys':
        // SendDTMF is quiet for a tone's length first.
        atMs += TONE_MS;
        for (const key of act.keys) {
          at(atMs, () => call.keyDown(key));
          at(atMs + TONE_MS, () => call.keyUp());
          atMs += TONE_MS + act.gapMs;
        }
        break;
      case 'speaks':
        sendsFor(act.ms);
        at(atMs, () => call.speak(act.ms));
        atMs += act.ms;
        break;
      case 'writes':
        at(atMs, () => call.sendText(act.text));
        break;
      case 'hangsUp':
        at(atMs, () => call.hangUp());
        break;
    }
  }
}

const requestOf = ({ env }: GoldenTranscript) => ({
  request: env.agi_request ?? '',
  script: env.agi_network_script ?? '',
});

function setupOf(golden: GoldenTranscript): CallSetup {
  const { env } = golden;
  const known = (value: string | undefined) => (value === undefined || value === 'unknown' ? '' : value);
  return {
    callerId: known(env.agi_callerid),
    callerName: known(env.agi_calleridname),
    dnid: known(env.agi_dnid),
    rdnis: known(env.agi_rdnis),
    accountCode: env.agi_accountcode ?? '',
    language: env.agi_language ?? 'en',
    channel: env.agi_channel ?? '',
    context: env.agi_context ?? '',
    extension: env.agi_extension ?? '',
    priority: Number(env.agi_priority ?? 1),
    args: Object.keys(env)
      .filter((name) => name.startsWith('agi_arg_'))
      .map((name) => env[name] ?? ''),
    variables: readVariables(golden),
    sendsAudio: sendsAudio(golden),
  };
}

/** The recordings write what is not UTF-8 one character a byte. */
const bytesOf = (text: string) =>
  text.startsWith('latin1:') ? Buffer.from(text.slice('latin1:'.length), 'latin1') : Buffer.from(text);
