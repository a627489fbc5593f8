import { pino } from 'pino';
import type { Logger } from '../call/logger.js';

/** JSON lines on standard output, at level `info`. JSON escapes control characters, so no caller's name can forge a line. */
export function createLogger(): Logger {
  return pino({ name: 'offhook' });
}
