import { createInterface } from 'node:readline/promises';

import { ExitCode } from './exit-code.js';

/** What the command line needs of its process; tests bring their own. */
export interface CliEnvironment {
  readonly stdin: Keyboard;
  readonly stdout: Screen;
  readonly stderr: { write(text: string): unknown };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder it was started in. */
  readonly cwd: string;
  /** Asks the person at the terminal; no when there is none. */
  confirm(question: string): Promise<boolean>;
  /** Tells Ctrl-C, a request to stop, and that nobody reads the output any more, once; a second one ends the process. @returns a function that stops it */
  onInterrupt(run: () => void): () => void;
}

/** Where keys come from; a terminal can be asked for each key at once. */
export interface Keyboard {
  readonly isTTY?: boolean;
  setRawMode?(isRaw: boolean): unknown;
  on(event: 'data', listener: (chunk: Uint8Array) => void): unknown;
  off(event: 'data', listener: (chunk: Uint8Array) => void): unknown;
  resume(): unknown;
  pause(): unknown;
}

/** Where lines go; a terminal has a width. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** The process itself. */
export function environmentOfProcess(): CliEnvironment {
  // `| head` has read enough: what is under way ends, and nobody is told by a stack.
  const whenUnread = new Set<() => void>();
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      for (const run of whenUnread) run();
    });
  return {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    cwd: process.cwd(),
    confirm: askAtTerminal,
    onInterrupt(run) {
      let isSecond = false;
      const onSignal = () => {
        // Whoever asks twice does not want to wait.
        if (isSecond) process.exit(ExitCode.Interrupted);
        isSecond = true;
        run();
      };
      process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
      whenUnread.add(run);
      return () => {
        whenUnread.delete(run);
        process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
      };
    },
  };
}

async function askAtTerminal(question: string): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  // Ctrl-C and Ctrl-D leave the question: that is no yes.
  const left = new Promise<string>((resolve) => terminal.once('close', () => resolve('\n')));
  const answer = await Promise.race([terminal.question(`${question} [y/N] `), left]);
  terminal.close();
  if (answer === '\n') process.stdout.write(answer);
  return /^y(?:es)?$/i.test(answer.trim());
}
