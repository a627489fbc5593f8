import { type Command, InvalidArgumentError } from 'commander';

import { DEFAULT_SCRIPT } from './call-by-script.js';
import { callCommand } from './call-command.js';
import type { CallOptions } from './call-options.js';
import { ExitCode } from './exit-code.js';
import { SCRIPT_HELP } from './script.js';
import type { CliEnvironment } from './cli-environment.js';

const LIMIT_SECONDS = 600;

const HELP = `
With a terminal the call is yours: it shows what the caller hears, takes 0-9 * #
as typed, h hangs up, Ctrl-C hangs up and leaves. Without one, or with --script,
a script is played and the transcript printed. What is typed before the server
is up is dropped.

With --server the warnings and errors of the app's log, and what it writes to
standard error, stand in the transcript; stacks name the source where the app
was built with source maps. Colours only on a terminal, and not with NO_COLOR.

${SCRIPT_HELP}

Time is real, so that the server's own timers keep step. --fast lets it pass
only while Asterisk carries out a command: a call of minutes takes a moment.
Without a terminal and without --script, "${DEFAULT_SCRIPT}" is played with --fast.

Sounds: those of asterisk-core-sounds-en have their length; others last 2 s, or
with --sounds what the folder says, and are missing when they are not in it.

Exit code:
  ${ExitCode.Done}    the call took place and ended
  ${ExitCode.Failed}    there was no call, or it broke (no connection, the server stopped,
       the app did nothing or failed, AGISTATUS FAILURE)
  ${ExitCode.Usage}    the command line is wrong
  ${ExitCode.ScriptLeft}    the call was over before the script
  ${ExitCode.NotHeard}    something else was heard, or the call ended otherwise, than the
       script says
  ${ExitCode.Interrupted}  Ctrl-C

Examples:
  offhook call agi://127.0.0.1:4573/sales --caller-id 5551234
  offhook call agi://127.0.0.1:4573/sales --script 'w 1 w 2 h'
  offhook call agi://127.0.0.1:4573/sales --fast \\
    --script '[welcome options] 1 [... digits:0012] h [ends:caller]'
  offhook call agi://127.0.0.1:0/sales --server dist/main.js --script '1 w h'
  offhook call agi://127.0.0.1:4573/sales --record call.jsonl
  offhook journal-to-test call.jsonl --app ./app.js#app

A record holds the keys that were pressed, a PIN too unless the script has it in
parentheses.`;

/** `offhook call`. */
export function defineCall(
  program: Command,
  environment: CliEnvironment,
  run: (work: Promise<ExitCode>) => Promise<void>,
): void {
  program
    .command('call')
    .description('Call a FastAGI server as Asterisk would, with you or a script as the caller.')
    .argument('<agi-url>', 'agi://host:port/path; port 0 with --server: a free one')
    .option('--caller-id <number>', 'who calls')
    .option('--caller-name <name>', 'the name of who calls')
    .option('--withheld', 'the caller withholds number and name')
    .option('--dnid <number>', 'the number that was dialled')
    .option('--arg <value>', 'a further argument of AGI(); may be repeated', collect)
    .option('--variable <name=value>', 'a channel variable; may be repeated', collectVariables)
    .option('--language <code>', "the channel's language (default: en)")
    .option('--sounds <folder>', "the app's own sound files")
    .option('--script <steps>', 'what the caller does')
    .option('--record <file>', 'adds the journal of the call to a file, a line of JSON')
    .option('--fast', 'lets no time pass that nobody needs')
    .option('--limit <seconds>', 'the caller hangs up after so long, with a script', positive, LIMIT_SECONDS)
    .option('--wire', 'shows every line of both sides')
    .option('--server <file>', 'a Node program that serves the call: started with PORT, stopped afterwards')
    .addHelpText('after', HELP)
    .action((address: string, options: CallOptions) => run(callCommand(address, options, environment)));
}

const collect = (value: string, all: readonly string[] = []): readonly string[] => [...all, value];

function collectVariables(value: string, all: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const equals = value.indexOf('=');
  if (equals < 1) throw new InvalidArgumentError('Write name=value.');
  return { ...all, [value.slice(0, equals)]: value.slice(equals + 1) };
}

function positive(value: string): number {
  const number = Number(value);
  if (!(number > 0)) throw new InvalidArgumentError('A number of seconds is needed.');
  return number;
}
