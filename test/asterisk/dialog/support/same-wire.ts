/** What stands in a line of a wire and is measured: a moment, a length of time, a position in a sound. */
const MEASURED = /@\d+|endpos=\d+|(?<=^WD )\d+|(?<= K )\d+/g;
const SAMPLES_PER_MS = 8;

/**
 * Compares what was to pass with what passed, to a margin: on a real Asterisk nothing happens to the millisecond.
 *
 * @returns both, with the measured numbers of the one in the other where they are near enough; and the largest difference
 *   that was, milliseconds
 */
export function withinMargin(
  expected: readonly string[],
  passed: readonly string[],
  marginMs: number,
): { readonly expected: readonly string[]; readonly passed: readonly string[]; readonly worstMs: number } {
  const actual = expected.some((line) => line.includes('→511')) ? passed : withoutInquiry(passed);
  let worstMs = 0;
  const near = expected.map((line, i) => {
    const found = actual[i] ?? '';
    const wanted = line.replace('→[nothing]', /→0 endpos=\d+/.exec(found)?.[0] ?? '→[nothing]');
    const measured = found.match(MEASURED) ?? [];
    if (measured.length !== wanted.match(MEASURED)?.length) return wanted;
    let place = 0;
    return wanted.replace(MEASURED, (text, at: number) => {
      const other = measured[place++] ?? '';
      const isPosition = text.startsWith('endpos') || wanted.slice(0, at).endsWith(' K ');
      const differenceMs = Math.abs(numberIn(other) - numberIn(text)) / (isPosition ? SAMPLES_PER_MS : 1);
      if (!(differenceMs <= marginMs)) return text;
      worstMs = Math.max(worstMs, differenceMs);
      return other;
    });
  });
  return { expected: near, passed: actual, worstMs };
}

const numberIn = (text: string) => Number(/\d+/.exec(text)?.[0]);

/** HANGUP may come 45 ms behind the reply, and is then not waited for: CHANNEL STATUS is asked. */
const withoutInquiry = (wire: readonly string[]) =>
  wire.filter(
    (line, i) =>
      !(
        line.startsWith('ST→511') &&
        wire[i - 1]?.includes('→-1') === true &&
        wire[i + 1]?.startsWith('HANGUP') === true
      ),
  );
