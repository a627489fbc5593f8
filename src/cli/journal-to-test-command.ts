import { readFileSync } from 'node:fs';
import { printable } from '../errors/printable.js';
import type { Journal } from '../session/record-calls.js';
import { journalToTest, type TestTarget } from '../testing/journal/journal-to-test.js';
import { CliError, ExitCode, sentenceOfError } from './exit-code.js';

/** The options of `offhook journal-to-test`, as commander gives them. */
export interface JournalToTestOptions {
  readonly app?: string;
  readonly phone?: string;
  readonly server?: string;
}

/**
 * Reads journals and writes them as tests.
 *
 * @returns the text of a vitest file
 * @throws CliError for a file that holds none
 */
export function journalToTestCommand(file: string, options: JournalToTestOptions): string {
  const target = readTarget(options);
  try {
    return journalToTest(readJournals(file), target);
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw new CliError(`"${printable(file)}": ${sentenceOfError(error)}`);
  }
}

function readTarget({ app, phone, server }: JournalToTestOptions): TestTarget {
  if ([app, phone, server].filter((each) => each !== undefined).length !== 1) {
    throw new CliError('Give one of --app, --phone and --server: what the test is to call.', ExitCode.Usage);
  }
  if (server !== undefined) return { kind: 'server', url: server };
  return app !== undefined
    ? { kind: 'app', ...exportOf('--app', app) }
    : { kind: 'phone', ...exportOf('--phone', phone) };
}

function exportOf(option: string, text = ''): { readonly module: string; readonly name: string } {
  const [, module = '', name = ''] = /^(.+)#([A-Za-z_$][\w$]*)$/.exec(text) ?? [];
  if (module === '') {
    throw new CliError(`${option}: write the module and what it exports, ./app.js#app.`, ExitCode.Usage);
  }
  return { module, name };
}

function readJournals(file: string): readonly Journal[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  const journals = lines.filter((line) => line.trim() !== '').map(readJournal);
  if (journals.length === 0) throw new Error('it is empty.');
  return journals;
}

function readJournal(line: string): Journal {
  const parsed: unknown = JSON.parse(line);
  const { version, entries } = (parsed ?? {}) as Partial<Journal>;
  if (version !== 1 || !Array.isArray(entries)) throw new Error('a line of it is no journal.');
  // Its entries are looked at where a call is made of them.
  return parsed as Journal;
}
