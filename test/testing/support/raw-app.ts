import type { AgiLink } from '../../../src/core/link.js';
import { linkedPair } from '../../../src/transport/memory.js';
import { openTestPhone, type TestPhone, type TestPhoneOptions } from '../../../src/testing/test-phone.js';

/** An app written line by line, to test the telephone without the rest of offhook. */
export interface RawAgi {
  /** Sends a command and gives the line that answers it. */
  send(line: string): Promise<string>;
  /** Sends a line and waits for nothing. */
  write(line: string): void;
  /** The next line that comes; `closed` when none does. */
  nextLine(): Promise<string>;
  /** HANGUP has come. */
  readonly hungUp: Promise<void>;
  destroy(): void;
}

export type RawApp = (agi: RawAgi) => Promise<void>;

/** A telephone that calls this app. */
export function phoneTo(app: RawApp, options: Omit<TestPhoneOptions, 'connect'> = {}): TestPhone {
  return openTestPhone({
    ...options,
    connect: () => {
      const [ours, theirs] = linkedPair();
      void answer(theirs, app);
      return ours;
    },
  });
}

async function answer(link: AgiLink, app: RawApp): Promise<void> {
  const lines: string[] = [];
  const waiting: ((line: string) => void)[] = [];
  let isInBlock = true;
  let rest = '';
  let tellHungUp = () => {};
  const hungUp = new Promise<void>((resolve) => (tellHungUp = resolve));
  const onLine = (line: string) => {
    if (isInBlock) isInBlock = line !== '';
    else if (line === 'HANGUP') tellHungUp();
    else {
      const next = waiting.shift();
      if (next === undefined) lines.push(line);
      else next(line);
    }
  };
  link.open({
    received(chunk) {
      rest += Buffer.from(chunk).toString();
      const whole = rest.split('\n');
      rest = whole.pop() ?? '';
      for (const line of whole) onLine(line);
    },
    closed() {
      tellHungUp();
      for (const next of waiting.splice(0)) next('closed');
    },
  });
  const nextLine = () => {
    const line = lines.shift();
    return line === undefined ? new Promise<string>((resolve) => waiting.push(resolve)) : Promise.resolve(line);
  };
  await app({
    nextLine,
    hungUp,
    write: (line) => link.send(`${line}\n`),
    send: (line) => {
      link.send(`${line}\n`);
      return nextLine();
    },
    destroy: () => link.destroy(),
  });
  link.end();
}
