/** The first of `Symbol.asyncDispose`, `Symbol.dispose` and tsyringe's `dispose()` that a value has. */
export function disposerOf(value: unknown): (() => unknown) | undefined {
  if ((typeof value !== 'object' || value === null) && typeof value !== 'function') return undefined;
  for (const key of [Symbol.asyncDispose, Symbol.dispose, 'dispose'] as const) {
    // Any object may be asked for any property.
    const dispose = (value as { readonly [Key in typeof key]?: unknown })[key];
    // A dispose() that wants arguments is something else; tsyringe draws the same line.
    if (typeof dispose === 'function' && dispose.length === 0) return () => dispose.call(value) as unknown;
  }
  return undefined;
}
