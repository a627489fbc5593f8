import type { CallContext } from '../call-context.js';
import { type TimedProcess, type WaitEnd, wait } from '../timed-process.js';
import { play } from '../play.js';
import { msOfWholeFrames } from '../samples.js';
import { readInteger } from '../words.js';
import {
  asciiOfKey,
  defineVirtualCommand,
  failure,
  result,
  USAGE,
  type VirtualAnswer,
} from './define-virtual-command.js';

const SKIP_MS = 3_000;
const AT_END = /:end$/i;

/** The keys that do something, each as the command gave it. */
interface Controls {
  readonly stop: string;
  readonly forward: string;
  readonly rewind: string;
  readonly pause: string;
  readonly skipMs: number;
}

/** How it ended, and where. */
interface Ended {
  readonly why: 'finished' | 'hangup' | 'remote' | { readonly key: string };
  readonly atMs: number;
}

export const controlStreamFile = defineVirtualCommand('CONTROL STREAM FILE', {
  usage: '<filename> <escape digits> [<skipms> [<ffchar> [<rewchar> [<pausechar> [<offsetms>]]]]]',
  args: [2, 7],
  *run(call, [given = '', stop = '', skip, ...controls]) {
    const [forward, rewind, pause = '', offset] = controls;
    const skipMs = skip === undefined ? SKIP_MS : readInteger(skip);
    const offsetMs = offset === undefined ? 0 : readInteger(offset);
    if (skipMs === undefined || offsetMs === undefined) return USAGE;
    const name = given.replace(AT_END, '');
    const durationMs = call.soundDurationMs(name);
    if (durationMs === undefined) return answer(call, 'ERROR', -1, failure('-1 endpos=-1'));
    const start = AT_END.test(given) ? durationMs + Math.min(0, offsetMs) : fromEnd(offsetMs, durationMs);
    // An empty one means the usual key, not none.
    const keys = { stop, forward: forward || '#', rewind: rewind || '*', pause, skipMs };
    const { why, atMs } = yield* playUnderControl(call, name, durationMs, clamp(start, durationMs), keys);
    const endMs = msOfWholeFrames(atMs);
    switch (why) {
      case 'finished':
        return answer(call, 'SUCCESS', -1, result('0 endpos=-1'));
      case 'hangup':
        return answer(call, 'ERROR', endMs, failure(`-1 endpos=${endMs}`));
      case 'remote':
        return answer(call, 'REMOTESTOPPED', endMs, result(`0 endpos=${endMs}`));
      default:
        call.channel.setVariable('CPLAYBACKSTOPKEY', why.key);
        return answer(call, 'USERSTOPPED', endMs, result(`${asciiOfKey(why.key)} endpos=${endMs}`));
    }
  },
});

function* playUnderControl(
  call: CallContext,
  name: string,
  durationMs: number,
  startMs: number,
  { stop, forward, rewind, pause, skipMs }: Controls,
): TimedProcess<Ended> {
  const item = { kind: 'file', text: name } as const;
  let atMs = startMs;
  for (let continues = false; ; continues = true) {
    const keys = forward + rewind + pause + stop;
    const played = yield* play(call, item, durationMs - atMs, { keys, continues, isStoppable: true });
    atMs += played.heardMs;
    if (played.end === 'stopped') return { why: 'remote', atMs };
    if (played.end === 'hangup') return { why: 'hangup', atMs };
    const { key } = played;
    if (key === undefined) return { why: 'finished', atMs };
    if (forward.includes(key)) atMs = forwarded(atMs, skipMs, durationMs);
    else if (rewind.includes(key)) atMs = clamp(atMs - skipMs, durationMs);
    else if (pause.includes(key)) {
      const woken = yield* wait({ forMs: Infinity, keys: pause + stop });
      if (woken.kind === 'hangup') return { why: 'hangup', atMs };
      if (isKeyOf(woken, stop)) return { why: { key: woken.key }, atMs };
    } else return { why: { key }, atMs };
  }
}

function isKeyOf(happening: WaitEnd, keys: string): happening is Extract<WaitEnd, { kind: 'key' }> {
  return happening.kind === 'key' && keys.includes(happening.key);
}

function answer({ channel }: CallContext, status: string, offsetMs: number, given: VirtualAnswer): VirtualAnswer {
  channel.setVariable('CPLAYBACKSTATUS', status);
  channel.setVariable('CPLAYBACKOFFSET', String(Math.floor(offsetMs)));
  return given;
}

/** Whoever skips beyond the end is put back by one skip from the end, to the beginning of a short sound. */
const forwarded = (atMs: number, skipMs: number, durationMs: number) =>
  clamp(atMs + skipMs < durationMs ? atMs + skipMs : durationMs - skipMs, durationMs);

const fromEnd = (offsetMs: number, durationMs: number) => (offsetMs < 0 ? durationMs + offsetMs : offsetMs);
const clamp = (atMs: number, durationMs: number) => Math.min(Math.max(0, atMs), durationMs);
