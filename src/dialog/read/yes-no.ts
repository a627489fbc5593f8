import { oneOf } from './one-of.js';
import type { Reader } from './reader.js';
import type { TelephoneKey } from '../keys.js';
import { keyOption, wrongOption } from './wrong-option.js';

/**
 * Yes or no, with one key. The other keys stay free for links.
 *
 * @param options - `yes`: the key for yes, default 1; `no`: default 2
 * @throws OffhookError AGI_OPTION
 * @example
 * read.yesNo()
 * read.yesNo({ yes: '1', no: '#' })
 */
export function yesNo(options: { readonly yes?: TelephoneKey; readonly no?: TelephoneKey } = {}): Reader<boolean> {
  const yes = keyOption('read.yesNo()', 'yes', options.yes ?? '1');
  const no = keyOption('read.yesNo()', 'no', options.no ?? '2');
  if (yes === no) throw wrongOption('read.yesNo()', 'no', no, 'yes has the same key');
  return oneOf({ [yes]: true, [no]: false });
}
