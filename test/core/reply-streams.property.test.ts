import * as fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';

import type { TextEnd } from '../../src/core/reply.js';
import { MARK } from './support/fake-link.js';
import { type Core, playSession, sessionArbitrary } from './support/reply-streams.js';

/** `OFFHOOK_STREAMS=1000000 npx vitest run test/core/reply-streams` for the long run. */
const STREAMS = Number(process.env['OFFHOOK_STREAMS'] ?? 5000);
const SEED = Number(process.env['OFFHOOK_SEED'] ?? Date.now() % 2 ** 31);

const load = async (): Promise<Core> => {
  const [{ openChannel }, table] = await Promise.all([
    import('../../src/core/channel.js'),
    import('../../src/core/commands/index.js'),
  ]);
  return { openChannel, table };
};

const run = (core: Core, numRuns: number) =>
  fc.check(
    fc.asyncProperty(sessionArbitrary, (session) => playSession(session, core)),
    { seed: SEED, numRuns },
  );

describe(`reply streams (seed ${SEED}, set OFFHOOK_SEED to repeat)`, () => {
  afterEach(() => {
    vi.doUnmock('../../src/core/line-reader.js');
    vi.doUnmock('../../src/core/reply.js');
    vi.resetModules();
  });

  it(`give every command its own answer, or an error: ${STREAMS} of them`, { timeout: 60_000 + STREAMS }, async () => {
    console.info(`${STREAMS} reply streams, seed ${SEED}`);
    const details = await run(await load(), STREAMS);
    expect(fc.defaultReportMessage(details)).toBeUndefined();
    expect(details.numRuns).toBe(STREAMS);
  });

  it.each(Object.entries(plantedBugs()))('find a parser that %s', async (_, plant) => {
    vi.resetModules();
    plant();
    const details = await run(await load(), 2000);
    expect(details.failed).toBe(true);
  });
});

/** Parsers that are almost right. */
function plantedBugs(): Record<string, () => void> {
  const lineReader = (
    push: (line: string, onLine: (line: string) => boolean | void) => boolean | void,
    decode = (piece: Buffer) => piece,
  ) =>
    vi.doMock('../../src/core/line-reader.js', async (original) => {
      const { LineReader } = await original<typeof import('../../src/core/line-reader.js')>();
      return {
        LineReader: class extends LineReader {
          override push(chunk: Uint8Array, onLine: (line: string) => boolean | void) {
            return super.push(decode(Buffer.from(chunk)), (line) => push(line, onLine));
          }
        },
      };
    });
  const replyReader = (change: (line: string, text: TextEnd | undefined) => readonly [string, TextEnd | undefined]) =>
    vi.doMock('../../src/core/reply.js', async (original) => {
      const { ReplyReader } = await original<typeof import('../../src/core/reply.js')>();
      return {
        ReplyReader: class extends ReplyReader {
          override push(line: string, text: TextEnd | undefined) {
            return super.push(...change(line, text));
          }
        },
      };
    });
  return {
    'decodes every piece for itself': () =>
      void lineReader(
        (line, onLine) => onLine(line),
        (piece) => Buffer.from(piece.toString()),
      ),
    'forgets the lines behind the first of a piece': () => {
      let pieces = 0;
      let taken = -1;
      lineReader(
        (line, onLine) => {
          if (taken === pieces) return true;
          taken = pieces;
          return onLine(line);
        },
        (piece) => {
          pieces++;
          return piece;
        },
      );
    },
    'takes a carriage return for part of the line end': () =>
      void lineReader((line, onLine) => onLine(line.replace(/\r$/, ''))),
    'takes HANGUP in a value for a hang-up': () =>
      void lineReader((line, onLine) => onLine(line === 'HANGUP' ? '520 HANGUP' : line)),
    'ends a value at its first line': () => void replyReader((line) => [line, undefined]),
    'ends a value at a parenthesis': () =>
      void replyReader((line, text) => [
        text === 'proven' && line.endsWith(')') ? `${line.slice(0, -1)}${MARK})` : line,
        text,
      ]),
    'looks for text in every answer': () => void replyReader((line) => [line, 'marked']),
  };
}
