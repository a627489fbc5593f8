import { readdirSync, readFileSync } from 'node:fs';

const FOLDER = new URL('../../fixtures/transcripts/', import.meta.url);

/** One step of a recorded call. */
export interface Exchange {
  /** One command, or null. */
  readonly send: string | null;
  /** Bytes that were sent as they stand. */
  readonly sendRaw?: string;
  /** The lines that came. */
  readonly receive: readonly string[];
  readonly end?: string;
  readonly note?: string;
}

/** A recorded call. */
export interface Transcript {
  readonly name: string;
  readonly notes: string;
  readonly exchange: readonly Exchange[];
}

/** Every golden transcript; those that crash Asterisk are not among the fixtures. */
export const transcripts: readonly Transcript[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .toSorted()
  .map((file) => JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Transcript);

/** The bytes of recorded text. */
export const bytesOf = (text: string): Buffer =>
  text.startsWith('latin1:') ? Buffer.from(text.slice('latin1:'.length), 'latin1') : Buffer.from(text);

/** The bytes that came, line feeds included. */
export const receivedBytes = ({ receive }: Exchange): Buffer =>
  Buffer.concat(receive.flatMap((line) => [bytesOf(line), Buffer.of(10)]));

/** Cuts bytes at the given places. */
export function pieces(bytes: Buffer, cuts: Iterable<number>): Buffer[] {
  const places = [...new Set(cuts)].filter((place) => place > 0 && place < bytes.length).toSorted((a, b) => a - b);
  return [0, ...places].map((from, i) => bytes.subarray(from, places[i] ?? bytes.length));
}
