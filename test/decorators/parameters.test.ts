import { expect, test } from 'vitest';
import type { Call } from '../../src/call/call.js';
import { EndedCall } from '../../src/call/ended-call.js';
import { createParamDecorator } from '../../src/decorators/create-param-decorator.js';
import { recordsOf } from '../../src/decorators/metadata.js';
import { Arg, CallerNumber, Digits, Log, Param, Query, Signal, Variable } from '../../src/decorators/parameters.js';

const signal = new AbortController().signal;
const log = { name: 'logger' };
// What the readers ask a call for.
const call = {
  signal,
  log,
  caller: { number: '5550100' },
  request: {
    params: { number: '0012' },
    query: new URLSearchParams('campaign=autumn'),
    arg: (number: number) => ['first', ''][number - 1],
  },
  variables: { get: async (name: string) => (name === 'CALLERID(name)' ? 'Ann' : undefined) },
} as unknown as Call;

/** The value that a decorator gives a parameter. */
function valueOf(decorate: (target: object, key: 'handler', index: 0) => void, input?: unknown): unknown {
  class Target {
    handler() {}
  }
  decorate(Target.prototype, 'handler', 0);
  return recordsOf(Target).parameters[0]?.read({ call, input, runDialog: async (...of) => of });
}

test('@Digits gives the keys as text, empty where there are none', () => {
  expect(valueOf(Digits(), '0012')).toBe('0012');
  expect(valueOf(Digits())).toBe('');
});

test('@CallerNumber, @Log and @Signal give what the call knows', () => {
  expect(valueOf(CallerNumber())).toBe('5550100');
  expect(valueOf(Log())).toBe(log);
  expect(valueOf(Signal())).toBe(signal);
});

test('@Signal gives the time left for cleaning up once the call is over', () => {
  const ended = Object.create(EndedCall.prototype, { signal: { value: AbortSignal.abort() } }) as EndedCall;
  expect(valueOf(Signal(), ended)).toBe(ended.signal);
});

test('@Param, @Query and @Arg give parts of the request as text', () => {
  expect(valueOf(Param('number'))).toBe('0012');
  expect(valueOf(Query('campaign'))).toBe('autumn');
  expect(valueOf(Query('other'))).toBeUndefined();
  expect(valueOf(Arg(1))).toBe('first');
  expect(valueOf(Arg(2))).toBe('');
  expect(valueOf(Arg(3))).toBeUndefined();
});

test('@Variable asks the channel', async () => {
  await expect(valueOf(Variable('CALLERID(name)'))).resolves.toBe('Ann');
  await expect(valueOf(Variable('MISSING'))).resolves.toBeUndefined();
});

test('a decorator of one’s own gets the call and its arguments', () => {
  const Upper = createParamDecorator((of, name: string) => of.request.query.get(name)?.toUpperCase() ?? 'NONE');
  expect(valueOf(Upper('campaign'))).toBe('AUTUMN');
  expect(valueOf(Upper('other'))).toBe('NONE');
});
