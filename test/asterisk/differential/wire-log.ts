/** Who wrote it. */
export type Side = 'asterisk' | 'app';

interface Written {
  readonly side: Side;
  readonly bytes: Buffer;
}

/** The raw bytes of one connection, in the order they passed. */
export class WireLog {
  readonly #written: Written[] = [];

  push(side: Side, bytes: Uint8Array): void {
    this.#written.push({ side, bytes: Buffer.from(bytes) });
  }

  /** The block that Asterisk begins with, line by line. */
  get environment(): readonly string[] {
    const [block = ''] = this.#textOf('asterisk').split('\n\n', 1);
    return block.split('\n');
  }

  /** Every line of both sides behind the block, in the order they were complete. */
  get lines(): readonly WireLine[] {
    const lines: WireLine[] = [];
    const rest = { asterisk: '', app: '' };
    let isInBlock = true;
    for (const { side, bytes } of this.#written) {
      const pieces = (rest[side] + bytes.toString('latin1')).split('\n');
      rest[side] = pieces.pop() ?? '';
      for (const piece of pieces) {
        const text = Buffer.from(piece, 'latin1').toString('utf8');
        if (side === 'asterisk' && isInBlock) isInBlock = text !== '';
        else lines.push({ side, text });
      }
    }
    return withoutUsage(lines);
  }

  #textOf(side: Side): string {
    return Buffer.concat(this.#written.filter((written) => written.side === side).map(({ bytes }) => bytes)).toString();
  }
}

/** A line that passed. */
export interface WireLine {
  readonly side: Side;
  readonly text: string;
}

/** The help in a 520 differs between builds: its first and its last line stay. */
function withoutUsage(lines: readonly WireLine[]): readonly WireLine[] {
  let isInside = false;
  return lines.filter(({ side, text }) => {
    if (side === 'app') return true;
    const isShown = !isInside || text.startsWith('520 ');
    if (text.startsWith('520-')) isInside = true;
    if (text.startsWith('520 ')) isInside = false;
    return isShown;
  });
}
