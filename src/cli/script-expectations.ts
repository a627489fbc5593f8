import { printable } from '../errors/printable.js';
import { type ExpectedSound, heard } from '../testing/heard.js';
import { CliError, ExitCode } from './exit-code.js';
import type { ScriptStep } from './script-step.js';

type Expectation = Extract<ScriptStep, { kind: 'hears' | 'skips' | 'ends' }>;

/** What stands for whatever is heard. */
const ANYTHING = '...';
const ENDS = ['caller', 'app', 'dialplan'] as const;

/**
 * Reads what a script says must be heard: the words between `[` and `]`.
 *
 * @throws CliError naming the word that is not understood
 */
export function parseExpectations(list: string): readonly Expectation[] {
  const steps: Expectation[] = [];
  let skips = false;
  for (const word of list.split(/\s+/).filter((each) => each !== '')) {
    if (word === ANYTHING) {
      skips = true;
    } else if (word.startsWith('ends:')) {
      if (skips) throw wrong(word, 'nothing that comes before the end can be left open; w or s passes over it');
      steps.push(endOf(word));
    } else {
      const expected = expectedOf(word);
      steps.push(skips ? { kind: 'skips', until: expected } : { kind: 'hears', expected });
      skips = false;
    }
  }
  if (skips || steps.length === 0) throw wrong(`[${list}]`, 'it must name what is heard');
  return steps;
}

function endOf(word: string): Expectation {
  // Whoever calls such an app is given back to the dialplan.
  if (word === 'ends:error') return { kind: 'ends', by: 'dialplan', hasFailed: true };
  const by = ENDS.find((each) => word === `ends:${each}`);
  if (by === undefined) throw wrong(word, `a call ends by ${ENDS.join(', ')}, or with an error`);
  return { kind: 'ends', by, hasFailed: false };
}

function expectedOf(word: string): ExpectedSound {
  if (word === 'silence' || word === 'music') return heard[word];
  const [, kind = '', text = ''] = /^([a-z]+):(.*)$/.exec(word) ?? [];
  switch (kind) {
    case '':
      return soundOf(word);
    case 'digits':
    case 'spelled':
    case 'phonetic':
      return heard[kind](text);
    case 'number':
      if (!/^-?\d+$/.test(text)) throw wrong(word, 'a whole number is needed');
      return heard.number(Number(text));
    case 'date':
      if (Number.isNaN(Date.parse(text))) throw wrong(word, 'write date:2026-11-24T10:00Z');
      return heard.date(new Date(text));
    default:
      throw wrong(word, 'there are digits:, number:, spelled:, phonetic: and date:');
  }
}

/** `sales/*` stands for every name that begins so. */
function soundOf(word: string): ExpectedSound {
  if (!word.includes('*')) return word;
  const pattern = word.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${pattern.join('.*')}$`);
}

const wrong = (word: string, problem: string) =>
  new CliError(`--script: "${printable(word)}" is nothing that can be heard: ${problem}.`, ExitCode.Usage);
