import { appendFileSync } from 'node:fs';
import { printable } from '../errors/printable.js';
import { journalOfCall } from '../testing/journal/journal-of-call.js';
import type { VirtualCall } from '../testing/virtual-call.js';
import { type CallOptions, readSetup } from './call-options.js';
import { CliError, ExitCode, sentenceOfError } from './exit-code.js';

/** What callers press and hear is nobody else's business. Holds for a file that is made; one that is there keeps its mode. */
const OWNER_ONLY = 0o600;

/** @throws CliError when nothing can be written to the file of `--record` */
export function checkRecord({ record }: CallOptions): void {
  if (record !== undefined) append(record, '');
}

/** Adds the journal of a call to the file of `--record`, when the call is over. */
export function recordWhenOver(call: VirtualCall, options: CallOptions): void {
  const { record } = options;
  if (record === undefined) return;
  call.onEvent((event) => {
    if (event.kind === 'ended') append(record, `${JSON.stringify(journalOfCall(call.events, readSetup(options)))}\n`);
  });
}

function append(file: string, text: string): void {
  try {
    appendFileSync(file, text, { mode: OWNER_ONLY });
  } catch (error) {
    throw new CliError(`--record: "${printable(file)}" cannot be written (${sentenceOfError(error)}).`, ExitCode.Usage);
  }
}
