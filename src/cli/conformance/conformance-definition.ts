import { type Command, InvalidArgumentError } from 'commander';

import type { CliEnvironment } from '../cli-environment.js';
import { ExitCode } from '../exit-code.js';
import { type ConformanceOptions, conformanceCommand, listCases } from './conformance-command.js';

const LIMIT_SECONDS = 3;
/** One of the cases leaves a command without an answer for a second. */
const LEAST_SECONDS = 2;

const HELP = `
Plays Asterisk 22 against a FastAGI server, written with any library in any
language. The server is a small app, the conformance app: it reads the variable
CONFORMANCE_STEP, does that step with its library, and sets CONFORMANCE_RESULT
to the outcome. docs/guides/conformance.md describes it and shows one in
TypeScript, Python and Perl.

Each case stands for a rule of the protocol: the block of variables, answers,
arguments, hang-ups, the order of commands, text that a caller can forge, and
connections. The command prints a line for each case:
  pass  the server keeps the rule
  FAIL  it breaks the rule; what was expected, and what came
  n/a   the app says that its library has no such command

Exit code:
  ${ExitCode.Done}    no case failed
  ${ExitCode.Failed}    a case failed, or there is no conformance app
  ${ExitCode.Usage}    the command line is wrong
  ${ExitCode.Interrupted}  Ctrl-C

Examples:
  offhook conformance agi://127.0.0.1:4573/
  offhook conformance agi://127.0.0.1:4573/ --case answers/split
  offhook conformance agi://127.0.0.1:4573/ --json > verdicts.json
  offhook conformance --list`;

/** `offhook conformance`. */
export function defineConformance(
  program: Command,
  environment: CliEnvironment,
  run: (work: Promise<ExitCode>) => Promise<void>,
): void {
  program
    .command('conformance')
    .description('Judge a FastAGI server, in any language, by how it speaks with Asterisk.')
    .argument('[agi-url]', 'agi://host:port/path of the conformance app')
    .option('--case <name>', 'only this case, or this group (answers); may be repeated', collect)
    .option('--list', 'print every case with its rule, and judge nothing')
    .option('--json', 'print all verdicts as JSON at the end')
    .option('--limit <seconds>', 'how long the app may take for a step', seconds, LIMIT_SECONDS)
    .addHelpText('after', HELP)
    .action((address: string | undefined, options: ConformanceOptions) => {
      if (options.list !== true) return run(conformanceCommand(address, options, environment));
      environment.stdout.write(listCases(options));
      return undefined;
    });
}

const collect = (value: string, all: readonly string[] = []): readonly string[] => [...all, value];

function seconds(value: string): number {
  const number = Number(value);
  if (!(number >= LEAST_SECONDS)) throw new InvalidArgumentError(`At least ${LEAST_SECONDS} seconds are needed.`);
  return number;
}
