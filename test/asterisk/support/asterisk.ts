import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

import { AmiClient } from './ami.js';
import { configurationFiles, type InstanceFolders } from './configuration.js';
import { freePort } from '../../support/free-port.js';
import { makeInstanceFolder, writeFiles, type ExtraSounds } from './instance-folder.js';
import { findAsterisk, type AsteriskRelease, type InstalledAsterisk } from './install.js';
import { modulesOf, type ModuleSet } from './module-sets.js';

const run = promisify(execFile);
const BOOT_TIMEOUT_MS = 20_000;
const STOP_TIMEOUT_MS = 5_000;

/** How an instance is started. */
export interface RealAsteriskOptions {
  /** Default 22. */
  readonly release?: AsteriskRelease;
  /** Text of `extensions.conf`, contexts only; default none (calls of `placeCall` bring their own). */
  readonly dialplan?: string;
  /** Default `core`. */
  readonly modules?: ModuleSet;
  /** Names of modules to load besides the set, without `.so`. */
  readonly extraModules?: readonly string[];
  /** Configuration files to add or replace, by name. */
  readonly files?: Record<string, string>;
  /** Sound files to add to the stock ones. */
  readonly sounds?: readonly ExtraSounds[];
}

/**
 * A running Asterisk of one's own, on free ports of 127.0.0.1, in a folder that is removed with it.
 *
 * It ends with `stop()`, with this process, or when this process is killed.
 */
export class RealAsterisk {
  /** Everything it printed, line by line; dialplan steps and VERBOSE lines included. */
  readonly console: string[] = [];
  /** AMI connection with all events since the boot. */
  readonly ami: AmiClient;
  readonly installed: InstalledAsterisk;
  readonly amiPort: number;
  readonly #folders: InstanceFolders;
  readonly #child: ChildProcess;
  readonly #contexts = new Map<string, string>();
  readonly #tidyAtExit: () => void;
  #dialplan: string;
  #reloading: Promise<void> | undefined;
  #stopping: Promise<void> | undefined;

  private constructor(boot: Boot, ami: AmiClient, tidyAtExit: () => void, dialplan: string) {
    this.console = boot.console;
    this.ami = ami;
    this.installed = boot.installed;
    this.amiPort = boot.amiPort;
    this.#folders = boot.folders;
    this.#child = boot.child;
    this.#tidyAtExit = tidyAtExit;
    this.#dialplan = dialplan;
  }

  /**
   * Boots an instance and waits until it can take calls (about half a second).
   *
   * @throws Error with the last console lines when it does not boot
   */
  static async start(options: RealAsteriskOptions = {}): Promise<RealAsterisk> {
    const installed = await findAsterisk(options.release ?? 22);
    const folders = await makeInstanceFolder(installed, options.sounds ?? []);
    const outside = join(installed.root, folders.home);
    let child: ChildProcess | undefined;
    const tidyAtExit = () => {
      child?.kill('SIGKILL');
      rmSync(outside, { recursive: true, force: true });
    };
    process.on('exit', tidyAtExit);
    try {
      const amiPort = await freePort();
      const dialplan = options.dialplan ?? '';
      await writeFiles(join(installed.root, folders.etc), {
        ...configurationFiles(installed, folders, amiPort, availableModules(installed, options)),
        'extensions.conf': extensions(dialplan, []),
        ...options.files,
      });
      child = spawnAsterisk(installed, folders);
      const console = collectLines(child);
      await booted(child, console);
      const ami = await AmiClient.login(amiPort);
      return new RealAsterisk({ installed, folders, amiPort, child, console }, ami, tidyAtExit, dialplan);
    } catch (error) {
      tidyAtExit();
      process.off('exit', tidyAtExit);
      throw error;
    }
  }

  /** As `asterisk -V` prints it, such as `22.10.1`. */
  get version(): string {
    return this.installed.version;
  }

  /** Process id of Asterisk itself. */
  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Whether the process still runs: false after `stop()`, and after a crash. */
  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** The lines it printed as WARNING or ERROR. */
  get complaints(): string[] {
    return this.console.filter((text) => /\b(?:WARNING|ERROR)\[/.test(text));
  }

  /**
   * This machine's path of a file that Asterisk knows under `path`.
   *
   * @param path - absolute; or relative to the folder of its sounds, where `RECORD FILE` writes
   */
  pathOf(path: string): string {
    const inside = path.startsWith('/') ? path : `${this.#folders.data}/sounds/${path}`;
    return join(this.installed.root, inside);
  }

  /** A folder of its own for files that calls write, as Asterisk sees it; removed with the instance. */
  get spoolFolder(): string {
    return `${this.#folders.home}/spool`;
  }

  /** What `asterisk -rx` prints for a console command. */
  async cli(command: string): Promise<string> {
    const { stdout } = await run(
      ...this.installed.command(['-C', `${this.#folders.etc}/asterisk.conf`, '-n', '-rx', command]),
      { timeout: 30_000, maxBuffer: 2 ** 24 },
    );
    return stdout;
  }

  /** Replaces the dialplan given at the start; the contexts of placed calls stay. */
  async reloadDialplan(text: string): Promise<void> {
    this.#dialplan = text;
    await this.#reload();
  }

  /** Adds a context to the dialplan. */
  async addContext(name: string, lines: readonly string[]): Promise<void> {
    this.#contexts.set(name, `[${name}]\n${lines.join('\n')}\n`);
    await this.#reload();
  }

  /** Forgets a context made by `addContext`; it leaves the dialplan with the next change. */
  forgetContext(name: string): void {
    this.#contexts.delete(name);
  }

  /** Ends the process, whatever its calls do, and removes its folder. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  /** Lets `await using` stop it at the end of a block. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  /** One reload serves all changes made while an earlier one runs. */
  async #reload(): Promise<void> {
    await this.#reloading?.catch(() => {});
    this.#reloading ??= this.#writeAndReload().finally(() => {
      this.#reloading = undefined;
    });
    await this.#reloading;
  }

  async #writeAndReload(): Promise<void> {
    // Changes of this tick, and of those who waited for the same reload, go in together.
    await Promise.resolve();
    const text = extensions(this.#dialplan, [...this.#contexts.values()]);
    await writeFile(join(this.installed.root, this.#folders.etc, 'extensions.conf'), text);
    await this.cli('dialplan reload');
  }

  async #stop(): Promise<void> {
    this.ami.close();
    if (this.isRunning) {
      const gone = once(this.#child, 'exit');
      await this.cli('core stop now').catch(() => {});
      const timer = setTimeout(() => this.#child.kill('SIGKILL'), STOP_TIMEOUT_MS);
      if (this.isRunning) await gone;
      clearTimeout(timer);
    }
    await rm(join(this.installed.root, this.#folders.home), { recursive: true, force: true });
    process.off('exit', this.#tidyAtExit);
  }
}

interface Boot {
  readonly installed: InstalledAsterisk;
  readonly folders: InstanceFolders;
  readonly amiPort: number;
  readonly child: ChildProcess;
  readonly console: string[];
}

function availableModules(installed: InstalledAsterisk, options: RealAsteriskOptions): string[] {
  const wanted = [...modulesOf(options.modules ?? 'core'), ...(options.extraModules ?? [])];
  return wanted.filter((name) => existsSync(join(installed.root, installed.moduleFolder, `${name}.so`)));
}

function extensions(dialplan: string, contexts: readonly string[]): string {
  return `[general]\n\n${dialplan}\n\n${contexts.join('\n')}`;
}

function spawnAsterisk(installed: InstalledAsterisk, folders: InstanceFolders): ChildProcess {
  const [program, args] = installed.command(['-C', `${folders.etc}/asterisk.conf`, '-f', '-n']);
  // A test worker may be killed without a chance to tidy up: let the kernel end Asterisk with it.
  return spawn('setpriv', ['--pdeathsig', 'KILL', program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
}

function collectLines(child: ChildProcess): string[] {
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (stream !== null) createInterface({ input: stream }).on('line', (text) => lines.push(text));
  }
  return lines;
}

async function booted(child: ChildProcess, lines: readonly string[]): Promise<void> {
  let failed: Error | undefined;
  child.on('error', (error) => (failed = error));
  const deadline = Date.now() + BOOT_TIMEOUT_MS;
  while (!lines.some((text) => text.includes('Asterisk Ready.'))) {
    if (failed === undefined && child.exitCode === null && child.signalCode === null && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      continue;
    }
    const what = failed?.message ?? (Date.now() < deadline ? 'ended at its start' : 'did not boot in time');
    throw new Error(`Asterisk ${what}:\n${lines.slice(-15).join('\n')}`);
  }
}
