/** What stands for a secret in everything that people read: errors, journal, trace, log, transcript, test failure. */
export const MASKED = '[masked]';
