import { Command, CommanderError } from 'commander';

import { printable } from '../errors/printable.js';
import { defineCall } from './call-definition.js';
import { defineConformance } from './conformance/conformance-definition.js';
import { CliError, ExitCode } from './exit-code.js';
import { defineGenerate } from './generate/generate-definition.js';
import { defineJournalToTest } from './journal-to-test-definition.js';
import { defineNew } from './new-definition.js';
import { readOwnPackage } from './own-package.js';
import type { CliEnvironment } from './cli-environment.js';

/**
 * The command line.
 *
 * @param args - without `node` and the file
 * @returns what the process is to end with; mistakes are printed as one sentence, never as a stack
 */
export async function runCli(args: readonly string[], environment: CliEnvironment): Promise<ExitCode> {
  let exitCode: ExitCode = ExitCode.Done;
  const program = new Command('offhook')
    .description('Tools for FastAGI apps made with offhook.')
    .version(readOwnPackage().version)
    .exitOverride()
    .showHelpAfterError('Add --help to see what can be said.')
    .configureOutput({
      writeOut: (text) => environment.stdout.write(text),
      writeErr: (text) => environment.stderr.write(text),
      // Mistakes look alike, whoever finds them.
      outputError: (text, write) => write(text.replace(/^error: /, 'offhook: ')),
    });
  const run = async (work: Promise<ExitCode>) => {
    exitCode = await work;
  };
  defineNew(program, environment, run);
  defineGenerate(program, environment, run);
  defineCall(program, environment, run);
  defineJournalToTest(program, environment);
  defineConformance(program, environment, run);
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    // Commander has printed its sentence, or the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.Done : ExitCode.Usage;
    const message = error instanceof Error ? error.message : printable(error);
    environment.stderr.write(`offhook: ${message}\n`);
    return error instanceof CliError ? error.exitCode : ExitCode.Failed;
  }
}
