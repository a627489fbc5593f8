import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { copyOf } from './copy.mjs';

/** @typedef {import('./lane.mjs').Order} Order */
/** @typedef {import('./lane.mjs').Verdict} Verdict */

/** A file of tests that says nothing for so long does not come back. A single test has ten seconds. */
const SILENCE_MS = 60_000;

/** @type {Set<Lane>} */
const lanes = new Set();

/** Ends all processes. */
export function closeLanes() {
  for (const lane of lanes) lane.close();
}

/** A copy of the tree with a process that runs tests in it. */
export class Lane {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #process;

  /** The file of tests that began last. */
  current = '';

  /** @param {string} root */
  constructor(root) {
    this.folder = copyOf(root);
    lanes.add(this);
  }

  /**
   * Changes files of the copy for a run of tests.
   *
   * @param {ReadonlyMap<string, string>} changed - the text of each file, by its name below the root
   * @param {readonly string[]} tests
   * @param {string} [notes] - a folder for notes of what ran; the process ends with the run
   * @returns {Promise<Verdict | undefined>} `undefined` when the tests do not come to an end
   */
  async run(changed, tests, notes) {
    if (notes !== undefined) this.close();
    const restore = this.#change(changed);
    try {
      const paths = [...changed.keys()].map((file) => join(this.folder, file));
      const order = { tests: tests.map((file) => join(this.folder, file)), changed: paths };
      // Once more when what runs the tests has died of something: it runs no mutant itself.
      return await this.#ask(order, notes).catch(() => this.#ask(order, notes));
    } finally {
      restore();
      if (notes !== undefined) this.close();
    }
  }

  /** Whether the compiler takes changed files. @param {ReadonlyMap<string, string>} changed @returns {Promise<boolean>} */
  async compiles(changed) {
    const restore = this.#change(changed);
    const tsc = join(this.folder, 'node_modules/.bin/tsc');
    const child = spawn(tsc, ['-p', 'tsconfig.build.json', '--noEmit'], { cwd: this.folder, stdio: 'ignore' });
    const [status] = await once(child, 'exit');
    restore();
    return status === 0;
  }

  /** @param {ReadonlyMap<string, string>} changed @returns {() => void} gives the copy its text back */
  #change(changed) {
    const before = [...changed.keys()].map((file) => [file, readFileSync(join(this.folder, file), 'utf8')]);
    for (const [file, code] of changed) writeFileSync(join(this.folder, file), code);
    return () => {
      // The copies are gone when the run was interrupted.
      if (!existsSync(this.folder)) return;
      for (const [file = '', code = ''] of before) writeFileSync(join(this.folder, file), code);
    };
  }

  /** @param {Order} order @param {string} [notes] @returns {Promise<Verdict | undefined>} */
  async #ask(order, notes) {
    const child = (this.#process ??= await this.#start(notes));
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        this.close();
        done(undefined);
      };
      let timer = setTimeout(giveUp, SILENCE_MS);
      const onMessage = (/** @type {Verdict | string} */ message) => {
        if (typeof message !== 'string') return done(message);
        this.current = relative(this.folder, message);
        clearTimeout(timer);
        timer = setTimeout(giveUp, SILENCE_MS);
      };
      const onExit = () => {
        this.#process = undefined;
        clearTimeout(timer);
        reject(new Error('The process that runs the tests has ended.'));
      };
      const done = (/** @type {Verdict | undefined} */ verdict) => {
        clearTimeout(timer);
        child.off('message', onMessage).off('exit', onExit);
        resolve(verdict);
      };
      child.on('message', onMessage).on('exit', onExit);
      child.send(order, (error) => (error === null ? undefined : reject(error)));
    });
  }

  /** @param {string} [notes] @returns {Promise<import('node:child_process').ChildProcess>} */
  #start(notes) {
    const child = fork(join(this.folder, 'scripts/mutation/lane.mjs'), notes === undefined ? [] : [notes], {
      cwd: this.folder,
      detached: true,
      stdio: ['ignore', 'ignore', process.env['OFFHOOK_MUTATION_DEBUG'] === undefined ? 'ignore' : 'inherit', 'ipc'],
      // No snapshot is written.
      env: { ...process.env, CI: 'true' },
    });
    return new Promise((resolve, reject) => {
      child.once('exit', () => reject(new Error('The process that runs the tests did not start.')));
      child.once('message', () => {
        child.removeAllListeners('exit');
        resolve(child);
      });
    });
  }

  close() {
    const pid = this.#process?.pid;
    this.#process = undefined;
    if (pid === undefined) return;
    try {
      // The process and the one of its own.
      process.kill(-pid, 'SIGKILL');
    } catch {
      // It is over.
    }
  }
}
