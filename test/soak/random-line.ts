import type { AgiServer } from 'offhook';
import { PLACE_EXPRESSION } from '../../src/core/place.js';
import { linkedPair, type MemoryLink } from '../../src/transport/memory.js';
import { environmentBlock } from '../support/environment-block.js';

/** Numbers that look random and come again: a failure can be repeated. */
export function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Every way in which a caller or an Asterisk leaves. */
export const WAYS = [
  'hangsUp',
  'hangsUpUnnoticed',
  'hangsUpAndCloses',
  'isRedirected',
  'closes',
  'resets',
  'stays',
] as const;
export type Way = (typeof WAYS)[number];

const DEAD = '511 Command Not Permitted on a dead channel or intercept routine\n';
const ALLOWED_WHEN_DEAD = /^(EXEC|GET VARIABLE|GET FULL VARIABLE|NOOP|SET VARIABLE|VERBOSE|DATABASE)/;
/** Commands that end with -1 when the caller leaves. */
const LIVE = /^(STREAM FILE|GET DATA|WAIT FOR DIGIT|SAY |EXEC)/;

/**
 * Places a call that goes wrong at one of its commands, in one way. A raw sender and not the virtual Asterisk, so that the
 * promises and the heap of a hundred thousand calls are the app's and not the peer's.
 *
 * @param keys - what the caller presses, one key after the other, when asked
 * @returns when the connection is gone
 */
export function placeRandomCall(app: AgiServer, id: string, way: Way, atCommand: number, keys: string): Promise<void> {
  const [asterisk, link] = linkedPair();
  app.accept(link);
  return new Promise((resolve) => {
    /** The proof of a call comes first and is no command of it. */
    let commands = -1;
    let isDead = false;
    let isRedirected = false;
    let pressed = 0;
    let partial = '';
    let waiting: NodeJS.Timeout | undefined;
    /** A wait lasts until a byte comes, or a little while: a caller who presses nothing. */
    const endWait = (result: string): void => {
      if (waiting === undefined) return;
      clearTimeout(waiting);
      waiting = undefined;
      asterisk.send(`200 result=${result}\n`);
    };
    const answer = (line: string): void => {
      if (isDead && !ALLOWED_WHEN_DEAD.test(line)) return asterisk.send(DEAD);
      const text = /^GET FULL VARIABLE "([^"]*)"/.exec(line)?.[1];
      const place = `${isRedirected ? 'elsewhere' : 'sales'},s,1`;
      if (text !== undefined) return asterisk.send(`200 result=1 (${text.replace(PLACE_EXPRESSION, place)})\n`);
      if (line.startsWith('SET VARIABLE') || line.startsWith('VERBOSE')) return asterisk.send('200 result=1\n');
      const key = keys[pressed];
      const listens = line.startsWith('GET DATA') || line.startsWith('WAIT FOR DIGIT');
      if (listens && key !== undefined) {
        pressed++;
        return asterisk.send(line.startsWith('GET DATA') ? `200 result=${key}\n` : `200 result=${key.charCodeAt(0)}\n`);
      }
      if (line.startsWith('WAIT FOR DIGIT')) return void (waiting = setTimeout(() => endWait('0'), 2));
      if (line.startsWith('GET DATA')) return asterisk.send('200 result= (timeout)\n');
      if (line.startsWith('STREAM FILE')) return asterisk.send('200 result=0 endpos=8000\n');
      if (line.startsWith('failure')) return asterisk.end();
      asterisk.send('200 result=0\n');
    };
    const command = (line: string): void => {
      if (commands++ === atCommand && way !== 'stays' && !isDead) {
        isDead = true;
        if (leave(asterisk, way, LIVE.test(line))) return;
        isRedirected = way === 'isRedirected';
        if (LIVE.test(line)) return;
      }
      answer(line);
    };
    asterisk.open({
      received(chunk) {
        endWait('1');
        const lines = (partial + Buffer.from(chunk).toString()).split('\n');
        partial = lines.pop() ?? '';
        for (const line of lines) command(line);
      },
      closed(error) {
        clearTimeout(waiting);
        if (error === undefined) asterisk.send('HANGUP\n');
        resolve();
      },
    });
    asterisk.send(environmentBlock({ agi_uniqueid: id }));
  });
}

/** @returns whether the connection is gone with it */
function leave(asterisk: MemoryLink, way: Way, isRunning: boolean): boolean {
  const reply = isRunning ? '200 result=-1\n' : '';
  switch (way) {
    case 'closes':
      asterisk.end();
      return true;
    case 'resets':
      asterisk.reset();
      return true;
    case 'hangsUpAndCloses':
      asterisk.send(`${reply}HANGUP\nHANGUP\n`);
      asterisk.end();
      return true;
    case 'hangsUpUnnoticed':
      if (isRunning) asterisk.send(reply);
      return false;
    default:
      asterisk.send(`${reply}HANGUP\n`);
      return false;
  }
}
