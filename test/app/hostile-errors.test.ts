import { setTimeout as sleep } from 'node:timers/promises';
import {
  AgiController,
  Call,
  type CallListener,
  type CallOutcome,
  EndedCall,
  hangUp,
  leave,
  type Logger,
  OnCall,
  OnHangup,
  Signal,
} from 'offhook';
import { createTestPhone } from 'offhook/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { RecordingLogger } from '../support/recording-logger.js';

const accidents: unknown[] = [];
const onAccident = (error: unknown) => void accidents.push(error);

beforeEach(() => void process.on('unhandledRejection', onAccident).on('uncaughtException', onAccident));
afterEach(async () => {
  await sleep(0);
  process.off('unhandledRejection', onAccident).off('uncaughtException', onAccident);
  expect(accidents.splice(0)).toEqual([]);
});

const fail = () => {
  throw new Error('trap');
};
// As JavaScript allows.
const rejects = (async () => fail()) as () => void;
/** What a handler throws at us. */
const HOSTILE: Readonly<Record<string, () => unknown>> = {
  'a frozen error': () => Object.freeze(new RangeError('hostile')),
  'an AggregateError with a frozen one': () => new AggregateError([Object.freeze(new Error('inner'))], 'hostile'),
  'an error whose code throws': () =>
    Object.defineProperty(new Error('hostile'), 'code', { get: fail, enumerable: true }),
  'a proxy that answers nothing': () =>
    new Proxy(new Error('hostile'), { get: fail, ownKeys: fail, getPrototypeOf: fail, has: fail }),
  'a proxy that throws itself at whoever asks': () => {
    const throwItself = () => {
      throw proxy;
    };
    const proxy: object = new Proxy(new Error('hostile'), { get: throwItself, getPrototypeOf: throwItself });
    return proxy;
  },
  'an object without a prototype': () => Object.create(null) as unknown,
};

/** A logger that throws at what pino would throw at, and at nothing else. */
class StrictLogger extends RecordingLogger {
  override error = (fields: object | string, message?: string): void => {
    const { err } = fields as { readonly err?: object };
    if (err instanceof Error) Object.assign(err, { seen: true });
    this.lines.push({ level: 'error', message: message ?? '', fields: { ...(fields as object) } });
  };
  override child = (): Logger => this;
}

/** A call whose parts throw. */
async function callWith(hostile: unknown, where: string) {
  @AgiController('/')
  class ThrowingController {
    constructor(private readonly call: Call) {}
    @OnCall({ next: hangUp })
    async greet() {
      await this.call.answer();
      if (where === 'log') this.call.log.error({ err: hostile }, 'of the handler');
      if (where === 'handler') throw hostile;
      try {
        await this.call.play('hello-world');
      } catch (error) {
        throw where === 'cleaning up' ? hostile : error;
      }
    }
    @OnHangup()
    async gone() {
      if (where === '@OnHangup') throw hostile;
    }
    onCallEnd(outcome: CallOutcome) {
      outcomes.push(outcome);
      if (where === 'onCallEnd') throw hostile;
    }
  }
  const outcomes: CallOutcome[] = [];
  const ends: unknown[] = [];
  const logger = new StrictLogger();
  const listeners: CallListener[] = [
    () => (entry) => {
      if (where === 'an entry') throw hostile;
      if (entry.kind === 'ended') ends.push(entry.end);
    },
    () => async () => {
      if (where === 'an entry, later') throw hostile;
    },
    () => {
      if (where === 'a listener') throw hostile;
      return undefined;
    },
    () => (entry) => void (entry.kind === 'ended' && ends.push(entry.end)),
  ];
  await using line = await createTestPhone({ controllers: [ThrowingController] }, { logger, listeners });
  const call = line.dial('/');
  const error = where === 'log' ? {} : { error: true as const };
  if (where === 'handler') await call.ends({ by: 'dialplan', ...error });
  else if (where === '@OnHangup' || where === 'cleaning up')
    await call
      .hears('hello-world')
      .hangsUp()
      .ends({ by: 'caller', ...error });
  else await call.hears('hello-world').ends({ by: 'app', ...error });
  return { outcomes, ends, logger };
}

describe.each(Object.entries(HOSTILE))('%s', (_, make) => {
  test.each(['log', 'handler', '@OnHangup', 'onCallEnd', 'a listener', 'an entry', 'an entry, later'])(
    'thrown by %s harms no other part of the call',
    async (where) => {
      const { outcomes, ends, logger } = await callWith(make(), where);
      const end = { handler: 'error', '@OnHangup': 'callerHungUp' }[where] ?? 'appHungUp';
      expect(outcomes.map(({ kind }) => kind)).toEqual([end]);
      expect(ends).toEqual(Array.from({ length: where === 'an entry' ? 1 : 2 }, () => end));
      const lines = logger.lines.map(({ message }) => message);
      expect(lines.filter((message) => /^the call (is over|failed)$/.test(message))).toHaveLength(1);
      expect(logger.at('error')).toHaveLength(1);
    },
  );
});

test.each(Object.entries(HOSTILE))('%s thrown when the caller has left does not hide that', async (_, make) => {
  const { outcomes, ends, logger } = await callWith(make(), 'cleaning up');
  expect(outcomes.map(({ kind }) => kind)).toEqual(['callerHungUp']);
  expect(ends).toEqual(['callerHungUp', 'callerHungUp']);
  expect(logger.lines.filter(({ message }) => message === 'the call is over')).toHaveLength(1);
});

describe('a logger that always throws', () => {
  test('hides no end of a call', async () => {
    @AgiController('/')
    class FailingController {
      @OnCall({ next: leave })
      greet() {
        throw new Error('x');
      }
    }
    const broken = Object.fromEntries(['trace', 'debug', 'info', 'warn', 'error', 'child'].map((name) => [name, fail]));
    const ends: unknown[] = [];
    const listeners: CallListener[] = [() => (entry) => void (entry.kind === 'ended' && ends.push(entry.end))];
    // As JavaScript allows.
    const logger = broken as unknown as Logger;
    await using line = await createTestPhone({ controllers: [FailingController] }, { logger, listeners });
    await line.dial('/').ends({ by: 'dialplan', error: true });
    await line.dial('/nowhere').ends({ by: 'dialplan' });
    expect(ends).toEqual(['error', 'notFound']);
  });
});

describe('a listener on a signal that throws', () => {
  @AgiController('/')
  class ListeningController {
    constructor(private readonly call: Call) {}
    @OnCall({ next: hangUp })
    async greet(@Signal() signal: AbortSignal) {
      await this.call.answer();
      // As many as a call with much work has.
      for (let work = 0; work < 20; work++) signal.addEventListener('abort', fail);
      signal.addEventListener('abort', rejects);
      await this.call.waitFor(async (work) => work.addEventListener('abort', () => fail()));
      await this.call.play('hello-world');
    }
    @OnHangup()
    async gone(call: EndedCall) {
      call.signal.addEventListener('abort', fail);
      call.log.info({}, '@OnHangup has run');
      await new Promise(() => undefined);
    }
  }

  test('is a line of the log, and neither the end of the process nor of what runs at the end of the call', async () => {
    const warnings: unknown[] = [];
    const onWarning = (warning: unknown) => void warnings.push(warning);
    process.on('warning', onWarning);
    const logger = new RecordingLogger();
    await using line = await createTestPhone({ controllers: [ListeningController] }, { logger, cleanUpLimitMs: 50 });
    await line
      .dial('/')
      .hears('hello-world')
      .hangsUp()
      .ends({ by: 'caller', error: /cleanUpLimitMs|: trap/ });
    await sleep(0);
    process.off('warning', onWarning);
    expect(warnings).toEqual([]);
    const failures = logger
      .at('error')
      .filter(({ message }) => message === 'a listener on a signal of the call failed');
    // The same one is a listener once; then the async one, the one of the work, the one of @OnHangup.
    expect(failures.map(({ fields }) => String(fields['err']))).toEqual(Array.from({ length: 4 }, () => 'Error: trap'));
    expect(logger.lines.map(({ message }) => message)).toEqual(
      expect.arrayContaining(['@OnHangup has run', 'the call is over']),
    );
  });
});
