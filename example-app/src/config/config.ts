import { read, token } from 'offhook';
import { isAbsolute } from 'node:path';

/** What the app is told from outside; {@link readConfig} reads it. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** Of a PostgreSQL server; without it the database is embedded. */
  readonly databaseUrl: string | undefined;
  /** Extensions or patterns of the dialplan that a caller may have rung: `201`, `_2XX`. */
  readonly extensions: readonly string[];
  /** The context of the dialplan that knows them. */
  readonly extensionsContext: string;
  /** Where Asterisk writes recordings. */
  readonly recordingsFolder: string;
  /** The same folder as this program sees it. */
  readonly recordingsSeenAt: string;
  readonly recordingsKeptDays: number;
}

export const CONFIG = token<Config>('Config');

/** The environment of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the configuration.
 *
 * @throws Error with every mistake in it
 */
export function readConfig(env: Environment): Config {
  const mistakes: string[] = [];
  const problem = (name: string, needed: string) => void mistakes.push(`${name}=${env[name]}: ${needed}`);
  const text = (name: string, pattern: RegExp, needed: string, otherwise: string): string => {
    const value = env[name] ?? otherwise;
    if (!pattern.test(value)) problem(name, needed);
    return value;
  };
  const whole = (name: string, from: number, to: number, otherwise: number): number => {
    const value = Number(env[name] ?? otherwise);
    if (!Number.isInteger(value) || value < from || value > to) problem(name, `a whole number from ${from} to ${to}`);
    return value;
  };
  const recordingsFolder = env['RECORDINGS_FOLDER'] ?? '/var/spool/asterisk/company';
  if (!isAbsolute(recordingsFolder)) problem('RECORDINGS_FOLDER', 'a path that begins with /');
  const extensions = (env['EXTENSIONS'] ?? '_2XX').split(',');
  if (!arePatterns(extensions)) problem('EXTENSIONS', 'extensions or patterns, with commas between: 201,_3XX');
  const databaseUrl = env['DATABASE_URL'];
  // Not quoted: it holds a password.
  if (databaseUrl !== undefined && !/^postgres(?:ql)?:\/\//.test(databaseUrl))
    mistakes.push('DATABASE_URL: postgres://user:password@host:5432/database is needed');
  const config: Config = {
    host: env['HOST'] ?? '127.0.0.1',
    port: whole('PORT', 0, 65_535, 4573),
    databaseUrl,
    extensions,
    extensionsContext: text('EXTENSIONS_CONTEXT', /^\w[\w.-]*$/, 'the name of a context', 'office'),
    recordingsFolder,
    recordingsSeenAt: env['RECORDINGS_SEEN_AT'] ?? recordingsFolder,
    recordingsKeptDays: whole('RECORDINGS_KEPT_DAYS', 1, 3_650, 30),
  };
  if (mistakes.length > 0)
    throw new Error(`The environment does not fit:\n${mistakes.map((m) => `  - ${m}`).join('\n')}`);
  return config;
}

/** As a question about them would see it. */
function arePatterns(texts: readonly string[]): boolean {
  try {
    read.extension({ pattern: texts });
    return true;
  } catch {
    return false;
  }
}
