import type { CallContext } from './call-context.js';
import type { HeardItem } from './call-event.js';

/** @internal Music and tones have no length: they play under whatever follows until they are stopped. */
export function startMusic(call: CallContext, musicClass: string, kind: 'music' | 'tone' = 'music'): void {
  stopMusic(call);
  const item: HeardItem = { kind, text: musicClass };
  call.channel.music = { item, sinceMs: call.asterisk.clock.nowMs() };
  call.tell({ kind: 'soundStarted', item, durationMs: undefined, continues: false });
}

/** @internal */
export function stopMusic(call: CallContext): void {
  const { music } = call.channel;
  if (music === undefined) return;
  call.channel.music = undefined;
  call.tell({
    kind: 'soundEnded',
    item: music.item,
    heardMs: call.asterisk.clock.nowMs() - music.sinceMs,
    why: 'finished',
  });
}
