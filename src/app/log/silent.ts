import type { Logger } from '../../call/logger.js';

/** Says nothing. */
export const SILENT: Logger = {
  isLevelEnabled: () => false,
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => SILENT,
};
