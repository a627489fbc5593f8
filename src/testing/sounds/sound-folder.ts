import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

import { type SoundDurations, soundsByName } from './sounds.js';

/** Bytes a second, by extension, of the formats that are nothing but samples. */
const BYTES_PER_SECOND: Readonly<Record<string, number>> = {
  '.gsm': 33 * 50,
  '.ulaw': 8_000,
  '.ul': 8_000,
  '.alaw': 8_000,
  '.al': 8_000,
  '.pcm': 8_000,
  '.g722': 8_000,
  '.sln': 16_000,
  '.sln16': 32_000,
};

/**
 * The sounds of a folder, with those below it: `<folder>/sales/welcome.gsm` is `sales/welcome`. Lengths come from the size
 * of the files (gsm, ulaw, alaw, sln) or their header (wav).
 *
 * @param folder - read once, now
 * @throws when the folder cannot be read
 * @example
 * await using line = await createTestPhone(app, { sounds: joinSounds(soundFolder('sounds'), CORE_SOUNDS) });
 */
export function soundFolder(folder: string): SoundDurations {
  const lengths = new Map<string, number>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) continue;
    const path = join(entry.parentPath, entry.name);
    const durationMs = soundFileDurationMs(path);
    if (durationMs === undefined) continue;
    const name = relative(folder, path).slice(0, -extname(path).length).split(sep).join('/');
    lengths.set(name, durationMs);
  }
  return soundsByName((name) => lengths.get(name));
}

/** @internal How long a sound file lasts, milliseconds; nothing for a file that is no sound known here. */
export function soundFileDurationMs(path: string): number | undefined {
  const extension = extname(path);
  if (extension.toLowerCase() === '.wav') return wavDurationMs(path);
  const bytesPerSecond = BYTES_PER_SECOND[extension];
  return bytesPerSecond === undefined ? undefined : Math.round((statSync(path).size * 1000) / bytesPerSecond);
}

const HEADER_BYTES = 4096;

/** Goes through the chunks of a RIFF header: `fmt ` says how many bytes a second, `data` how many there are. */
function wavDurationMs(path: string): number | undefined {
  const header = firstBytes(path, HEADER_BYTES);
  let bytesPerSecond = 0;
  for (let at = 12; at + 8 <= header.length;) {
    const id = header.toString('latin1', at, at + 4);
    const length = header.readUInt32LE(at + 4);
    if (id === 'fmt ' && at + 20 <= header.length) bytesPerSecond = header.readUInt32LE(at + 16);
    if (id === 'data') {
      if (bytesPerSecond === 0) return undefined;
      // A file still being written says 0 or the greatest number.
      const present = statSync(path).size - at - 8;
      return Math.round((Math.min(length === 0 ? present : length, present) * 1000) / bytesPerSecond);
    }
    at += 8 + length + (length % 2);
  }
  return undefined;
}

function firstBytes(path: string, length: number): Buffer {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(length);
    return bytes.subarray(0, readSync(file, bytes, 0, length, 0));
  } finally {
    closeSync(file);
  }
}
