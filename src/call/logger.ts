/**
 * What this package asks of a logger; pino's is one. An object comes first, the sentence second. Its methods are called on it,
 * not taken off it. Injected by its type: into what belongs to a call it is the one of the call, which puts the call's identity
 * on each line; into services of the app, the app's.
 *
 * @example
 * @Injectable()
 * class Orders {
 *   constructor(private readonly log: Logger) {}
 *   async find(id: string) { this.log.debug({ id }, 'an order is looked up'); }
 * }
 */
export abstract class Logger {
  abstract trace(fields: object, message?: string): void;
  abstract debug(fields: object, message?: string): void;
  abstract info(fields: object, message?: string): void;
  abstract info(message: string): void;
  abstract warn(fields: object, message?: string): void;
  abstract warn(message: string): void;
  abstract error(fields: object, message?: string): void;
  abstract error(message: string): void;
  /** Whether lines of that level are written; asked at `trace`, before each line of the wire is made up. Default yes. */
  isLevelEnabled?(level: 'trace'): boolean;
  /** A logger that adds these fields to each line. */
  abstract child(fields: Record<string, unknown>): Logger;
}
