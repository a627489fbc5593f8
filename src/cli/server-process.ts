import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { printable } from '../errors/printable.js';
import type { AgiUrl } from '../testing/agi-url.js';
import { connectTcp } from '../testing/tcp.js';
import type { AsteriskWire } from '../testing/wire.js';
import { appLogLines } from './app-log.js';
import { CliError, ExitCode } from './exit-code.js';

const STARTS_WITHIN_MS = 60_000;
const RETRY_MS = 50;
const STOPS_WITHIN_MS = 5_000;
const LINES_KEPT = 20;
/** Until lines written before the end of the call have come. */
const LAST_LINES_MS = 50;

/** A server of ours: a Node program that listens on the port it finds in PORT. Started for a call, stopped after it. */
export class ServerProcess {
  readonly #file: string;
  readonly #child: ChildProcess;
  readonly #exited: Promise<void>;
  #said = '';
  #isOver = false;
  #isStopping = false;
  #death = '';
  #hasSucceeded = false;
  /** Lines that stand in its log, until somebody shows them. */
  readonly #pending: string[] = [];
  #show: ((line: string) => void) | undefined;

  private constructor(file: string, child: ChildProcess) {
    this.#file = file;
    this.#child = child;
    // Also when this process ends in a way that nobody foresaw.
    const killWithUs = () => void child.kill();
    process.once('exit', killWithUs);
    child.once('exit', (code, signal) => {
      this.#death = signal ?? `exit code ${code}`;
      this.#hasSucceeded = code === 0;
    });
    this.#exited = new Promise((resolve) => {
      // `close` comes once its last words were read; after `error` there may be none.
      const finish = () => {
        this.#isOver = true;
        process.off('exit', killWithUs);
        resolve();
      };
      child.once('close', finish).once('error', finish);
    });
    for (const stream of [child.stdout, child.stderr]) {
      // readline would also divide at the other line ends of Unicode, which JSON leaves as they are within a text.
      let begun = '';
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#hear(text);
        const lines = (begun + text).split('\n');
        begun = lines.pop() ?? '';
        for (const line of lines) this.#note(line, stream === child.stderr);
      });
      stream?.once('end', () => this.#note(begun, stream === child.stderr));
    }
  }

  /** @param file - a JavaScript file @throws CliError when there is no such file */
  static start(file: string, port: number, env: Readonly<Record<string, string | undefined>>): ServerProcess {
    if (!existsSync(file))
      throw new CliError(
        `--server: there is no file "${printable(file)}". Build it first, or look at the path.`,
        ExitCode.Usage,
      );
    // Stacks name what was written, where the app was built with source maps.
    const child = spawn(process.execPath, ['--enable-source-maps', file], {
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
          throw new CliError(`The server ${printable(this.#file)} ended before it took the call.${this.#lastOutput}`);
        if (!isRefused(error)) throw error;
        if (Date.now() > deadline) {
          throw new CliError(
            `The server ${printable(this.#file)} does not listen on port ${url.port} (it finds the port in PORT).${this.#lastOutput}`,
          );
        }
        await Promise.race([sleep(RETRY_MS), this.#exited]);
      }
    }
  }

  /** Has what people should read of its log shown, from its beginning. */
  showLog(show: (line: string) => void): void {
    this.#show = show;
    for (const line of this.#pending.splice(0)) show(line);
  }

  /**
   * Whether it ended by itself.
   *
   * @param withinMs - how long it may take until that is known
   * @param mayHaveEnded - exit code 0 is none then: a server of one call ends with it
   * @returns a sentence; nothing when it runs
   */
  async death(withinMs: number, mayHaveEnded: boolean): Promise<string | undefined> {
    await Promise.race([this.#exited, sleep(withinMs, undefined, { ref: false })]);
    return this.#isOver && !(mayHaveEnded && this.#hasSucceeded)
      ? `The server ${printable(this.#file)} ended during the call (${this.#death}).`
      : undefined;
  }

  #note(line: string, isError: boolean): void {
    // What it says because it is told to stop is of no call.
    if (this.#isStopping) return;
    for (const shown of appLogLines(line, isError)) {
      if (this.#show === undefined) this.#pending.push(shown);
      else this.#show(shown);
    }
  }

  /** What it wrote last, for a message. */
  get #lastOutput(): string {
    const lines = this.#said.trim().split('\n').slice(-LINES_KEPT);
    return lines[0] === '' ? '' : ` It said:\n${lines.map((line) => `  ${printable(line, 200)}`).join('\n')}`;
  }

  /** Asks it to stop, and makes it when it does not. */
  async stop(): Promise<void> {
    if (this.#isOver) return;
    // What it has written by now is still read.
    await sleep(LAST_LINES_MS);
    this.#isStopping = true;
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
