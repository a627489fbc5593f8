import { decodeBytes, encodeText } from '../../testing/text.js';

/** What the app is to do next: the words of an AGI command and its arguments, or one of the app's own (`ENVIRONMENT`, `BOTH`, `CALLS`). */
export type ConformanceStep = readonly string[];

/** The variable in which the app reads what to do. Not set: the app ends. */
export const STEP_VARIABLE = 'CONFORMANCE_STEP';
/** The variable in which the app says what came of it. */
export const RESULT_VARIABLE = 'CONFORMANCE_RESULT';

const PLAIN = /^[A-Za-z0-9._-]$/;

/** A step as one plain word, `GET%20DATA|hello|2000|4`, that a library cannot get wrong. */
export const writeStep = (step: ConformanceStep): string => step.map(percentEncoded).join('|');

/** @returns the parts of a word that {@link writeStep} or an app wrote; bytes that are no UTF-8 stay what they are */
export const readParts = (word: string): string[] => word.split('|').map(percentDecoded);

function percentEncoded(text: string): string {
  return Array.from(encodeText(text), (byte) => {
    const character = String.fromCharCode(byte);
    return PLAIN.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }).join('');
}

function percentDecoded(text: string): string {
  const bytes: Buffer[] = [];
  for (const [piece] of text.matchAll(/%[0-9a-f]{2}|[^%]+|%/gi))
    bytes.push(/^%./.test(piece) ? Buffer.of(Number.parseInt(piece.slice(1), 16)) : encodeText(piece));
  return decodeBytes(Buffer.concat(bytes));
}
