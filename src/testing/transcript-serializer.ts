import { Caller } from './caller.js';

/**
 * Writes a caller in a snapshot as the transcript of their call: `expect.addSnapshotSerializer(transcriptSerializer)`.
 *
 * @example
 * expect.addSnapshotSerializer(transcriptSerializer);
 */
export const transcriptSerializer = {
  test: (value: unknown): boolean => value instanceof Caller,
  // What `test` let through.
  serialize: (value: unknown): string => (value as Caller).transcript,
} as const;
