import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { applicationArguments } from '../../src/core/application-arguments.js';
import { exec, gosub, setCallerId } from '../../src/core/commands/index.js';
import { checkRawLine, encodeLine, LINE_LIMIT, WORD_LIMIT } from '../../src/core/line.js';
import { ArgumentError } from '../../src/errors/offhook-error.js';
import { separateArguments, splitWords } from './support/asterisk-words.js';

const seed = Number(process.env['OFFHOOK_SEED'] ?? Date.now() % 2 ** 31);
/** Text made of what has a meaning on the way: to Asterisk's word splitter, its argument splitter, its variables. */
const HOSTILE = [
  ' ',
  '\t',
  ...'" \\ , & | ; ( ) [ ] < > \' ` # %d a é 😀 ${EXTEN} $[1+1] \u00a0 \u2028 \u0085 HANGUP failure'.split(' '),
];
const hostile = fc.oneof(
  { weight: 3, arbitrary: fc.array(fc.constantFrom(...HOSTILE), { maxLength: 12 }).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
);
const isSendable = (text: string) => !/[\r\n\0]/.test(text) && text.isWellFormed();
const hostileLine = hostile.filter(isSendable);
const hostileLines = (minLength: number, maxLength: number) => fc.array(hostileLine, { minLength, maxLength });

/** What is sent, or the error with which it is refused. */
function lineOrRefusal(encode: () => string): string | ArgumentError {
  try {
    return encode();
  } catch (error) {
    if (error instanceof ArgumentError) return error;
    throw error;
  }
}

const ONE_LINE: unknown = expect.stringMatching(/^SET VARIABLE "x" "[^\r\n\0]*"$/u);
const REFUSED_VALUE: unknown = expect.objectContaining({
  code: 'AGI_ARGUMENT',
  fields: expect.objectContaining({ command: 'SET VARIABLE', argument: 'value' }) as object,
});

/** What Asterisk's own splitter makes of text without arguments: none. An application takes that for one empty argument. */
const asCut = (parts: readonly string[]) => (parts.length === 1 && parts[0] === '' ? [] : parts);

/** Checks a statement about generated values. */
function holds<Values extends [unknown, ...unknown[]]>(
  arbitraries: { [At in keyof Values]: fc.Arbitrary<Values[At]> },
  statement: (...values: Values) => void,
): void {
  fc.assert(fc.property(...arbitraries, statement), { seed, numRuns: 3000 });
}

describe(`a command line (seed ${seed}, set OFFHOOK_SEED to repeat)`, () => {
  it('is split by Asterisk into the words that were meant', () => {
    holds([fc.array(fc.oneof(hostileLine, fc.maxSafeInteger()), { maxLength: 6 })], (values) => {
      const args = Object.fromEntries(values.map((value, i) => [`argument${i}`, value]));
      expect(splitWords(encodeLine('SET VARIABLE', args))).toEqual(['SET', 'VARIABLE', ...values.map(String)]);
    });
  });

  it('is one line whatever the text, or is refused with the argument named', () => {
    holds([hostile], (value) => {
      const found = lineOrRefusal(() => encodeLine('SET VARIABLE', { name: 'x', value }));
      expect(found).toEqual(isSendable(value) ? ONE_LINE : REFUSED_VALUE);
    });
  });

  it('is never longer than Asterisk reads, counted in bytes', () => {
    const units = fc.constantFrom('x', 'é', '😀', '"');
    holds([units, fc.integer({ min: 1, max: 9000 }), fc.constantFrom(2046, LINE_LIMIT)], (unit, times, limit) => {
      const line = `NOOP "${unit.repeat(times).replaceAll('"', '\\"')}"`;
      const bytes = Buffer.byteLength(line);
      const found = lineOrRefusal(() => encodeLine('NOOP', { value: unit.repeat(times) }, limit));
      const expected = bytes <= limit ? line : { code: 'AGI_LINE_TOO_LONG', fields: { command: 'NOOP', bytes, limit } };
      expect(typeof found === 'string' ? found : { code: found.code, fields: found.fields }).toEqual(expected);
    });
  });

  it('written by hand is refused when it would be two, or when its words would crash Asterisk', () => {
    holds(
      [fc.array(hostile, { maxLength: 6 }), fc.nat(200), fc.constantFrom('""', 'x', '"a b"')],
      (parts, more, word) => {
        const line = [...parts, ...Array.from({ length: more }, () => word)].join(' ');
        const words = splitWords(line).length;
        const expected = /[\r\n\0]/.test(line) ? 'AGI_ARGUMENT' : words > WORD_LIMIT ? 'AGI_TOO_MANY_WORDS' : line;
        const found = lineOrRefusal(() => checkRawLine(line, LINE_LIMIT));
        // A backslash alone at the end may be counted as a word, though Asterisk drops it.
        fc.pre(words !== WORD_LIMIT);
        expect(typeof found === 'string' ? found : found.code).toBe(expected);
      },
    );
  });
});

describe("an application's arguments", () => {
  it('reach it as they were meant', () => {
    const applications = fc.constantFrom('Dial', 'Queue', 'Playback', 'MSet', 'AGI');
    holds([applications, hostileLines(1, 5)], (application, parts) => {
      const [, name, text = ''] = splitWords(encodeLine('EXEC', exec(application, ...parts).args));
      expect(name).toBe(application);
      expect(separateArguments(text, true)).toEqual(asCut(parts));
    });
  });

  it.each([
    [['CHANNEL(language)=fr']],
    [['Local/1@a', '30', 'gL(60000:1000)U(x^y)']],
    [['a=${URIDECODE(x y)}']],
    [["it's a|b&c;d"]],
  ])('stay as they are written where nothing needs a backslash: %j', (parts) => {
    expect(applicationArguments('MSet', parts)).toBe(parts.join(','));
  });

  it('of an application that takes no backslash out are passed as they are, or refused', () => {
    holds(
      [fc.constantFrom('Verbose', 'Log', 'Set', 'System', 'Playtones'), hostileLines(1, 2)],
      (application, parts) => {
        const text = lineOrRefusal(() => applicationArguments(application, parts));
        fc.pre(typeof text === 'string');
        expect(text).toBe(parts.join(','));
        expect(parts.length === 1 || separateArguments(text, false)[0] === parts[0]).toBe(true);
      },
    );
  });

  it('of an application that cuts at every comma hold none', () => {
    holds([fc.constantFrom('goto', 'GOTO', 'SayNumber'), hostileLines(1, 2)], (application, parts) => {
      const text = lineOrRefusal(() => applicationArguments(application, parts));
      fc.pre(typeof text === 'string');
      expect(text.split(',')).toEqual(parts);
    });
  });

  it.each([
    ['Goto', 3],
    ['Gosub', 3],
    ['SayNumber', 2],
    ['Verbose', 1],
    ['Log', 1],
    ['Set', 0],
    ['GotoIf', 0],
  ])('of %s are %d that are cut off at commas and the rest of the text, and no more', (application, cutOff) => {
    const parts = Array.from({ length: cutOff + 1 }, (_, index) => `a${index}`);
    expect(applicationArguments(application, parts)).toBe(parts.join(','));
    expect(() => applicationArguments(application, [...parts, 'b'])).toThrow(
      cutOff === 0 ? `${application} takes one text` : `${application} takes at most ${cutOff + 1} arguments`,
    );
  });

  it('of a subroutine arrive as they were meant, or are refused', () => {
    holds([hostileLines(1, 4)], (parts) => {
      const line = lineOrRefusal(() => encodeLine('GOSUB', gosub('context', 's', 1, ...parts).args));
      fc.pre(typeof line === 'string');
      // app_stack takes them out of its own text: from the first parenthesis to the last.
      const text = `context,s,1(${splitWords(line)[4] ?? ''})`;
      expect(separateArguments(text.slice(text.indexOf('(') + 1, text.lastIndexOf(')')), false)).toEqual(asCut(parts));
    });
  });
});

describe('a caller id', () => {
  it('has the name and number that were meant, as Asterisk takes them apart', () => {
    holds([hostileLine, fc.stringMatching(/^[0-9+*#a-z@:]{0,12}$/)], (name, number) => {
      const spec = lineOrRefusal(() => String(setCallerId({ name, number }).args['callerId']));
      fc.pre(typeof spec === 'string');
      const at = spec.lastIndexOf(' <');
      expect(spec.slice(at)).toBe(` <${number}>`);
      expect(spec.slice(1, at - 1).replace(/\\(.)/gsu, '$1')).toBe(name);
    });
  });
});
