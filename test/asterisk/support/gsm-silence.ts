/** A sound file of silence, whole frames of 20 ms: GSM has 33 bytes for each, the first half byte of which is 0xD. */
export function gsmSilence(durationMs: number): Buffer {
  const frame = Buffer.alloc(33);
  frame[0] = 0xd0;
  return Buffer.concat(Array.from({ length: durationMs / 20 }, () => frame));
}
