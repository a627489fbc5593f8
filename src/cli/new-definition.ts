import type { Command } from 'commander';

import type { ExitCode } from './exit-code.js';
import { newCommand, type NewOptions } from './new-command.js';
import type { CliEnvironment } from './cli-environment.js';

const HELP = `
The app answers /hello with a menu, has a test of two calls, and is set up to be
built, linted and tested. Its versions of TypeScript, Vite and the others are
those that this offhook was tested with.

Example:
  offhook new my-line && cd my-line && npm install && npm test && npm start`;

/** `offhook new`. */
export function defineNew(
  program: Command,
  environment: CliEnvironment,
  run: (work: Promise<ExitCode>) => Promise<void>,
): void {
  program
    .command('new')
    .description('Make an app in a new folder.')
    .argument('<name>', 'the folder, and the name in package.json: my-line')
    .option('--from <tarball>', 'a packed offhook to depend on, instead of the one in the registry')
    .option('--dry-run', 'say what would be written, and write nothing')
    .addHelpText('after', HELP)
    .action((name: string, options: NewOptions) => run(newCommand(name, options, environment)));
}
