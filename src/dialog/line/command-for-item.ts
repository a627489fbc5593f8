import { streamFile } from '../../core/commands/media.js';
import { sayAlpha, sayDateTime, sayDigits, sayNumber, sayPhonetic } from '../../core/commands/say.js';
import type { AgiCommand } from '../../core/commands/define-command.js';
import type { SendOptions } from '../../core/turn.js';
import type { Key } from '../keys.js';
import { fileOf, type SimpleItem } from '../prompt.js';

/** How one item ended. */
export type SoundOutcome =
  | { readonly kind: 'finished' | 'notPlayed' }
  /** `endSamples` says where, when the item can go on from there. */
  | { readonly kind: 'key'; readonly key: Key; readonly endSamples?: number };

/** An item that one command says. */
export type SpokenItem = Exclude<SimpleItem, { kind: 'silence' | 'tone' }>;

/** How much of a sound is shown in errors and in the trace: all, all but the key that stopped it, or nothing. */
export type Masking = NonNullable<SendOptions['masked']>;

/**
 * The command that says an item.
 *
 * @param keys - what stops it
 * @param offsetSamples - where a file goes on; the others begin again
 */
export function commandForItem(item: SpokenItem, keys: string, offsetSamples?: number): AgiCommand<SoundOutcome> {
  switch (item.kind) {
    case 'file':
      return streamFile(fileOf(item), keys, offsetSamples);
    case 'digits':
      return sayDigits(item.text, keys);
    case 'number':
      return sayNumber(item.value, keys, item.gender);
    case 'spelled':
      return sayAlpha(item.text, keys);
    case 'phonetic':
      return sayPhonetic(item.text, keys);
    case 'date':
      return sayDateTime(item.epochSeconds, keys, item.format, item.zone);
  }
}
