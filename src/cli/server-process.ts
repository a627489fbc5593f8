import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { printable } from '../errors/printable.js';
import type { AgiUrl } from '../testing/agi-url.js';
import { connectTcp } from '../testing/tcp.js';
import type { AsteriskWire } from '../testing/wire.js';
import { CliError, ExitCode } from './exit-code.js';

const STARTS_WITHIN_MS = 60_000;
const RETRY_MS = 50;
const STOPS_WITHIN_MS = 5_000;
const LINES_KEPT = 20;

/** A server of ours: a Node program that listens on the port it finds in PORT. Started for a call, stopped after it. */
export class ServerProcess {
  readonly #file: string;
  readonly #child: ChildProcess;
  readonly #exited: Promise<void>;
  #said = '';
  #isOver = false;

  private constructor(file: string, child: ChildProcess) {
    this.#file = file;
    this.#child = child;
    // Also when this process ends in a way that nobody foresaw.
    const killWithUs = () => void child.kill();
    process.once('exit', killWithUs);
    this.#exited = new Promise((resolve) => {
      // `close` comes once its last words were read; after `error` there may be none.
      const finish = () => {
        this.#isOver = true;
        process.off('exit', killWithUs);
        resolve();
      };
      child.once('close', finish).once('error', finish);
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => this.#hear(chunk.toString()));
  }

  /** @param file - a JavaScript file @throws CliError when there is no such file */
  static start(file: string, port: number, env: Readonly<Record<string, string | undefined>>): ServerProcess {
    if (!existsSync(file))
      throw new CliError(
        `--server: there is no file "${printable(file)}". Build it first, or look at the path.`,
        ExitCode.Usage,
      );
    const child = spawn(process.execPath, [file], {
      env: { ...env, PORT: String(port) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new ServerProcess(file, child);
  }

  /**
   * Connects as soon as it listens; the connection is the call's own, so that no probe reaches the app.
   *
   * @throws CliError with the server's last words when it ends, or does not listen in time
   */
  async connect(url: AgiUrl): Promise<AsteriskWire> {
    const deadline = Date.now() + STARTS_WITHIN_MS;
    for (;;) {
      try {
        return await connectTcp(url);
      } catch (error) {
        if (this.#isOver)
          throw new CliError(`The server ${printable(this.#file)} ended before it took the call.${this.#lastWords}`);
        if (!isRefused(error)) throw error;
        if (Date.now() > deadline) {
          throw new CliError(
            `The server ${printable(this.#file)} does not listen on port ${url.port} (it finds the port in PORT).${this.#lastWords}`,
          );
        }
        await Promise.race([sleep(RETRY_MS), this.#exited]);
      }
    }
  }

  /** What it wrote last, for a message. */
  get #lastWords(): string {
    const lines = this.#said.trim().split('\n').slice(-LINES_KEPT);
    return lines[0] === '' ? '' : ` It said:\n${lines.map((line) => `  ${printable(line, 200)}`).join('\n')}`;
  }

  /** Asks it to stop, and makes it when it does not. */
  async stop(): Promise<void> {
    if (this.#isOver) return;
    this.#child.kill('SIGTERM');
    const impatience = new AbortController();
    const late = sleep(STOPS_WITHIN_MS, 'late', { signal: impatience.signal }).catch(() => undefined);
    if ((await Promise.race([this.#exited, late])) === 'late') this.#child.kill('SIGKILL');
    impatience.abort();
    await this.#exited;
  }

  #hear(text: string): void {
    this.#said = (this.#said + text).split('\n').slice(-LINES_KEPT).join('\n');
  }
}

/** A port that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      // A server that listens on TCP has an object for its address.
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

const isRefused = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED';
