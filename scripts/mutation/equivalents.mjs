/**
 * Mutants that no test can notice, and why. They are drawn, but do not count. A row is known by its file and the text of
 * its line before and after, as the runner prints them; one whose line is no longer in its file is reported. A line that its
 * file has more than once is the one that stands `behind` another.
 *
 * @type {readonly { file: string, behind?: string, before: string, after: string, why: string }[]}
 */
export const EQUIVALENTS = [
  {
    file: 'src/core/codecs.ts',
    before: "if (rest.length < 2 || !rest.startsWith('(') || !rest.endsWith(')')) throw answer.unexpected();",
    after: "if (!rest.startsWith('(') || !rest.endsWith(')')) throw answer.unexpected();",
    why: 'No text of one character begins with one bracket and ends with the other; the length is there for speed.',
  },
  {
    file: 'src/session/tell-command.ts',
    before:
      "const textOf = (args: CommandArguments, argument: string | undefined) => String(args[argument ?? ''] ?? '');",
    after:
      "const textOf = (args: CommandArguments, argument: string | undefined) => String(args[argument ?? ''] ?? 'mutant');",
    why: 'Each command that is heard has the argument that the table names; the text of the others is not looked at.',
  },
  {
    file: 'src/session/tell-command.ts',
    before: "return ENDINGS[(result as { kind?: string }).kind ?? ''] ?? 'finished';",
    after: "return ENDINGS[(result as { kind?: string }).kind ?? 'mutant'] ?? 'finished';",
    why: 'Neither is an ending.',
  },
  {
    file: 'src/session/open-session.ts',
    behind: 'this.#onClosed?.();',
    before: 'if (this.#isDone) return;',
    after: 'if (false) return;',
    why: 'A connection that closes behind its refusal is settled a second time, which a promise does not notice.',
  },
  {
    file: 'src/dialog/engine/read-digits.ts',
    before: "const wait = digits === '' ? ask.timeoutMs : (reader.interDigitTimeoutMs ?? ask.interDigitTimeoutMs);",
    after: 'const wait = false ? ask.timeoutMs : (reader.interDigitTimeoutMs ?? ask.interDigitTimeoutMs);',
    why: 'An entry begins when its first key is there: nobody waits for it.',
  },
  {
    file: 'src/router/route-condition.ts',
    before:
      "const hostOf = (request: string = '') => /^h?agi:\\/\\/([^/?]*)/i.exec(request)?.[1]?.toLowerCase() ?? '';",
    after: "const hostOf = (request: string = '') => /^h?agi:\\/\\/([^/?]+)/i.exec(request)?.[1]?.toLowerCase() ?? '';",
    why: 'Without a host it is empty in both: found empty, or not found.',
  },
  {
    file: 'src/controller/check-entered.ts',
    before: 'const target = all.find(({ controller }) => controller === destination.key);',
    after: 'const target = all.findLast(({ controller }) => controller === destination.key);',
    why: 'A class is compiled once.',
  },
  {
    file: 'src/transport/proxy-header.ts',
    before: "const [, family = '', ...words] = line.slice(0, at).split(' ');",
    after: "const [, family = 'mutant', ...words] = line.slice(0, at).split(' ');",
    why: 'The line begins with `PROXY` and a blank, so that there is a second word, be it empty; the types do not know.',
  },
];
