import { printable } from '../../errors/printable.js';
import type { HeardSound, SoundEnding } from '../../session/journal.js';
import type { Journal } from '../../session/record-calls.js';

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isFlag: Check = (value) => typeof value === 'boolean';
const isNumber: Check = (value) => Number.isFinite(value);
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const maybe =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const isTexts: Check = (value) => Array.isArray(value) && value.every(isText);
const isTextByName: Check = (value) => isObject(value) && Object.values(value).every(isText);

const SOUNDS = {
  file: true,
  digits: true,
  number: true,
  spelled: true,
  phonetic: true,
  date: true,
  time: true,
} as const satisfies Record<HeardSound['kind'], true>;
const ENDINGS = {
  finished: true,
  key: true,
  notPlayed: true,
  cut: true,
  hungUp: true,
} as const satisfies Record<SoundEnding, true>;

const oneOf =
  (names: object): Check =>
  (value) =>
    typeof value === 'string' && Object.hasOwn(names, value);
const isItem: Check = (value) => isObject(value) && oneOf(SOUNDS)(value['kind']) && isText(value['text']);

/** What is read of each kind of entry that a call is made again from; of the others nothing is. */
const FIELDS: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  called: {
    id: isText,
    startedAt: isText,
    script: isText,
    callerId: maybe(isText),
    callerName: maybe(isText),
    presentation: maybe(isText),
    dnid: maybe(isText),
    language: isText,
    args: isTexts,
    variables: maybe(isTextByName),
  },
  command: { line: isText, reply: maybe(isText), durationMs: isNumber },
  heard: { item: isItem, durationMs: isNumber, ended: oneOf(ENDINGS), continues: isFlag, isFiller: isFlag },
  key: { key: isText },
  hungUp: { by: isText },
  ended: { end: isText },
};

/**
 * Looks at a journal that came from a file: what it says becomes code.
 *
 * @throws TypeError for what recordCalls() and `--record` never write; it names the entry and the field
 */
export function checkJournal({ entries }: Journal): void {
  // The types allow nothing else; a file does.
  for (const [i, entry] of (entries as readonly unknown[]).entries()) {
    if (!isObject(entry) || !isText(entry['kind'])) throw wrong(i, 'is no object with a kind');
    const kind = String(entry['kind']);
    if (!isNumber(entry['atMs'])) throw wrong(i, `(${printable(kind)}) has no atMs`);
    const fields = Object.hasOwn(FIELDS, kind) ? FIELDS[kind] : undefined;
    for (const [name, check] of Object.entries(fields ?? {}))
      if (!check(entry[name])) throw wrong(i, `(${kind}) has the ${name} ${printable(JSON.stringify(entry[name]))}`);
  }
}

const wrong = (i: number, what: string) =>
  new TypeError(`Entry ${i + 1} of this journal ${what}: offhook has not written it so.`);
