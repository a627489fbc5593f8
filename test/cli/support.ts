import { fileURLToPath } from 'node:url';

import { runCli } from '../../src/cli/program.js';
import type { CliEnvironment, Keyboard, Screen } from '../../src/cli/cli-environment.js';

export const fixture = (name: string) => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));

/** A terminal, or what stands in for one when there is none. */
export class FakeCliEnvironment implements CliEnvironment {
  out = '';
  err = '';
  interrupt: () => void = () => {};
  env: NodeJS.ProcessEnv = process.env;
  cwd = process.cwd();
  /** What was asked, and what is answered. */
  readonly asked: string[] = [];
  says = false;
  readonly keyboard = new FakeKeyboard();
  readonly stdin: Keyboard = this.keyboard;
  readonly stdout: Screen = { write: (text) => (this.out += text) };
  readonly stderr = { write: (text: string) => (this.err += text) };

  async confirm(question: string): Promise<boolean> {
    this.asked.push(question);
    return this.says;
  }

  onInterrupt(run: () => void): () => void {
    this.interrupt = run;
    return () => (this.interrupt = () => {});
  }

  /** Runs a command line. @returns its exit code */
  run(...args: string[]): Promise<number> {
    return runCli(args, this);
  }
}

/** Keys typed by a test. */
export class FakeKeyboard implements Keyboard {
  readonly isTTY = false;
  isRaw = false;
  isPaused = true;
  #listener: ((chunk: Uint8Array) => void) | undefined;

  setRawMode(isRaw: boolean): void {
    this.isRaw = isRaw;
  }
  on(_: 'data', listener: (chunk: Uint8Array) => void): void {
    this.#listener = listener;
  }
  off(): void {
    this.#listener = undefined;
  }
  resume(): void {
    this.isPaused = false;
  }
  pause(): void {
    this.isPaused = true;
  }
  type(text: string): void {
    this.#listener?.(Buffer.from(text));
  }
}
