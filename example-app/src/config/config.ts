import { read, token } from 'offhook';
import { z } from 'zod';

/** As a question about them would see it. */
function arePatterns(texts: readonly string[]): boolean {
  try {
    read.extension({ pattern: texts });
    return true;
  } catch {
    return false;
  }
}

/** A line that says nothing, `PORT=`, is no answer: not port 0, nor every address. */
const withoutEmpty = (env: unknown) =>
  typeof env === 'object' && env !== null
    ? Object.fromEntries(Object.entries(env).filter(([, text]) => text !== ''))
    : env;

function wholeNumber(min: number, max: number) {
  const error = `a whole number from ${min} to ${max} is needed`;
  return z.coerce.number({ error }).int({ error }).min(min, { error }).max(max, { error });
}

const folder = z.string().startsWith('/', 'a path that begins with / is needed');

/** What the environment may say. */
const variables = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535).default(4573),
  DATABASE_URL: z
    .url({ protocol: /^postgres(?:ql)?$/, error: 'postgres://user:password@host:5432/name is needed' })
    .optional(),
  EXTENSIONS: z
    .string()
    .default('_2XX')
    .transform((list) => list.split(','))
    .refine(arePatterns, 'extensions or patterns are needed, with commas between: 201,_3XX'),
  EXTENSIONS_CONTEXT: z
    .string()
    .regex(/^\w[\w.-]*$/, 'the name of a context is needed')
    .default('office'),
  RECORDINGS_FOLDER: folder.default('/var/spool/asterisk/company'),
  RECORDINGS_SEEN_AT: folder.optional(),
  RECORDINGS_KEPT_DAYS: wholeNumber(1, 3_650).default(30),
});

/** What the app makes of it. */
export const environment = z.preprocess(withoutEmpty, variables).transform((env) => ({
  host: env.HOST,
  port: env.PORT,
  /** Of a PostgreSQL server; without it the database is embedded. */
  databaseUrl: env.DATABASE_URL,
  /** Extensions or patterns of the dialplan that a caller may have rung: `201`, `_2XX`. */
  extensions: env.EXTENSIONS,
  /** The context of the dialplan that knows them. */
  extensionsContext: env.EXTENSIONS_CONTEXT,
  /** Where Asterisk writes recordings. */
  recordingsFolder: env.RECORDINGS_FOLDER,
  /** The same folder as this program sees it. */
  recordingsSeenAt: env.RECORDINGS_SEEN_AT ?? env.RECORDINGS_FOLDER,
  recordingsKeptDays: env.RECORDINGS_KEPT_DAYS,
}));

/** What the app is told from outside. */
export type Config = z.output<typeof environment>;

export const CONFIG = token<Config>('Config');
