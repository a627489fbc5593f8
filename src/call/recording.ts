import type { RecordingFormat } from '../core/commands/media.js';
import type { Key } from '../dialog/keys.js';
import type { Prompt } from '../dialog/prompt.js';

/** The keys by which a caller judges what was recorded. */
export interface ReviewOptions {
  /** Says what the keys do: `keep-1-hear-2-again-3`. */
  readonly prompt: Prompt;
  /** Keeps it. Silence and wrong keys, as often as the app's `attempts` say, keep it too. */
  readonly accept: Key;
  /** Plays it, then asks again. */
  readonly playBack: Key;
  /** Records it again, over what was recorded before. A caller who hangs up before the new one begins leaves the old one. */
  readonly again: Key;
  /** Removes it; default: no key does. */
  readonly cancel?: Key;
}

/** What `call.record` takes. */
export interface RecordOptions {
  /**
   * What the file is called, without extension: letters, digits and `. _ - + @`; with `/` in a folder below. It never leads out
   * of `folder`, whoever chose it. A file of this name is overwritten.
   */
  readonly name: string;
  /** Where it lands, on the machine of Asterisk: an absolute path that exists; default `/var/spool/asterisk/monitor`. */
  readonly folder?: string;
  /** Heard before the beep; a key ends it. */
  readonly prompt?: Prompt;
  /** File format and extension; default `wav`. */
  readonly format?: RecordingFormat;
  /** Whether a beep asks to speak; default true. A key in it skips the rest of it. */
  readonly beep?: boolean;
  /** Longest recording, milliseconds from 1; default 180,000. */
  readonly maxDurationMs?: number;
  /** Silence that ends it, milliseconds from 1; Asterisk counts whole seconds, so it is rounded up; default: none does. */
  readonly silenceMs?: number;
  /** Keys that end it; default `#`, `''` for none. The last 200 ms before the key are cut off. */
  readonly stopKeys?: string;
  /** What becomes of it when the caller hangs up meanwhile or in the review; default `keep`: `EndedCall.recording` tells of it. */
  readonly onHangup?: 'keep' | 'remove';
  /**
   * Runs as soon as a file is complete, before the caller judges it, and again for each that is recorded anew; also when the
   * caller hung up in it. The place to set the rights of the file, or to note its name. It is waited for, in silence; what it
   * throws, `call.record` throws.
   */
  readonly onRecorded?: (recording: Recording) => void | Promise<void>;
  /** Lets the caller hear it and decide; default: it counts as it is. */
  readonly review?: ReviewOptions;
}

/** A recording on the machine of Asterisk. */
export interface Recording {
  /** Its absolute path without the extension, which `call.play(absoluteFile(file))` plays. */
  readonly file: string;
  /** How long it is; 0 when the caller's side sent no audio. */
  readonly durationMs: number;
}

/** What came of `call.record`. A caller who hung up is a HangUpError; `EndedCall.recording` tells what they left. */
export type RecordResult =
  | ({
      readonly kind: 'recorded';
      /** What ended it. */
      readonly endedBy: 'key' | 'silence' | 'limit';
    } & Recording)
  /** The caller cancelled in the review; the file is removed. */
  | { readonly kind: 'cancelled' }
  /** Asterisk could not create the file: the folder does not exist, is not writable, or the format is not known. */
  | { readonly kind: 'failed'; readonly reason: 'cannotWrite' };
