import type { Command } from 'commander';

import { journalToTestCommand, type JournalToTestOptions } from './journal-to-test-command.js';
import type { CliEnvironment } from './cli-environment.js';

const HELP = `
The file is written to standard output. Keys that the journal does not show are
constants at its head, to be filled in; what Dial and Queue came to is yours to
say, where a comment names them. Work of the app takes no time in a test.

Example:
  offhook journal-to-test calls.jsonl --app ./app.js#app > call.test.ts`;

/** `offhook journal-to-test`. */
export function defineJournalToTest(program: Command, environment: CliEnvironment): void {
  program
    .command('journal-to-test')
    .description('Write a vitest file that makes recorded calls again.')
    .argument('<journal>', 'a file of journals, one a line: from offhook call --record, or recordCalls() in an app')
    .option('--app <module#name>', 'the app, for createTestPhone()')
    .option('--phone <module#name>', 'a function that opens a test phone which calls the app')
    .option('--server <agi-url>', 'a FastAGI server that runs while the test does')
    .addHelpText('after', HELP)
    .action((file: string, options: JournalToTestOptions) => {
      environment.stdout.write(journalToTestCommand(file, options));
    });
}
