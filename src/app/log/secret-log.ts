import type { Logger } from '../../call/logger.js';

/** Shorter ones are part of everything; they would mask the log rather than the secret. */
const SHORTEST = 3;
const DEEPEST = 6;

/**
 * What one caller typed where it is masked: PINs, card numbers. The log of the call never says it, whoever quotes it: a handler
 * in an error, an error in its cause.
 */
export class Secrets {
  readonly #known = new Set<string>();

  add(secret: string): void {
    if (secret.length >= SHORTEST) this.#known.add(secret);
  }

  get isEmpty(): boolean {
    return this.#known.size === 0;
  }

  /** The same without the secrets; what holds none is left as it is. */
  masked<T>(value: T, depth = 0): T {
    // Each branch gives what it was given: a text for a text, a list for a list, an object of the same kind.
    if (typeof value === 'string') return this.#maskedText(value) as T;
    if (typeof value !== 'object' || value === null || depth > DEEPEST) return value;
    if (Array.isArray(value)) return value.map((item: unknown) => this.masked(item, depth + 1)) as T;
    const names = [
      ...new Set([...Object.keys(value), ...(value instanceof Error ? ['message', 'stack', 'cause'] : [])]),
    ];
    const copy = Object.create(Object.getPrototypeOf(value) as object | null) as Record<string, unknown>;
    for (const name of names) {
      if (!(name in value)) continue;
      const masked = this.masked((value as Record<string, unknown>)[name], depth + 1);
      // An error's message and stack are not listed with its fields.
      const enumerable = Object.prototype.propertyIsEnumerable.call(value, name);
      Object.defineProperty(copy, name, { value: masked, enumerable, writable: true, configurable: true });
    }
    return copy as T;
  }

  #maskedText(text: string): string {
    let masked = text;
    for (const secret of this.#known) masked = masked.replaceAll(secret, '[masked]');
    return masked;
  }
}

type Level = 'trace' | 'debug' | 'info' | 'warn' | 'error';

/** A logger that never says a secret. */
export function withoutSecrets(log: Logger, secrets: Secrets): Logger {
  const at =
    (level: Level) =>
    (fields: object | string, message?: string): void => {
      const [first, second] = secrets.isEmpty ? [fields, message] : secrets.masked([fields, message]);
      // The two forms of a logger's methods.
      if (typeof first === 'string') log[level as 'info'](first);
      else log[level](first, second);
    };
  return {
    trace: at('trace'),
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    isLevelEnabled: (level) => log.isLevelEnabled?.(level) ?? true,
    child: (fields) => withoutSecrets(log.child(secrets.isEmpty ? fields : secrets.masked(fields)), secrets),
  };
}
