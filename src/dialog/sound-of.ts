import type { AgiChannel } from '../core/channel.js';
import type { SayResult } from '../core/commands/say.js';
import type { Key } from './keys.js';
import type { SimpleItem } from './prompt.js';

/** How one item ended. */
export type Sounded =
  | { readonly kind: 'finished' | 'notPlayed' }
  /** `endSamples` says where, when the item can go on from there. */
  | { readonly kind: 'key'; readonly key: Key; readonly endSamples: number | undefined };

/** An item that one command says. */
type SpokenItem = Exclude<SimpleItem, { kind: 'silence' }>;

/**
 * Says one item.
 *
 * @param keys - what stops it
 * @param offsetSamples - where a file goes on; the others begin again
 */
export async function soundOf(item: SpokenItem, channel: AgiChannel, keys: string, offsetSamples?: number): Promise<Sounded> {
  if (item.kind === 'file') return channel.streamFile(item.name, keys, offsetSamples);
  const said = await say(item, channel, keys);
  return said.kind === 'key' ? { ...said, endSamples: undefined } : said;
}

function say(item: Exclude<SpokenItem, { kind: 'file' }>, channel: AgiChannel, keys: string): Promise<SayResult> {
  switch (item.kind) {
    case 'digits':
      return channel.sayDigits(item.text, keys);
    case 'number':
      return channel.sayNumber(item.value, keys, item.gender);
    case 'spelled':
      return channel.sayAlpha(item.text, keys);
    case 'phonetic':
      return channel.sayPhonetic(item.text, keys);
    case 'date':
      return channel.sayDateTime(item.epochSeconds, keys, item.format, item.zone);
  }
}
