import type { Application } from '../call-context.js';
import { wait } from '../course.js';
import { startMusic, stopMusic } from '../music.js';
import { readDecimal } from '../words.js';
import { splitOptions } from './application.js';
import { talk } from './dial.js';

/** What happens to a caller who enters a queue. */
export interface QueueOutcome {
  /** Callers already waiting, for `QUEUE_WAITING_COUNT`; default 0. */
  readonly waiting?: number;
  /** An agent answers after so long, milliseconds. */
  readonly answersAfterMs?: number;
  /** Talks so long, then hangs up, milliseconds; default 60 000. */
  readonly talksMs?: number;
  /** Nobody answers: `full` and `noAgents` at once, `timeout` when Queue's own time is over. Default `timeout` without `answersAfterMs`. */
  readonly result?: 'timeout' | 'full' | 'noAgents';
  /** Each of these keys, pressed while the caller waits, leaves the queue and moves the call to its extension (queues.conf: context). */
  readonly exits?: { readonly keys: string; readonly context: string };
}

const TALKS_MS = 60_000;
const WAITS_MS = 300_000;

/** @internal `Queue(name,options,url,announce,timeout)`. A queue that was not scripted does not exist: Queue fails. */
export const queueApplication = (outcomes: ReadonlyMap<string, QueueOutcome>): Application =>
  function* (call, options) {
    const [name = '', flags = '', , , timeout] = splitOptions(options);
    const outcome = outcomes.get(name);
    const set = (status: string) => call.channel.setVariable('QUEUESTATUS', status);
    const { clock } = call.asterisk;
    const startMs = clock.nowMs();
    if (outcome === undefined) return -1;
    if (outcome.result === 'full' || outcome.result === 'noAgents') {
      set(outcome.result === 'full' ? 'FULL' : 'JOINEMPTY');
      return 0;
    }
    const waitsMs = (readDecimal(timeout) ?? WAITS_MS / 1000) * 1000;
    const answersAfterMs = outcome.result === 'timeout' ? Infinity : (outcome.answersAfterMs ?? Infinity);
    startMusic(call, 'default');
    const happening = yield* wait({ forMs: Math.min(waitsMs, answersAfterMs), keys: outcome.exits?.keys ?? '' });
    stopMusic(call);
    if (happening.kind === 'hangup') return -1;
    if (happening.kind === 'key') {
      const { context = '' } = outcome.exits ?? {};
      call.channel.place = { context, extension: happening.key, priority: 0 };
      return 0;
    }
    if (answersAfterMs > waitsMs) {
      set('TIMEOUT');
      return 0;
    }
    const talkStartMs = clock.nowMs();
    // Named after milliseconds, and counted in whole seconds.
    call.channel.setVariable('QUEUEWAIT_MS', String(Math.floor((talkStartMs - startMs) / 1000) * 1000));
    yield* talk(call, name, outcome.talksMs ?? TALKS_MS);
    // Unlike Dial it tells the time of the talk.
    call.channel.setVariable('ANSWEREDTIME_MS', String(Math.floor(clock.nowMs() - talkStartMs)));
    if (call.channel.isHungUp || !flags.includes('c')) return -1;
    set('CONTINUE');
    return 0;
  };
