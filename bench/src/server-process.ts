import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Message, Usage } from './servers/report.js';

/** A server in a process of its own. */
export class ServerProcess {
  private constructor(
    readonly port: number,
    private readonly child: ChildProcess,
  ) {}

  /**
   * @param file - one of `servers/`
   * @param args - what it is told
   * @param flags - of its Node
   */
  static async start(
    file: string,
    args: readonly string[] = [],
    flags: readonly string[] = [],
  ): Promise<ServerProcess> {
    const path = fileURLToPath(new URL(`servers/${file}.js`, import.meta.url));
    const child = fork(path, args, { execArgv: ['--expose-gc', ...process.execArgv, ...flags] });
    const message = await nextMessage(child);
    if (message.kind !== 'listening') throw new Error(`${file} does not say where it listens.`);
    return new ServerProcess(message.port, child);
  }

  /** @param collect - whether to collect garbage first */
  async usage({ collect = false } = {}): Promise<Usage> {
    const message = nextMessage(this.child);
    this.child.send(collect ? 'collect' : 'usage');
    const usage = await message;
    if (usage.kind !== 'usage') throw new Error('This is no usage.');
    return usage;
  }

  async stop(): Promise<void> {
    const exit = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.disconnect();
    await exit;
  }
}

function nextMessage(child: ChildProcess): Promise<Message> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) => reject(new Error(`A server ended with ${code}.`));
    child.once('exit', onExit);
    child.once('message', (message) => {
      child.off('exit', onExit);
      // Ours are the only processes that are asked.
      resolve(message as Message);
    });
  });
}
