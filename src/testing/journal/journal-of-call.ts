import type { Happening, HeardSound, JournalEntry, SoundEnding } from '../../session/journal.js';
import { MASKED_KEY } from '../../session/journal.js';
import type { Journal } from '../../session/record-calls.js';
import { printable } from '../../errors/printable.js';
import type { CallEvent, HeardItem, SoundEnd } from '../call-event.js';
import { SecretKeys } from '../secret-keys.js';
import type { CallSetup } from '../virtual-asterisk.js';
import { MASKED } from '../../errors/masked.js';

const LONGEST_LINE = 400;

/**
 * The journal of a call on the virtual Asterisk, whatever answered it: what was heard, keys, commands, and the end. Keys that
 * were pressed masked read `•`, and `[masked]` where the app says them.
 *
 * @param events - of a {@link VirtualCall} that is over
 * @param setup - what the call was made with
 * @returns the journal, as `recordCalls` makes them
 * @example
 * const journal = journalOfCall(caller.events, { callerId: '5550100' });
 */
export function journalOfCall(events: readonly CallEvent[], setup: CallSetup): Journal {
  const startMs = events[0]?.atMs ?? 0;
  const entries: JournalEntry[] = [];
  const tell = (happening: Happening, atMs: number) => entries.push({ atMs: Math.round(atMs - startMs), ...happening });
  /** What is not over yet, and its place among the entries. */
  let command: Begun<'command'> | undefined;
  let sound: Begun<'soundStarted'> | undefined;
  const complete = (i: number, happening: Happening) => (entries[i] = { atMs: entries[i]?.atMs ?? 0, ...happening });

  /** What the app says of its end. */
  let hasFailed = false;
  let reason = '';
  const secretKeys = new SecretKeys();
  for (const event of events) {
    const { atMs } = event;
    secretKeys.note(event);
    switch (event.kind) {
      case 'dialled':
        tell(calledBy(event, setup), atMs);
        break;
      case 'command':
        command = { event, place: tell(answered(event, undefined), atMs) - 1 };
        break;
      case 'reply':
        if (command !== undefined) complete(command.place, answered(command.event, event));
        command = undefined;
        break;
      case 'soundStarted':
        if (isSound(event.item)) sound = { event, place: tell(heard(event.item, event, undefined), atMs) - 1 };
        break;
      case 'soundEnded':
        if (sound?.event.item === event.item && isSound(event.item))
          complete(sound.place, heard(event.item, sound.event, event));
        break;
      case 'soundMissing':
        tell({ kind: 'soundMissing', sound: event.name }, atMs);
        break;
      case 'key':
        tell({ kind: 'key', key: event.isMasked ? MASKED_KEY : event.key }, atMs);
        break;
      case 'hangup':
        tell({ kind: 'hungUp', by: event.by }, atMs);
        break;
      case 'variable':
        if (event.name === 'OFFHOOK_STATUS') hasFailed = event.value === 'ERROR';
        else if (event.name === 'OFFHOOK_REASON') reason = event.value;
        break;
      case 'ended':
        tell(
          hasFailed
            ? { kind: 'ended', end: 'error', reason }
            : { kind: 'ended', end: ENDS[event.by], reason: event.by },
          atMs,
        );
        break;
      default:
        break;
    }
  }
  return { version: 1, entries: secretKeys.masked(entries), dropped: 0 };
}

type Event<Kind extends CallEvent['kind']> = Extract<CallEvent, { kind: Kind }>;

interface Begun<Kind extends CallEvent['kind']> {
  readonly event: Event<Kind>;
  readonly place: number;
}

const ENDS = { caller: 'callerHungUp', app: 'appHungUp', dialplan: 'dialplan' } as const;

const ENDINGS: Readonly<Record<SoundEnd, SoundEnding>> = {
  finished: 'finished',
  key: 'key',
  hangup: 'hungUp',
  command: 'cut',
  speech: 'cut',
  stopped: 'cut',
  lost: 'cut',
};

const isSound = (item: HeardItem): item is HeardItem & HeardSound => item.kind !== 'music' && item.kind !== 'tone';

function calledBy({ request, args, atMs }: Event<'dialled'>, setup: CallSetup): Happening {
  const { withheld = false, callerId, callerName } = setup;
  return {
    kind: 'called',
    id: '',
    startedAt: new Date(atMs).toISOString(),
    script: request.replace(/^h?agi:\/\/[^/]*\/?/i, ''),
    // A record shows what may be shown.
    callerId: withheld ? undefined : callerId,
    callerName: withheld ? undefined : callerName,
    ...(withheld ? { presentation: 'restricted' } : callerId === undefined && { presentation: 'unavailable' }),
    dnid: setup.dnid,
    language: setup.language ?? 'en',
    args,
    ...(setup.variables && { variables: setup.variables }),
  };
}

const answered = (command: Event<'command'>, reply: Event<'reply'> | undefined): Happening => ({
  kind: 'command',
  line: printable(command.line, LONGEST_LINE),
  reply: reply && (reply.isMasked ? MASKED : printable(reply.text, LONGEST_LINE)),
  durationMs: Math.round((reply?.atMs ?? command.atMs) - command.atMs),
});

const heard = (
  { kind, text }: HeardSound,
  { continues }: Event<'soundStarted'>,
  ended: Event<'soundEnded'> | undefined,
): Happening => ({
  kind: 'heard',
  item: { kind, text },
  durationMs: Math.round(ended?.heardMs ?? 0),
  ended: ENDINGS[ended?.why ?? 'command'],
  continues,
  isFiller: false,
});
