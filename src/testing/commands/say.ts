import type { LetterCase } from '../../core/commands/say.js';
import type { CallContext } from '../call-context.js';
import type { HeardItem } from '../call-event.js';
import type { TimedProcess } from '../timed-process.js';
import { play } from '../play.js';
import { type Spoken, spokenDigits, spokenLetters, spokenNumber, spokenPhonetic } from '../sounds/spoken.js';
import { spokenDate, spokenDateTime, spokenTime } from '../sounds/spoken-date.js';
import { readInteger } from '../words.js';
import {
  asciiOfKey,
  defineVirtualCommand,
  failure,
  result,
  USAGE,
  type VirtualAnswer,
} from './define-virtual-command.js';

export const sayDigits = defineVirtualCommand('SAY DIGITS', {
  usage: '<number> <escape digits>',
  args: [2, 2],
  *run(call, [text = '', keys = '']) {
    if (readInteger(text) === undefined) return USAGE;
    return yield* say(call, { kind: 'digits', text }, spokenDigits(text), keys);
  },
});

export const sayNumber = defineVirtualCommand('SAY NUMBER', {
  usage: '<number> <escape digits> [<gender>]',
  args: [2, 3],
  *run(call, [text = '', keys = '']) {
    const number = readInteger(text);
    if (number === undefined) return USAGE;
    // A C int: what is larger wraps around.
    const said = Number(BigInt.asIntN(32, BigInt(number)));
    return yield* say(call, { kind: 'number', text: String(said) }, spokenNumber(said), keys);
  },
});

const CASES: Readonly<Record<string, LetterCase>> = { a: 'all', l: 'lower', u: 'upper', n: 'none', '': 'none' };

export const sayAlpha = defineVirtualCommand('SAY ALPHA', {
  usage: '<text> <escape digits> [<case>]',
  args: [2, 3],
  *run(call, [text = '', keys = '', announce = '']) {
    const letterCase = CASES[announce.slice(0, 1).toLowerCase()];
    if (letterCase === undefined) return USAGE;
    return yield* say(call, { kind: 'spelled', text }, spokenLetters(text, letterCase, call.hasSound), keys);
  },
});

export const sayPhonetic = defineVirtualCommand('SAY PHONETIC', {
  usage: '<text> <escape digits>',
  args: [2, 2],
  *run(call, [text = '', keys = '']) {
    return yield* say(call, { kind: 'phonetic', text }, spokenPhonetic(text, call.hasSound), keys);
  },
});

export const sayDate = defineVirtualCommand('SAY DATE', {
  usage: '<date> <escape digits>',
  args: [2, 2],
  *run(call, [date, keys = '']) {
    const epoch = readInteger(date);
    if (epoch === undefined) return USAGE;
    return yield* say(call, { kind: 'date', text: String(epoch) }, spokenDate(epoch, call.asterisk.zone), keys);
  },
});

export const sayTime = defineVirtualCommand('SAY TIME', {
  usage: '<time> <escape digits>',
  args: [2, 2],
  *run(call, [time, keys = '']) {
    const epoch = readInteger(time);
    if (epoch === undefined) return USAGE;
    return yield* say(call, { kind: 'time', text: String(epoch) }, spokenTime(epoch, call.asterisk.zone), keys);
  },
});

export const sayDatetime = defineVirtualCommand('SAY DATETIME', {
  usage: '<time> <escape digits> [<format>] [<timezone>]',
  args: [2, Infinity],
  *run(call, [time, keys = '', format = "ABdY 'digits/at' IMp", zone = call.asterisk.zone]) {
    const epoch = readInteger(time);
    if (epoch === undefined) return USAGE;
    return yield* say(call, { kind: 'date', text: String(epoch) }, spokenDateTime(epoch, format, zone), keys);
  },
});

/** Plays the sounds as one item. A missing one ends it, after those before it. */
function* say(call: CallContext, item: HeardItem, files: Spoken, keys: string): TimedProcess<VirtualAnswer> {
  let durationMs = 0;
  let isComplete = true;
  for (const name of files) {
    const length = call.soundDurationMs(name);
    if (length === undefined) {
      isComplete = false;
      break;
    }
    durationMs += length;
  }
  const { end, key } = yield* play(call, item, durationMs, { keys });
  if (end === 'key') return result(asciiOfKey(key));
  return end === 'finished' && isComplete ? result(0) : failure(-1);
}
