/** Asterisk's gsm, ulaw, alaw and wav have 8 samples a millisecond … */
const SAMPLES_PER_MS = 8;
/** … and play a frame at a time. */
const FRAME_MS = 20;

/** @internal */
export const samplesOfMs = (ms: number): number => Math.round(ms * SAMPLES_PER_MS);
/** @internal Samples of the frames that had been played by then. */
export const wholeFrames = (ms: number): number => msOfWholeFrames(ms) * SAMPLES_PER_MS;
/** @internal Milliseconds of those frames. */
export const msOfWholeFrames = (ms: number): number => Math.floor(ms / FRAME_MS) * FRAME_MS;
/** @internal */
export const msOfSamples = (samples: number): number => samples / SAMPLES_PER_MS;
