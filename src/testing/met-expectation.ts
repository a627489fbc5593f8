let listener: (() => void) | undefined;

/** Has `onMet` told of every step of a caller that found what it expected, instead of who was told before. @internal */
export function onMetExpectation(onMet: () => void): void {
  listener = onMet;
}

/** A step of a caller found what it expected. @internal */
export function noteMetExpectation(): void {
  listener?.();
}
