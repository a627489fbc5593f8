import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  AgiChannel,
  AgiController,
  Arg,
  Ask,
  Call,
  Catch,
  createLogger,
  createParamDecorator,
  type EndedCall,
  type ExceptionFilter,
  Injectable,
  type Journal,
  leave,
  OnCall,
  type OnCallEnd,
  OnHangup,
  Query,
  read,
  recordCalls,
  Step,
  UseFilter,
  UseGuard,
  UseInterceptor,
  UsePipe,
  Variable,
} from 'offhook';
import { commands } from 'offhook/core';
import { type CallSetup, createTestPhone, everySound, FlowCoverage, journalOfCall } from 'offhook/testing';

// A line feed would end the call before the app sees it.
const FORGED = '\r[12:00] INFO forged\u001b[2J\u009b\u202e';
const NAME = `Bob${FORGED}`;
const PIN = '4711';
const STORY = 'story';
const HANGS_UP = 'lets the caller hang up, and @OnHangup fails';

/** What is done with the name and the PIN. */
type Misdeed = (pin: string, call: Call) => unknown;

const quote: Misdeed = (pin, { caller }) => {
  throw new Error(`${caller.name}: ${pin} is wrong`, { cause: new RangeError(`row ${pin} of ${caller.name}`) });
};

class Circular {
  readonly self = this;
  constructor(readonly typed: string) {}
}

/** In a handler. */
const MISDEEDS: Readonly<Record<string, Misdeed>> = {
  'throws an error that quotes them': quote,
  'throws several errors as one': (pin, { caller }) => {
    const errors = [new Error(`${pin} at ::1`), new RangeError(`${caller.name} at 127.0.0.1`)];
    throw new AggregateError(errors, `none let ${pin} in`);
  },
  'throws an error whose code and name are them': (pin, { caller }) => {
    throw Object.assign(new Error('x'), { code: `E${pin}${caller.name}`, name: `Wrong${pin}` });
  },
  'throws what is no error': (pin, { caller }) => {
    // Code of others does.
    throw { pin, said: `${caller.name} ${pin}` };
  },
  'throws a text': (pin, { caller }) => {
    // Code of others does.
    throw `${caller.name} typed ${pin}`;
  },
  'throws what refers to itself': (pin) => {
    throw Object.assign(new Error('x'), { row: new Circular(pin) });
  },
  'returns the PIN as if it were a step': (pin) => pin,
  'logs them': (pin, { log, caller }) => {
    log.warn({ pin, said: [`${caller.name} ${pin}`] }, `${caller.name} typed ${pin}`);
    log.child({ typed: pin, name: caller.name }).error(`${pin} ${caller.name}`);
  },
  'logs them deep down, as a number, as the name of a field, beside a date': (pin, { log }) => {
    const deep = Array.from({ length: 30 }).reduce<object>((inner) => ({ inner }), { pin });
    log.info({ deep, count: Number(pin), [pin]: 1, at: new Date(0), bytes: new Map([[pin, pin]]) });
    log.info({
      toJSON() {
        throw new Error(pin);
      },
    });
  },
  'gives them to a command that refuses line feeds': (pin, { channel, caller }) =>
    channel.setVariable('WHO', `${pin}\n${caller.name}`),
  'gives the PIN to a command that Asterisk refuses': (pin, { channel }) =>
    channel.send(commands.setPriority(`no-${pin}`), { masked: true }),
  'plays a sound named like the PIN': (pin, call) => call.play(`codes/${pin}`, `"${pin}`),
  'asks the database for the PIN': (pin, { channel }) =>
    channel.send(commands.databaseGet('pins', pin), { masked: true }),
  'asks a question of its own with them': (pin, call) =>
    call.ask(read.digits({ length: 1 }), { prompt: `"${pin}${call.caller.name}` }),
  [HANGS_UP]: (_pin, call) => call.play(STORY),
};

/** In what stands around a handler. */
const PLACES = ['guard', 'interceptor', 'pipe', 'parameter', 'filter', 'check', 'onCallEnd'] as const;
type Place = 'handler' | (typeof PLACES)[number];

/** Fails to close, and says what it holds. */
@Injectable({ scope: 'call' })
class Vault implements OnCallEnd {
  pin = '';
  constructor(private readonly call: Call) {}

  onCallEnd() {
    doAt('onCallEnd', this.call);
  }

  dispose(): void {
    throw new Error(`the vault of ${this.pin} is stuck`);
  }
}

let misdeed: Misdeed = () => undefined;
let place: Place = 'handler';
let typed = '';

const doAt = (at: Place, call: Call) => (at === place ? misdeed(typed, call) : undefined);

class Refused extends Error {}

@Catch(Refused, { to: [leave] })
class TellingFilter implements ExceptionFilter<Refused> {
  async catch(error: Refused, call: Call) {
    call.log.warn({ err: error }, error.message);
    doAt('filter', call);
    return leave();
  }
}

const Telling = createParamDecorator((call) => doAt('parameter', call));

@AgiController('/bank')
@UseFilter(new TellingFilter())
class BankController {
  private pin = '';

  constructor(
    private readonly call: Call,
    readonly channel: AgiChannel,
    readonly vault: Vault,
  ) {}

  @OnCall({ next: 'enter' })
  async answer() {
    await this.call.answer();
  }

  @Ask(
    read.pin({ length: 4 }).validate((pin, { get }) => {
      typed = pin;
      doAt('check', get(Call));
      return true;
    }, 'wrong'),
    { prompt: 'enter-pin', next: 'after' },
  )
  async enter(pin: string) {
    this.pin = pin;
    this.vault.pin = pin;
    return (await doAt('handler', this.call)) as undefined;
  }

  @Step({ next: leave })
  @UseGuard({ check: (call) => doAt('guard', call) === undefined }, { otherwise: leave })
  @UseInterceptor({
    async intercept(call, next) {
      await doAt('interceptor', call);
      return next();
    },
  })
  @UsePipe({
    transform(value, _at, call) {
      doAt('pipe', call);
      return value;
    },
  })
  async after(@Telling() _told: unknown) {
    if (place === 'filter') throw new Refused(`${this.call.caller.name} ${this.pin}`);
  }

  @OnHangup()
  async ended(call: EndedCall) {
    await call.channel.verbose('the caller has left');
    throw new Error(`draft of ${call.caller.name} with ${this.pin} was not saved`);
  }
}

/** Reads what the dialplan sends. */
@AgiController('/orders/:id')
class OrdersController {
  constructor(private readonly call: Call) {}

  @OnCall({ next: leave })
  async begin(@Query('page') page?: number, @Arg(1) many?: number, @Variable('SECRET') secret?: number) {
    this.call.log.info({ page, many, secret });
  }
}

let printed: string;
beforeEach(() => {
  printed = '';
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      printed += String(text);
      return true;
    });
});
afterEach(() => void vi.restoreAllMocks());

// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/;

/** The time and the process of a log line may hold any digits. */
const withoutTimes = (text: string) => text.replaceAll(/"(time|pid)":\d+/g, '');

function expectClean(text: string): void {
  expect(withoutTimes(text)).not.toContain(PIN);
  expect(text).not.toMatch(CONTROLS);
  expect(text.split('\n').filter((line) => line.startsWith('[12:00]'))).toEqual([]);
}

/** Everything that is written about a call, for machines and for people. */
async function written(misdeedOf: Misdeed, at: Place, pretty: boolean): Promise<string> {
  misdeed = misdeedOf;
  place = at;
  typed = '';
  let log = '';
  const journals: Journal[] = [];
  const logger = createLogger({ level: 'trace', pretty, to: { write: (line) => (log += line) } });
  await using phone = await createTestPhone(
    { controllers: [BankController], providers: [Vault] },
    {
      logger,
      sounds: everySound({ durationMs: 100 }),
      transcript: { wire: true },
      listeners: [recordCalls((journal) => void journals.push(journal))],
    },
  );
  const caller = phone.dial('/bank', { callerName: NAME, callerId: `555${FORGED}` });
  caller.hears('enter-pin').presses(PIN, { masked: true });
  if (misdeedOf === MISDEEDS[HANGS_UP]) caller.hears(STORY).hangsUp();
  await caller.ends({ by: misdeedOf === MISDEEDS[HANGS_UP] ? 'caller' : 'dialplan', error: true });
  const told = JSON.stringify(Object.entries(caller.variables).filter(([name]) => name.startsWith('OFFHOOK')));
  const events = JSON.stringify(caller.events.filter(({ kind }) => kind === 'console'));
  const failure: unknown = await caller.hears(STORY).then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(Error);
  expect(journals).toHaveLength(1);
  const { message, stack } = failure as Error;
  const recorded = JSON.stringify([journals, journalOfCall(caller.events, {})]);
  return [log, caller.transcript, told, events, recorded, message, stack].join('\n');
}

describe.each([false, true])('whatever is done with a hostile name and a PIN (lines for people: %s)', (pretty) => {
  test.each(Object.entries(MISDEEDS))('when a handler %s, neither is written', async (_name, misdeedOf) => {
    const text = await written(misdeedOf, 'handler', pretty);
    expectClean(text);
    expect(text).toContain('the call');
    expect(printed).toBe('');
  });

  test.each(PLACES)('when a %s throws an error that quotes them, neither is written', async (at) => {
    const text = await written(quote, at, pretty);
    expectClean(text);
    // It is told, in other words.
    expect(text).toContain('[masked] is wrong');
    expect(printed).toBe('');
  });
});

/** What a caller or a dialplan says before anything is masked: it is shown, and forges nothing. */
const SAID: Readonly<Record<string, { readonly path: string; readonly setup?: CallSetup }>> = {
  'a path that nobody answers': { path: `/nobody${FORGED}` },
  'a path that nobody answers, encoded': { path: `/nobody${encodeURIComponent(FORGED)}` },
  'a path whose encoding is broken': { path: `/orders/%E0%A4%A${FORGED}` },
  'a query parameter that is no number': { path: `/orders/1?page=${encodeURIComponent(FORGED)}` },
  'an argument that is no number': { path: '/orders/1?page=1', setup: { args: [FORGED] } },
  'a variable that is no number': {
    path: '/orders/1?page=1',
    setup: { args: ['2'], variables: { SECRET: `${PIN}${FORGED}` } },
  },
  'everything that Asterisk says of a call': {
    path: '/orders/1?page=1',
    setup: {
      callerId: FORGED,
      callerName: NAME,
      dnid: FORGED,
      rdnis: FORGED,
      accountCode: FORGED,
      language: FORGED,
      context: FORGED,
      extension: FORGED,
      channel: `SIP/${FORGED}`,
    },
  },
};

describe('what is said before anything is masked forges nothing', () => {
  test.each(Object.entries(SAID))('%s', async (_name, { path, setup }) => {
    const [text, pretty] = await Promise.all([heardOf(path, false, setup), heardOf(path, true, setup)]);
    expectClean(text);
    expectClean(pretty);
    expect(text).toContain('forged');
    expect(printed).toBe('');
  });

  test('a call that is refused', async () => {
    let log = '';
    const logger = createLogger({ to: { write: (line) => (log += line) } });
    const controllers = [OrdersController, BankController];
    const sounds = everySound({ durationMs: 100 });
    await using phone = await createTestPhone(
      { controllers, providers: [Vault] },
      { logger, sounds, maxCalls: 1, transcript: { wire: true }, failOnError: false },
    );
    await phone.dial('/bank').hears('enter-pin');
    const caller = phone.dial(`/orders/${encodeURIComponent(FORGED)}`, { callerName: NAME });
    await caller.ends({ by: 'dialplan' });
    expect(caller.variables['OFFHOOK_REASON']).toBe('maxCalls');
    expectClean(`${log}\n${caller.transcript}`);
    expect(log).toContain('was refused');
  });
});

/** Everything that is written about a call that gets nowhere. */
async function heardOf(path: string, pretty: boolean, setup: CallSetup = {}): Promise<string> {
  let log = '';
  const journals: Journal[] = [];
  const coverage = new FlowCoverage();
  // The level below shows what the dialplan's variables hold.
  const logger = createLogger({ level: 'debug', pretty, to: { write: (line) => (log += line) } });
  await using phone = await createTestPhone(
    { controllers: [OrdersController] },
    {
      logger,
      coverage,
      failOnError: false,
      transcript: { wire: true, mask: [PIN] },
      listeners: [recordCalls((journal) => void journals.push(journal))],
    },
  );
  const caller = phone.dial(path, setup);
  await caller.staysOn();
  const told = Object.entries(caller.variables).filter(([name]) => name.startsWith('OFFHOOK'));
  const console = caller.events.filter(({ kind }) => kind === 'console');
  return [log, caller.transcript, JSON.stringify([told, console]), coverage.toString()].join('\n');
}
