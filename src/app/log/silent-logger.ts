import type { Logger } from '../../call/logger.js';

/** Says nothing. */
export const SILENT_LOGGER: Logger = {
  isLevelEnabled: () => false,
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => SILENT_LOGGER,
};
