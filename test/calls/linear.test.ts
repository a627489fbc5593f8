/* Questions in the middle of a handler: call.ask, call.menu, call.fill and their neighbours. */
import {
  AgiController,
  Ask,
  Call,
  type CallListener,
  Field,
  hangUp,
  HangUpError,
  OffhookError,
  OnCall,
  OnHangup,
  type Reader,
  read,
  say,
} from 'offhook';
import { type AppPhone, type AppPhoneOptions, createTestPhone, everySound, heard } from 'offhook/testing';
import { expect, test } from 'vitest';
import { RecordingLogger } from '../support/recording-logger.js';

const sounds = everySound({ durationMs: 2_000 });

/** An app whose only handler is this code; `/linear` calls it. `results` is what the code gives, or throws. */
async function phoneFor(
  code: (call: Call) => Promise<unknown>,
  options: AppPhoneOptions = {},
): Promise<AppPhone & { readonly results: unknown[] }> {
  const results: unknown[] = [];

  @AgiController('/linear')
  class Linear {
    constructor(private readonly call: Call) {}

    @OnCall({ next: hangUp })
    async run() {
      await this.call.answer();
      results.push(await code(this.call).catch((error: unknown) => error));
    }
  }
  return Object.assign(await createTestPhone({ controllers: [Linear] }, { sounds, ...options }), { results });
}

const age = read.integer({ min: 18, max: 99 });

// In a call the form is a field of the controller.
const empty = <F extends object>(form: new () => F): F => new form();

// call.ask

test('call.ask returns the value and its keys', async () => {
  await using line = await phoneFor((call) => call.ask(age, { prompt: 'your-age' }));
  await line.dial('/linear').hears('your-age').presses('42').ends({ by: 'app' });
  expect(line.results).toEqual([{ kind: 'value', value: 42, digits: '42' }]);
});

test('call.ask asks again with what the reader, the question and the app say, and returns the last wrong entry', async () => {
  await using line = await phoneFor(
    (call) => call.ask(age, { prompt: 'your-age', reprompt: 'age-again', noMatch: ['too-young'] }),
    { defaults: { attempts: 2, timeoutMs: 4_000 } },
  );
  await line
    .dial('/linear')
    .hears('your-age')
    .presses('12')
    .hears('too-young', 'age-again')
    .presses('13')
    .ends({ by: 'app' });
  expect(line.results).toEqual([{ kind: 'noMatch', digits: '13', value: undefined }]);
});

test('call.ask returns noInput after silence, as often as attempts say', async () => {
  await using line = await phoneFor((call) =>
    call.ask(age, { prompt: 'your-age', attempts: 2, noInput: ['nothing-heard'] }),
  );
  await line
    .dial('/linear')
    .hears('your-age')
    .staysSilent()
    .hears('nothing-heard', 'your-age')
    .staysSilent()
    .ends({ by: 'app' });
  expect(line.results).toEqual([{ kind: 'noInput', value: undefined }]);
});

test('call.ask returns cancelled for the cancel key, which first takes back what was typed', async () => {
  await using line = await phoneFor((call) => call.ask(age, { prompt: 'your-age' }));
  await line.dial('/linear').hears('your-age').presses('4*').hears('your-age').presses('*').ends({ by: 'app' });
  expect(line.results).toEqual([{ kind: 'cancelled', value: undefined }]);
});

test('call.ask reads the value back, and asks again when it is not confirmed', async () => {
  await using line = await phoneFor((call) =>
    call.ask(age, { prompt: 'your-age', confirm: (value) => ['you-are', say.number(value), 'right-1'] }),
  );
  await line
    .dial('/linear')
    .hears('your-age')
    .presses('24')
    .hears('you-are', heard.number(24), 'right-1')
    .presses('2')
    .hears('your-age')
    .presses('42')
    .hears('you-are', heard.number(42), 'right-1')
    .presses('1')
    .ends({ by: 'app' });
  expect(line.results).toEqual([{ kind: 'value', value: 42, digits: '42' }]);
});

test('call.ask asks a prompt function each time; a greeting is heard once a call, wherever it stands', async () => {
  await using line = await phoneFor(async (call) => {
    let round = 0;
    const options = { greeting: 'welcome', prompt: async () => say.digits(String(++round)), attempts: 2 };
    await call.ask(age, options);
    await call.ask(age, { ...options, greeting: ['welcome'] });
    return call.menu({ greeting: 'welcome', prompt: 'menu', choices: { '1': 1 }, attempts: 1 });
  });
  await line
    .dial('/linear')
    .hears('welcome', heard.digits('1'))
    .staysSilent()
    .hears(heard.digits('2'))
    .presses('42')
    .hears('welcome', heard.digits('3'))
    .presses('42')
    .hears('menu')
    .presses('1')
    .ends({ by: 'app' });
});

test('a greeting that is a function is heard once a call, too, whatever other questions greet with', async () => {
  await using line = await phoneFor(async (call) => {
    const greeted = { greeting: () => ['welcome'], prompt: 'age', attempts: 1 };
    await call.ask(age, { prompt: 'first', attempts: 1 });
    await call.ask(age, greeted);
    await call.ask(age, greeted);
    return call.ask(age, { greeting: () => ['goodbye'], prompt: 'last', attempts: 1 });
  });
  await line
    .dial('/linear')
    .hears('first')
    .presses('42')
    .hears('welcome', 'age')
    .presses('42')
    .hears('age')
    .presses('42')
    .hears('goodbye', 'last')
    .presses('42')
    .ends({ by: 'app' });
});

test('a check of the reader may use services and the value it finds is the value', async () => {
  const order = read.digits({ length: 2 }).map((digits, ctx) => {
    const { caller } = ctx.get(Call);
    return digits === '12' ? { digits, caller: caller.number, attempt: ctx.attempt } : undefined;
  }, 'no-such-order');
  await using line = await phoneFor((call) => call.ask(order, { prompt: 'your-order' }));
  await line
    .dial('/linear', { callerId: '5550100' })
    .hears('your-order')
    .presses('99')
    .hears('no-such-order', 'your-order')
    .presses('12')
    .ends({ by: 'app' });
  expect(line.results).toEqual([
    { kind: 'value', value: { digits: '12', caller: '5550100', attempt: 2 }, digits: '12' },
  ]);
});

// Masking

test('a masked entry is in no log and in no result but the value', async () => {
  const logger = new RecordingLogger();
  const pin = read.pin({ length: 4 }).validate((typed) => typed === '4711', 'wrong-pin');
  await using line = await phoneFor(
    async (call) => [
      await call.ask(pin, { prompt: 'your-pin', attempts: 1 }),
      await call.ask(pin, { prompt: 'your-pin', noMatch: ['wrong'], noInput: ['silent'] }),
    ],
    { logger },
  );
  await line
    .dial('/linear')
    .hears('your-pin')
    .presses('0815', { masked: true })
    .hears('your-pin')
    .presses('2222', { masked: true })
    .hears('wrong-pin', 'your-pin')
    .presses('4711', { masked: true })
    .ends({ by: 'app' });
  expect(line.results).toEqual([
    [
      { kind: 'noMatch', digits: '', value: undefined },
      { kind: 'value', value: '4711', digits: '4711' },
    ],
  ]);
  expect(JSON.stringify(logger.lines)).not.toMatch(/0815|2222|4711/);
  expect(logger.at('debug')).toContainEqual(
    expect.objectContaining({
      message: 'noMatch',
      fields: expect.objectContaining({ question: 'call.ask("your-pin")' }),
    }),
  );
});

// call.menu

test('call.menu returns the value of a choice, and goes nowhere', async () => {
  await using line = await phoneFor(async (call) => {
    const chosen = await call.menu({ prompt: 'main-menu', choices: { '1': 'yes', '12': { two: 2 }, _2XX: 5 } });
    await call.play('after');
    return chosen;
  });
  await line.dial('/linear').hears('main-menu').presses('1').hears('after').ends({ by: 'app' });
  await line.dial('/linear').hears('main-menu').presses('12').hears('after').ends({ by: 'app' });
  await line.dial('/linear').hears('main-menu').presses('201').hears('after').ends({ by: 'app' });
  expect(line.results).toEqual([
    { kind: 'choice', choice: 'yes', digits: '1' },
    { kind: 'choice', choice: { two: 2 }, digits: '12' },
    { kind: 'choice', choice: 5, digits: '201' },
  ]);
});

test('call.menu returns noMatch with the last entry, and noInput after silence', async () => {
  await using line = await phoneFor((call) =>
    call.menu({ prompt: 'main-menu', choices: { '1': 'yes' }, noMatch: ['wrong-key'], attempts: 2 }),
  );
  await line
    .dial('/linear')
    .hears('main-menu')
    .presses('7')
    .hears('wrong-key', 'main-menu')
    .presses('89')
    .ends({ by: 'app' });
  await line.dial('/linear').hears('main-menu').staysSilent().hears('main-menu').staysSilent().ends({ by: 'app' });
  expect(line.results).toEqual([
    { kind: 'noMatch', digits: '89', choice: undefined },
    { kind: 'noInput', choice: undefined },
  ]);
});

test('the links and the defaults of the class do not hold in linear questions, those of the app do', async () => {
  @AgiController('/classy', { links: { '0': hangUp }, defaults: { attempts: 1, noMatch: [] }, start: 'run' })
  class Classy {
    constructor(private readonly call: Call) {}

    @Ask(read.yesNo(), { prompt: 'go-on-yes-1', next: hangUp, otherwise: hangUp })
    async run() {
      await this.call.menu({ prompt: 'main-menu', choices: { '1': 1 }, noMatch: ['wrong-key'] });
      await this.call.play('after');
    }
  }
  await using line = await createTestPhone({ controllers: [Classy] }, { sounds, defaults: { attempts: 2 } });
  await line
    .dial('/classy')
    .hears('go-on-yes-1')
    .presses('1')
    .hears('main-menu')
    .presses('0')
    .hears('wrong-key', 'main-menu')
    .presses('0')
    .hears('after')
    .ends({ by: 'app' });
});

// Type-ahead

test('keys typed ahead answer one linear question after the other', async () => {
  await using line = await phoneFor(async (call) => [
    (await call.menu({ prompt: 'main-menu', choices: { '1': 'yes' } })).choice,
    (await call.ask(read.pin({ length: 4 }), { prompt: 'your-pin' })).value,
    (await call.ask(read.yesNo(), { prompt: 'sure-yes-1' })).value,
  ]);
  await line.dial('/linear').hears('main-menu').presses('147111').hears('your-pin', 'sure-yes-1').ends({ by: 'app' });
  expect(line.results).toEqual([['yes', '4711', true]]);
});

test('typeAhead: false forgets them, and the # that callers press after an entry is no answer', async () => {
  await using line = await phoneFor(async (call) => [
    (await call.ask(read.pin({ length: 4 }), { prompt: 'your-pin' })).value,
    (await call.menu({ prompt: 'sure', choices: { '1': 'yes', '#': 'hash' } })).choice,
    await call.play('thanks'),
    (await call.menu({ prompt: 'really', choices: { '1': 'yes', '2': 'no' }, typeAhead: false })).choice,
    await call.play('thanks'),
    (await call.ask(read.yesNo(), { prompt: 'and-now', typeAhead: false })).value,
  ]);
  await line
    .dial('/linear')
    .hears('your-pin')
    .presses('4711#')
    .hears('sure', 'sure')
    .presses('1')
    .hears('thanks')
    .presses('1')
    .hears('really')
    .presses('2')
    .hears('thanks')
    .presses('1')
    .hears('and-now')
    .presses('2')
    .ends({ by: 'app' });
  const stopped = { kind: 'key', key: '1' };
  expect(line.results).toEqual([['4711', 'yes', stopped, 'no', stopped, false]]);
});

// call.fill

class Answers {
  @Field(read.integer({ min: 1, max: 5 }), { prompt: 'satisfied-1-to-5' }) satisfaction?: number;
  @Field(read.yesNo(), { prompt: 'recommend-yes-1-no-2' }) recommends?: boolean;
  @Field(read.integer({ min: 0, max: 99 }), {
    prompt: (self: Answers) => ['minutes-waited', say.number(self.satisfaction ?? 0)],
  })
  minutes?: number;
}

test('call.fill asks every field in order and stores each answer', async () => {
  await using line = await phoneFor((call) => call.fill(empty(Answers)));
  await line
    .dial('/linear')
    .hears('satisfied-1-to-5')
    .presses('4')
    .hears('recommend-yes-1-no-2')
    .presses('1')
    .hears('minutes-waited', heard.number(4))
    .presses('12')
    .ends({ by: 'app' });
  expect(line.results).toEqual([{ kind: 'filled', form: { satisfaction: 4, recommends: true, minutes: 12 } }]);
});

test.each([
  ['noInput', ''],
  ['noMatch', '7'],
  ['cancelled', '*'],
] as const)('call.fill stops at the field that ended with %s, and keeps what was filled', async (kind, keys) => {
  await using line = await phoneFor((call) => call.fill(empty(Answers), { attempts: 1 }));
  const caller = line.dial('/linear').hears('satisfied-1-to-5').presses('4').hears('recommend-yes-1-no-2');
  await (keys === '' ? caller.staysSilent() : caller.presses(keys)).ends({ by: 'app' });
  const form = expect.objectContaining({ satisfaction: 4, recommends: undefined }) as unknown;
  expect(line.results).toEqual([{ kind, form, at: 'recommends' }]);
});

test.each(['0', '*'] as const)(
  'the back key %s goes to the field before, and out of the first one',
  async (backKey) => {
    class Steps {
      @Field(read.oneOf({ '1': 'one', '2': 'two' }), { prompt: 'first' }) first?: string;
      @Field(read.yesNo(), { prompt: 'second' }) second?: boolean;
    }
    const links: unknown[] = [];
    const listeners: CallListener[] = [() => (entry) => void (entry.kind === 'link' && links.push(entry.keys))];
    await using line = await phoneFor((call) => call.fill(empty(Steps), { backKey }), { listeners });
    await line
      .dial('/linear')
      .hears('first')
      .presses('1')
      .hears('second')
      .presses(backKey)
      .hears('first')
      .presses('2')
      .hears('second')
      .presses('1')
      .ends({ by: 'app' });
    await line
      .dial('/linear')
      .hears('first')
      .presses('1')
      .hears('second')
      .presses(backKey)
      .hears('first')
      .presses(backKey)
      .ends({ by: 'app' });
    expect(line.results).toEqual([
      { kind: 'filled', form: { first: 'two', second: true } },
      // The answer that was to be changed stays until there is a new one.
      { kind: 'cancelled', form: { first: 'one', second: undefined }, at: 'first' },
    ]);
    // `*` cancels, so that it leads back by that.
    expect(links).toEqual(backKey === '0' ? ['0', '0', '0'] : []);
  },
);

test('a field whose value may contain the back key takes it as part of the value', async () => {
  await using line = await phoneFor((call) => call.fill(empty(Answers), { backKey: '0' }));
  await line
    .dial('/linear')
    .hears('satisfied-1-to-5')
    .presses('4')
    .hears('recommend-yes-1-no-2')
    .presses('0')
    .hears('satisfied-1-to-5')
    .presses('5')
    .hears('recommend-yes-1-no-2')
    .presses('2')
    .hears('minutes-waited', heard.number(5))
    .presses('05')
    .ends({ by: 'app' });
  expect(line.results).toEqual([{ kind: 'filled', form: { satisfaction: 5, recommends: false, minutes: 5 } }]);
});

test('the nearest default wins in a form: the field, the call that fills it, the app', async () => {
  class Patient {
    @Field(read.yesNo(), { prompt: 'own', attempts: 1 }) own?: boolean;
  }
  class Plain {
    @Field(read.yesNo(), { prompt: 'plain' }) plain?: boolean;
  }
  await using line = await phoneFor(
    async (call) => [
      await call.fill(empty(Patient), { attempts: 2 }),
      await call.fill(empty(Plain), { attempts: 2 }),
      await call.fill(empty(Plain)),
    ],
    { defaults: { attempts: 3, noInput: ['nothing-heard'] } },
  );
  await line
    .dial('/linear')
    .hears('own')
    .staysSilent()
    .hears('plain')
    .staysSilent()
    .hears('nothing-heard', 'plain')
    .staysSilent()
    .hears('plain')
    .staysSilent()
    .hears('nothing-heard', 'plain')
    .staysSilent()
    .hears('nothing-heard', 'plain')
    .staysSilent()
    .ends({ by: 'app' });
});

test('a form may be filled with less patience than it has prompts for', async () => {
  class Patient {
    @Field(read.yesNo(), { prompt: 'sure', noMatch: ['wrong', 'wrong-again'] }) sure?: boolean;
  }
  await using line = await phoneFor((call) => call.fill(empty(Patient), { attempts: 1 }));
  await line.dial('/linear').hears('sure').presses('7').ends({ by: 'app' });
  expect(line.results).toEqual([{ kind: 'noMatch', form: { sure: undefined }, at: 'sure' }]);
});

// Hang-up

test('a hang-up in the middle of a form keeps what was filled, and @OnHangup finds it', async () => {
  const kept: unknown[] = [];
  const after: string[] = [];

  @AgiController('/survey')
  class Survey {
    private readonly answers = new Answers();

    constructor(private readonly call: Call) {}

    @OnCall({ next: hangUp })
    async questions() {
      await this.call.fill(this.answers);
      after.push('reached');
    }

    @OnHangup()
    keep() {
      kept.push(this.answers);
    }
  }
  const logger = new RecordingLogger();
  await using line = await createTestPhone({ controllers: [Survey] }, { sounds, logger });
  await line
    .dial('/survey')
    .hears('satisfied-1-to-5')
    .presses('4')
    .hears('recommend-yes-1-no-2')
    .hangsUp()
    .ends({ by: 'caller' });
  expect(kept).toEqual([expect.objectContaining({ satisfaction: 4, recommends: undefined })]);
  expect(after).toEqual([]);
  expect([...logger.at('error'), ...logger.at('warn')]).toEqual([]);
});

test('after a hang-up nothing is asked, whatever was typed ahead', async () => {
  await using line = await phoneFor(async (call) => {
    await call.play('long-sound', 'another').catch(() => undefined);
    await new Promise<void>((resolve) => {
      if (call.signal.aborted) resolve();
      else call.signal.addEventListener('abort', () => resolve());
    });
    return Promise.allSettled([
      call.ask(read.yesNo(), { prompt: 'sure' }),
      call.menu({ prompt: 'menu', choices: { '1': 1 } }),
      call.fill(empty(Answers)),
    ]);
  });
  await line.dial('/linear').hears('long-sound').presses('1').hangsUp().ends({ by: 'caller' });
  const rejected = { status: 'rejected', reason: expect.any(HangUpError) as unknown };
  expect(line.results).toEqual([[rejected, rejected, rejected]]);
});

// Mistakes

async function refusalOf(code: (call: Call) => Promise<unknown>): Promise<string> {
  await using line = await phoneFor(code);
  await line.dial('/linear').ends({ by: 'app' });
  const [error] = line.results;
  if (!(error instanceof OffhookError)) throw new TypeError('It was not refused');
  return error.message;
}

test('call.ask refuses options with every mistake at once, and nothing is heard', async () => {
  const wrong = { prompt: '', timeoutMs: 0, noInput: 'beep', otherwise: 'main', timeout: 5, confirm: 'yes' };
  expect(await refusalOf((call) => call.ask('digits' as never, wrong as never))).toMatchInlineSnapshot(`
    "The question was not asked: 7 mistakes.
      - call.ask(""): call.ask() has no option "otherwise". Take it away. [AGI_BOOT_UNKNOWN_OPTION]
      - call.ask(""): call.ask() has no option "timeout". Did you mean "timeoutMs"? [AGI_BOOT_UNKNOWN_OPTION]
      - call.ask(""): timeoutMs is 0, but a whole number from 1 to 2147483647 is needed. [AGI_BOOT_OPTION]
      - call.ask(""): noInput is "beep", but a list is needed: one prompt for each failure. [AGI_BOOT_OPTION]
      - call.ask(""): what call.ask() reads with is "digits", but a reader is needed. Give it one: read.digits({ length: 4 }). [AGI_BOOT_READER]
      - call.ask(""): confirm is "yes", but a function is needed: it gets the value, and gives what is heard. [AGI_BOOT_OPTION]
      - call.ask(""): prompt: "" names no sound file. [AGI_BOOT_PROMPT]
     [AGI_QUESTION]"
  `);
  expect(await refusalOf((call) => call.ask(age, undefined as never))).toMatchInlineSnapshot(`
    "The question was not asked: 1 mistake.
      - call.ask(): what call.ask() takes is undefined, but an object with options is needed. [AGI_BOOT_OPTION]
     [AGI_QUESTION]"
  `);
});

test('call.menu refuses keys that are none, are taken twice, or are missing', async () => {
  const prompt = 'main-menu';
  expect(
    await refusalOf((call) =>
      call.menu({ prompt, choices: { '1x': 1, _1: 2, '1': 3, '': 4 }, attempts: 1, noMatch: ['never'] }),
    ),
  ).toMatchInlineSnapshot(`
    "The question was not asked: 4 mistakes.
      - call.menu("main-menu"): noMatch[0] is for failure 1, but with attempts: 1 the question has ended by then. Allow more attempts, or take it away. [AGI_BOOT_NEVER_RUNS]
      - call.menu("main-menu"): keys "1x": "x" is on no telephone; patterns start with _. [AGI_BOOT_KEYS]
      - call.menu("main-menu"): keys "": it names no key. [AGI_BOOT_KEYS]
      - call.menu("main-menu"): "1" and "_1" are the same keys: by choice "1" and by choice "_1". Keep one. [AGI_BOOT_SAME_KEYS]
     [AGI_QUESTION]"
  `);
  expect(await refusalOf((call) => call.menu({ prompt, choices: {} }))).toMatchInlineSnapshot(`
    "The question was not asked: 1 mistake.
      - call.menu("main-menu"): is a menu without choices: every key would be wrong. Add choices, or an @OnDtmf method. [AGI_BOOT_NO_CHOICES]
     [AGI_QUESTION]"
  `);
  expect(await refusalOf((call) => call.menu(undefined as never))).toMatchInlineSnapshot(`
    "The question was not asked: 1 mistake.
      - call.menu(): what call.menu() takes is undefined, but an object with options is needed. [AGI_BOOT_OPTION]
     [AGI_QUESTION]"
  `);
  expect(await refusalOf((call) => call.menu({ prompt } as never))).toMatchInlineSnapshot(`
    "The question was not asked: 1 mistake.
      - call.menu("main-menu"): is a menu without choices: every key would be wrong. Add choices, or an @OnDtmf method. [AGI_BOOT_NO_CHOICES]
     [AGI_QUESTION]"
  `);
});

test('call.fill refuses what is no form, and a back key that leads back from nowhere', async () => {
  class Wrong {
    @Field('digits' as unknown as Reader<string>, { prompt: '', attempts: 0 }) number?: string;
  }
  class Digits {
    @Field(read.digits({ length: 4 }), { prompt: 'number' }) number?: string;
  }
  expect(await refusalOf((call) => call.fill(empty(Object)))).toMatchInlineSnapshot(`
    "The form was not filled: 1 mistake.
      - Object: is no form: none of its properties has @Field. Put it on those that the caller fills. [AGI_BOOT_NO_FIELDS]
     [AGI_FORM]"
  `);
  expect(await refusalOf((call) => call.fill(undefined as never))).toMatchInlineSnapshot(`
    "The form was not filled: 1 mistake.
      - call.fill(): is no form: none of its properties has @Field. Put it on those that the caller fills. [AGI_BOOT_NO_FIELDS]
     [AGI_FORM]"
  `);
  expect(await refusalOf((call) => call.fill(empty(Wrong), { backkey: '*', timeoutMs: 0 } as never)))
    .toMatchInlineSnapshot(`
    "The form was not filled: 5 mistakes.
      - call.fill(): call.fill() has no option "backkey". Did you mean "backKey"? [AGI_BOOT_UNKNOWN_OPTION]
      - call.fill(): timeoutMs is 0, but a whole number from 1 to 2147483647 is needed. [AGI_BOOT_OPTION]
      - Wrong.number: attempts is 0, but a whole number from 1 to 2147483647 is needed. [AGI_BOOT_OPTION]
      - Wrong.number: what @Field reads with is "digits", but a reader is needed. Give it one: read.digits({ length: 4 }). [AGI_BOOT_READER]
      - Wrong.number: prompt: "" names no sound file. [AGI_BOOT_PROMPT]
     [AGI_FORM]"
  `);
  expect(await refusalOf((call) => call.fill(empty(Digits), { backKey: '#' }))).toMatchInlineSnapshot(`
    "The form was not filled: 1 mistake.
      - call.fill(): backKey is "#", but no field hears it: there it is part of a value, or ends an entry. [AGI_BOOT_OPTION]
     [AGI_FORM]"
  `);
  expect(await refusalOf((call) => call.fill(empty(Digits), { backKey: 'A' }))).toMatchInlineSnapshot(`
    "The form was not filled: 1 mistake.
      - call.fill(): backKey is "A", but one of the keys 0123456789*# is needed. [AGI_BOOT_OPTION]
     [AGI_FORM]"
  `);
});

// What is not a question

test('call.waitFor keeps the keys for the next question, and fills the silence', async () => {
  await using line = await phoneFor(async (call) => [
    await call.waitFor(() => new Promise((resolve) => void line.clock.after(4_000, () => resolve('Ann'))), {
      filler: 'one-moment',
    }),
    await call.menu({ prompt: 'main-menu', choices: { '1': 'yes' } }),
  ]);
  await line.dial('/linear').waits({ forMs: 1_600 }).hears('one-moment').presses('1').ends({ by: 'app' });
  expect(line.results).toEqual([['Ann', { kind: 'choice', choice: 'yes', digits: '1' }]]);
});

test('call.waitFor with a limit says that it took too long, and its signal aborts', async () => {
  let signal!: AbortSignal;
  await using line = await phoneFor(async (call) => {
    const waited = await call.waitFor((given) => new Promise<string>(() => (signal = given)), { limitMs: 3_000 });
    await call.play('try-later');
    return waited;
  });
  await line.dial('/linear').waits({ forMs: 3_100 }).hears('try-later').ends({ by: 'app' });
  expect(line.results).toEqual([{ kind: 'tooLong' }]);
  expect(signal.aborted).toBe(true);
});

test('call.setLanguage speaks another language from then on', async () => {
  await using line = await phoneFor(async (call) => {
    const before = call.language;
    await call.setLanguage('fr');
    const refused = await call.setLanguage('../etc').catch((error: unknown) => error);
    return [before, call.language, await call.channel.getFunction('CHANNEL', 'language'), refused];
  });
  await line.dial('/linear').ends({ by: 'app' });
  expect(line.results).toEqual([['en', 'fr', 'fr', expect.objectContaining({ code: 'AGI_ARGUMENT' })]]);
});

test('dial, queue and voicemail tell how it ended, and forget the keys typed before', async () => {
  await using line = await phoneFor(async (call) => {
    await call.play('hello');
    const dialled = await call.dial('PJSIP/ann', { ringTimeoutMs: 5_000 });
    const first = await call.menu({ prompt: 'busy-1-wait', choices: { '1': 'wait' } });
    const queued = await call.queue('support', { timeoutMs: 10_000 });
    await call.play('hello-again');
    const message = await call.voicemail('100@support');
    const last = await call.menu({ prompt: 'last', choices: { '1': 'again' } });
    return [dialled.kind, first.choice, queued.kind, message.kind, last.choice];
  });
  line.onDial('PJSIP/ann', { result: 'busy' });
  line.onQueue('support', { result: 'timeout' });
  line.onExec('VoiceMail', { variables: { VMSTATUS: 'FAILED' } });
  await line
    .dial('/linear')
    .hears('hello')
    .presses('1')
    .hears('busy-1-wait')
    .presses('1')
    .skips({ until: 'hello-again' })
    .hears('hello-again')
    .presses('1')
    .hears('last')
    .presses('1')
    .ends({ by: 'app' });
  expect(line.results).toEqual([['busy', 'wait', 'timeout', 'failed', 'again']]);
});
