import type { CallContext } from './call-context.js';
import type { HeardItem, SoundEnd } from './call-event.js';
import { type TimedProcess, type WaitEnd, type Wait, wait } from './timed-process.js';

/** How a sound ended, and how much of it was heard. */
export interface PlayedSound {
  readonly end: SoundEnd | 'missing';
  readonly heardMs: number;
  /** What ended it. */
  readonly happening: WaitEnd;
  /** The key that stopped it. */
  readonly key?: string;
}

/** @internal Lets the caller hear something for as long as it lasts, or until a key, a hang-up or the next command stops it. */
export function* play(
  call: CallContext,
  item: HeardItem,
  durationMs: number,
  options: Omit<Wait, 'forMs'> & { readonly continues?: boolean } = {},
): TimedProcess<PlayedSound> {
  if (call.channel.isHungUp) return { end: 'hangup', heardMs: 0, happening: { kind: 'hangup' } };
  if (durationMs <= 0) return { end: 'finished', heardMs: 0, happening: ELAPSED };
  const { continues = false, ...until } = options;
  const startMs = call.asterisk.clock.nowMs();
  call.tell({
    kind: 'soundStarted',
    item,
    durationMs: Number.isFinite(durationMs) ? durationMs : undefined,
    continues,
  });
  const happening = yield* wait({ forMs: durationMs, ...until });
  const heardMs = call.asterisk.clock.nowMs() - startMs;
  const end = ENDS[happening.kind];
  const isLost = happening.kind === 'interrupted' && happening.isLost === true;
  call.tell({ kind: 'soundEnded', item, heardMs, why: isLost ? 'lost' : end });
  return { end, heardMs, happening, ...(happening.kind === 'key' && { key: happening.key }) };
}

/** @internal Plays a sound file from its start. */
export function* playFile(call: CallContext, name: string, until: Omit<Wait, 'forMs'> = {}): TimedProcess<PlayedSound> {
  const durationMs = call.soundDurationMs(name);
  if (durationMs === undefined) return { end: 'missing', heardMs: 0, happening: ELAPSED };
  return yield* play(call, { kind: 'file', text: name }, durationMs, until);
}

/** @internal Waits for a key while nothing is heard. */
export function* listen(call: CallContext, request: Wait): ReturnType<typeof wait> {
  if (request.forMs <= 0) return { kind: 'elapsed' };
  const startMs = call.asterisk.clock.nowMs();
  call.tell({ kind: 'listening', forMs: request.forMs });
  const happening = yield* wait(request);
  if (happening.kind === 'elapsed') call.tell({ kind: 'silence', waitedMs: call.asterisk.clock.nowMs() - startMs });
  return happening;
}

const ELAPSED = { kind: 'elapsed' } as const;
const ENDS = {
  elapsed: 'finished',
  key: 'key',
  text: 'finished',
  audio: 'finished',
  tone: 'finished',
  legEnd: 'finished',
  reply: 'finished',
  speech: 'speech',
  hangup: 'hangup',
  stopped: 'stopped',
  interrupted: 'command',
} as const;
