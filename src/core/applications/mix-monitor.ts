import { type FileName, writtenFile } from '../checked-file.js';
import { type AgiCommand, defineCommand } from '../commands/define-command.js';
import { exec } from '../commands/dialplan.js';
import type { RecordingFormat } from '../commands/media.js';
import { refusedArgument } from '../line.js';
import { optionString } from './option-string.js';
import { runApplication } from './run-application.js';

/** How MixMonitor records. */
export interface MixMonitorOptions {
  /** File format and extension; default 'wav' (plays everywhere). */
  readonly format?: RecordingFormat;
  /** Appends to a file that exists; default false (as Asterisk). */
  readonly append?: boolean;
  /** Only while the caller is connected with somebody; default false (as Asterisk). */
  readonly onlyBridged?: boolean;
  /** A second file with only what the caller says, without extension. */
  readonly heardFile?: FileName;
  /** A second file with only what the caller hears, without extension. */
  readonly spokenFile?: FileName;
}

/** A recording that runs beside everything else. */
export interface RunningMixMonitor {
  /** For `stopMixMonitor`. */
  readonly id: string;
  /** The file that is written, with its folder and extension. */
  readonly file: string;
}

const ID = 'OFFHOOK_MIXMONITOR_ID';

/**
 * Records both sides of the call beside everything that follows: sounds, menus, a talk by `dial` or `queue`.
 *
 * @param file - name below the folder `monitor` of the spool, or what absoluteFile gives, without extension; folders are made
 * @param options - format, and files of one side
 * @returns the recording, to stop it
 * @throws ArgumentError for a text that is a path, and when the name holds what only a shell would want; CommandError when it did not start; HangUpError when
 * the caller is gone
 * @remarks MixMonitor can run a shell command when it ends; this helper never gives it one, and its other arguments cannot
 * become one. It ends with the call. The file is whole only after `stopMixMonitor`.
 * @see Asterisk: MixMonitor
 * @example
 * const recording = await channel.mixMonitor('calls/2026-07-01-0012');
 * await channel.dial('PJSIP/ann', { ringTimeoutMs: 20_000 });
 * await channel.stopMixMonitor(recording);
 */
export function mixMonitor(file: FileName, options: MixMonitorOptions = {}): AgiCommand<RunningMixMonitor> {
  const { format = 'wav', append = false, onlyBridged = false, heardFile, spokenFile } = options;
  if (!/^\w+$/.test(format))
    throw refusedArgument('MixMonitor', 'format', format, 'a format is a word such as wav or gsm');
  const withFormat = (argument: string, name: FileName) => `${plainPath(argument, name)}.${format}`;
  const letters = optionString({
    a: append,
    b: onlyBridged,
    i: ID,
    r: heardFile === undefined ? undefined : withFormat('heardFile', heardFile),
    t: spokenFile === undefined ? undefined : withFormat('spokenFile', spokenFile),
  });
  return runApplication('MixMonitor', [withFormat('file', file), letters], {
    variables: [ID, 'MIXMONITOR_FILENAME'],
    read: ({ [ID]: id, MIXMONITOR_FILENAME: written }) => (id === '' ? undefined : { id, file: written }),
  });
}

/**
 * Stops recordings that `mixMonitor` started and closes their files.
 *
 * @param recording - which one; default: all of this call
 * @throws HangUpError when the caller is gone: the recording has ended then
 * @see Asterisk: StopMixMonitor
 * @example
 * await channel.stopMixMonitor();
 */
export function stopMixMonitor(recording?: Pick<RunningMixMonitor, 'id'>): AgiCommand<void> {
  const command = exec('StopMixMonitor', ...(recording === undefined ? [] : [recording.id]));
  return defineCommand('EXEC', {
    encode: () => command.args,
    decode: async (answer): Promise<void> => void (await command.row.decode(answer)),
  })();
}

function plainPath(argument: string, file: FileName): string {
  const path = writtenFile('MixMonitor', argument, file);
  if (!/^[\w./ +@:=-]+$/.test(path)) {
    throw refusedArgument(
      'MixMonitor',
      argument,
      path,
      'a path of letters, digits, blanks and . / _ - + @ : = is needed',
    );
  }
  return path;
}
