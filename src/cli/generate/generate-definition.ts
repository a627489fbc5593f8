import { Argument, type Command } from 'commander';

import type { ExitCode } from '../exit-code.js';
import type { World } from '../world.js';
import type { WriteOptions } from '../write-files.js';
import { generateCommand } from './generate-command.js';
import { type Kind, KINDS } from './names.js';

const HELP = `
What is made (sales/returns stands for any name; SalesReturns, sales_returns and sales-returns mean the same):
  controller  answers calls to a path: src/sales/returns.controller.ts, ReturnsController, /sales/returns
  service     one object for the whole app, injected by its class: src/sales/returns.service.ts, Returns
  module      groups controllers and services: src/sales/returns.module.ts, ReturnsModule
  dialog      a conversation that gives a value back: src/sales/returns.dialog.ts, Returns
  guard       says whether a call may go on; bound with @UseGuard: src/sales/returns.guard.ts, Returns

Each comes with a test that passes: in test/ when there is such a folder, else beside it. A name without a folder gets one of
its own: src/sales/sales.controller.ts.

It is listed in the nearest *.module.ts, in its folder or above, else in src/app.ts (or main.ts, index.ts). A file that lists in
a way that is not understood is left alone, and you are told what to add.

Nothing is written over without a question; without a terminal what differs is kept. A second time nothing changes.

Examples:
  offhook generate controller sales
  offhook g module sales
  offhook g service sales/orders --dry-run`;

/** `offhook generate`. */
export function defineGenerate(program: Command, world: World, run: (work: Promise<ExitCode>) => Promise<void>): void {
  program
    .command('generate')
    .alias('g')
    .description('Add a controller, service, module, dialog or guard to the app, with its test.')
    .addArgument(new Argument('<kind>', 'what to make').choices(KINDS))
    .argument('<name>', 'its name, with folders if you like: sales/returns')
    .option('--dry-run', 'say what would be written, and write nothing')
    .option('--force', 'write over files that differ, without asking')
    .addHelpText('after', HELP)
    .action((kind: Kind, name: string, options: WriteOptions) => run(generateCommand(kind, name, options, world)));
}
