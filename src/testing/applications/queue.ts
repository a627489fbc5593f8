import type { Application } from '../call-context.js';
import { wait } from '../timed-process.js';
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
  /**
   * Nobody answers: `full` and `noAgents` at once; `leftEmpty` (the last member leaves) and `withdrawn` (an operator takes the
   * caller out) after `endsAfterMs`; `timeout` when Queue's own time is over. Default `timeout` without `answersAfterMs`.
   */
  readonly result?: 'timeout' | 'full' | 'noAgents' | 'leftEmpty' | 'withdrawn';
  /** With `leftEmpty` and `withdrawn`: how long the caller had waited, milliseconds; default 1 000. */
  readonly endsAfterMs?: number;
  /** Each of these keys, pressed while the caller waits, leaves the queue and moves the call to its extension (queues.conf: context). */
  readonly exits?: { readonly keys: string; readonly context: string };
}

const TALKS_MS = 60_000;
const WAITS_MS = 300_000;
const ENDS_AFTER_MS = 1_000;
/** QUEUESTATUS of what ends the wait of a caller. */
const ENDINGS: Readonly<Record<string, string>> = { leftEmpty: 'LEAVEEMPTY', withdrawn: 'WITHDRAW' };

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
    const ending = ENDINGS[outcome.result ?? ''];
    const endsAfterMs = ending === undefined ? Infinity : (outcome.endsAfterMs ?? ENDS_AFTER_MS);
    const isAnswered = outcome.result === undefined;
    const answersAfterMs = isAnswered ? (outcome.answersAfterMs ?? Infinity) : Infinity;
    startMusic(call, 'default');
    const forMs = Math.min(waitsMs, answersAfterMs, endsAfterMs);
    const happening = yield* wait({ forMs, keys: outcome.exits?.keys ?? '' });
    stopMusic(call);
    if (happening.kind === 'hangup') return -1;
    if (happening.kind === 'key') {
      const { context = '' } = outcome.exits ?? {};
      call.channel.place = { context, extension: happening.key, priority: 0 };
      return 0;
    }
    if (answersAfterMs > waitsMs || ending !== undefined) {
      set(ending !== undefined && endsAfterMs <= waitsMs ? ending : 'TIMEOUT');
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
