import { Argument, type Command, InvalidArgumentError } from 'commander';

import { whichIsMeant } from '../../errors/did-you-mean.js';
import type { ExitCode } from '../exit-code.js';
import type { CliEnvironment } from '../cli-environment.js';
import type { WriteOptions } from '../write-files.js';
import { generateCommand } from './generate-command.js';
import { type Kind, KINDS } from './names.js';

const HELP = `
What is made for sales/returns (two words are night-desk, NightDesk or
night_desk; the path of the file will do, too):
  controller  answers calls to a path: ReturnsController, /sales/returns
  service     one object for the whole app, injected by its class: Returns
  module      groups controllers and services: ReturnsModule
  dialog      a conversation that gives a value back: Returns
  guard       says whether a call may go on, bound with @UseGuard: Returns

The file is src/sales/returns.controller.ts; a name without a folder gets one of
its own, src/sales/sales.controller.ts. Each comes with a test that passes: in
test/ when there is such a folder, else beside it.

It is listed in the nearest *.module.ts, in its folder or above, else in
src/app.ts (or main.ts, index.ts). A file that lists in a way that is not
understood is left alone, and you are told what to add.

Nothing is written over without a question. Without a terminal what differs is
kept, and the exit code is 1. A second time nothing changes.

Examples:
  offhook generate controller sales
  offhook g module sales
  offhook g service sales/orders --dry-run`;

/** `offhook generate`. */
export function defineGenerate(
  program: Command,
  environment: CliEnvironment,
  run: (work: Promise<ExitCode>) => Promise<void>,
): void {
  program
    .command('generate')
    .alias('g')
    .description('Add a controller, service, module, dialog or guard to the app, with its test.')
    .addArgument(new Argument('<kind>', 'what to make').choices(KINDS).argParser(readKind))
    .argument('<name>', 'its name, with folders if you like: sales/returns')
    .option('--dry-run', 'say what would be written, and write nothing')
    .option('--force', 'write over files that differ, without asking')
    .addHelpText('after', HELP)
    .action((kind: Kind, name: string, options: WriteOptions) =>
      run(generateCommand(kind, name, options, environment)),
    );
}

function readKind(text: string): Kind {
  const kind = KINDS.find((each) => each === text);
  if (kind === undefined) throw new InvalidArgumentError(whichIsMeant(text, KINDS).trimStart());
  return kind;
}
