/**
 * Draws a sample; the same seed draws the same from the same list.
 *
 * @template T
 * @param {readonly T[]} all
 * @param {number} count
 * @param {number} seed
 * @returns {T[]}
 */
export function sample(all, count, seed) {
  const random = randomNumbers(seed);
  const left = [...all];
  const drawn = [];
  while (drawn.length < count && left.length > 0) {
    const place = Math.floor(random() * left.length);
    drawn.push(...left.splice(place, 1));
  }
  return drawn;
}

/** Numbers from 0 to 1 (mulberry32). @param {number} seed */
function randomNumbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
