import type { AgiChannel, RunningCommand } from '../../core/channel.js';
import type { FileName } from '../../core/checked-file.js';
import type { AgiCommand } from '../../core/commands/define-command.js';
import { waitForDigit } from '../../core/commands/input.js';
import { setMusic, streamFile } from '../../core/commands/media.js';
import { ALL_KEYS, type Key } from '../keys.js';
import type { WaitSettings } from '../wait-settings.js';

/** Whom a kept line tells. */
export interface KeptLineOwner {
  keep(key: Key): void;
  onMissingSound(sound: string): void;
}

/** What the commands give that keep a line, as far as it matters here. */
interface Ended {
  readonly kind: string;
  readonly key?: Key;
  readonly file?: string;
}

/**
 * A line that is kept while the app is busy: one command after the other takes the caller's keys, with or without something
 * to hear, until a command of the app is wanted. Then it gives way, in step with Asterisk.
 */
export class KeptLine {
  readonly #channel: AgiChannel;
  readonly #owner: KeptLineOwner;
  #running: RunningCommand<unknown> | undefined;
  #files: readonly FileName[] = [];
  /** What plays behind the files, and whether it does. */
  #music: { readonly name: string; isOn: boolean } | undefined;
  #isFilled = false;
  #musicOff: Promise<unknown> | undefined;

  constructor(channel: AgiChannel, owner: KeptLineOwner) {
    this.#channel = channel;
    this.#owner = owner;
  }

  /** Whether a command of its own is on the line. */
  get isKept(): boolean {
    return this.#running !== undefined;
  }

  /** Sends the next command that keeps the line: the first, or in the place of one that has ended. */
  keep(): void {
    const [file, ...files] = this.#files;
    this.#files = files;
    if (file !== undefined) return this.#run(streamFile(file, ALL_KEYS), () => (this.#files = []));
    if (this.#music?.isOn === false) {
      this.#music.isOn = true;
      return this.#run(setMusic(true, this.#music.name));
    }
    this.#run(waitForDigit());
  }

  /** Lets the caller hear something from now on. */
  fill({ filler = [], music }: WaitSettings): void {
    this.#files = filler;
    this.#music = music === undefined ? undefined : { name: music, isOn: false };
    this.#isFilled = true;
    // Once it is cut the line falls idle, and is kept on.
    if (this.#running !== undefined) this.#cut(this.#running);
    else this.keep();
  }

  /** Ends what the caller hears; what they waited for is there. */
  endFiller(): void {
    if (this.#isFilled) this.#giveWay();
  }

  /** Frees the line, where it is kept; afterwards every key that was pressed until then is known. */
  release(): Promise<void> | undefined {
    const running = this.#running;
    this.#giveWay();
    return running?.done.then(
      () => undefined,
      () => undefined,
    );
  }

  /** Frees the line and waits until nothing of it is left. */
  async end(): Promise<void> {
    await this.release();
    await this.#musicOff;
  }

  #giveWay(): void {
    const running = this.#running;
    if (running === undefined) return;
    this.#running = undefined;
    this.#files = [];
    this.#isFilled = false;
    // Sent before the command that is wanted.
    if (this.#music?.isOn) this.#musicOff = this.#channel.setMusic(false).catch(() => undefined);
    this.#music = undefined;
    this.#cut(running);
  }

  /** A hang-up is told to whoever uses the channel next. */
  #cut(running: RunningCommand<unknown>): void {
    running.cut().catch(() => undefined);
  }

  #run(command: AgiCommand<Ended | void>, onKey?: () => void): void {
    let hasFailed = false;
    const running: RunningCommand<unknown> = this.#channel.begin(command, {
      // Nobody knows yet what the keys are for: they are shown nowhere.
      masked: 'answer',
      onWanted: () => this.#giveWay(),
      onEnded: (given) => {
        // What SET MUSIC gives, nothing, is read like a command that was cut.
        const ended = given as Ended | undefined;
        if (ended?.kind === 'notPlayed') this.#owner.onMissingSound(ended.file ?? '');
        if (ended?.key === undefined) return;
        this.#owner.keep(ended.key);
        onKey?.();
      },
      onFailed: () => {
        // Perhaps at once, when the call is over.
        hasFailed = true;
        this.#running = undefined;
      },
    });
    if (!hasFailed) this.#running = running;
    // A hang-up is told to whoever uses the channel next.
    running.done.catch(() => undefined);
  }
}
