import { printable } from '../errors/printable.js';
import { soundFolder } from '../testing/sounds/sound-folder.js';
import { CORE_SOUNDS, joinSounds } from '../testing/sounds/sounds.js';
import type { CallSetup, VirtualAsteriskOptions } from '../testing/virtual-asterisk.js';
import { CliError, ExitCode, sentenceOfError } from './exit-code.js';

/** The options of `offhook call`, as commander gives them. */
export interface CallOptions {
  readonly callerId?: string;
  readonly callerName?: string;
  readonly withheld?: boolean;
  readonly dnid?: string;
  readonly arg?: readonly string[];
  readonly variable?: Readonly<Record<string, string>>;
  readonly language?: string;
  readonly sounds?: string;
  readonly script?: string;
  readonly server?: string;
  /** Seconds. */
  readonly limit: number;
  readonly record?: string;
  readonly fast?: boolean;
  readonly wire?: boolean;
}

/** How long a sound lasts whose file is not at hand. */
const UNKNOWN_SOUND_MS = 2_000;

/** Who calls. */
export function readSetup({
  callerId,
  callerName,
  withheld,
  dnid,
  language,
  arg = [],
  variable = {},
}: CallOptions): CallSetup {
  return {
    args: arg,
    variables: variable,
    ...(callerId === undefined ? {} : { callerId }),
    ...(callerName === undefined ? {} : { callerName }),
    ...(withheld === undefined ? {} : { withheld }),
    ...(dnid === undefined ? {} : { dnid }),
    ...(language === undefined ? {} : { language }),
  };
}

/** @throws CliError when the folder cannot be read */
export function readSounds({ sounds }: CallOptions): VirtualAsteriskOptions {
  if (sounds === undefined) return { unknownSounds: { durationMs: UNKNOWN_SOUND_MS } };
  try {
    return { sounds: joinSounds(soundFolder(sounds), CORE_SOUNDS) };
  } catch (error) {
    const problem = `the folder "${printable(sounds)}" cannot be read (${sentenceOfError(error)})`;
    throw new CliError(`--sounds: ${problem}.`, ExitCode.Usage);
  }
}
