/** The sounds of section 9 of the dialog semantics, and what Asterisk says numbers with. */
export const SOUNDS = {
  hello: { durationMs: 2_000 },
  opts: { durationMs: 4_000 },
  short: { durationMs: 1_500 },
  bad: { durationMs: 1_000 },
  still: { durationMs: 1_200 },
  bye: { durationMs: 1_000 },
  legal: { durationMs: 3_000 },
  enter: { durationMs: 2_000 },
  wrong: { durationMs: 1_000 },
  wait1: { durationMs: 2_500 },
  x: { durationMs: 1_000 },
  y: { durationMs: 1_000 },
  ok: { durationMs: 1_000 },
  sorry: { durationMs: 1_000 },
  ...Object.fromEntries(Array.from({ length: 10 }, (_, digit) => [`digits/${digit}`, { durationMs: 500 }])),
};
