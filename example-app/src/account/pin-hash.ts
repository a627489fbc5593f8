import { randomBytes, scrypt as scryptWithCallback, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const scrypt = promisify<string, Buffer, number, Buffer>(scryptWithCallback);
const BYTES = 32;

/**
 * What is stored instead of a PIN: `scrypt:<salt>:<hash>`, with Node's costs (N 16384, r 8, p 1).
 *
 * Four digits are guessed in minutes by whoever has the table, whatever the hash; it is for the rest of the day after a leak.
 */
export async function hashPin(pin: string): Promise<string> {
  const salt = randomBytes(16);
  return `scrypt:${salt.toString('base64url')}:${(await scrypt(pin, salt, BYTES)).toString('base64url')}`;
}

/**
 * Whether it is the PIN that was stored. Takes the same time whether it is or not, and whether there is one or not.
 *
 * @param stored - what `hashPin` gave; nothing for a customer who does not exist
 */
export async function isPin(pin: string, stored: string | undefined): Promise<boolean> {
  const [, salt = '', hash = ''] = stored?.split(':') ?? [];
  const expected = Buffer.from(hash, 'base64url');
  const actual = await scrypt(pin, Buffer.from(salt, 'base64url'), BYTES);
  return expected.length === BYTES && timingSafeEqual(actual, expected);
}
