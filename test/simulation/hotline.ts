import {
  AgiController,
  AgiEnvironment,
  Ask,
  back,
  Call,
  Catch,
  createAgiApp,
  Dialog,
  type ExceptionFilter,
  finish,
  hangUp,
  Injectable,
  leave,
  Menu,
  menu,
  OnCall,
  type OnCallEnd,
  OnDtmf,
  OnEnter,
  OnHangup,
  OnNoInput,
  provide,
  read,
  say,
  Step,
  Subdialog,
  type SubdialogResult,
  UseFilter,
} from 'offhook';
import { DatabaseDown, SimulatedDatabase } from './database.js';
import { soundTable } from 'offhook/testing';
import { Ledger } from './ledger.js';
import { type World, witnesses } from './world.js';

/** Of the call, and made first. */
@Injectable({ scope: 'call' })
class Draft implements OnCallEnd {
  constructor(
    private readonly call: Call,
    private readonly ledger: Ledger,
  ) {
    ledger.of(call.id).made.push('Draft');
  }
  onCallEnd() {
    this.ledger.of(this.call.id).told.push('Draft');
  }
  dispose() {
    this.ledger.of(this.call.id).disposed.push('Draft');
  }
}

/** Needs the draft, so that it is made after it and disposed before it. */
@Injectable({ scope: 'call' })
class Basket implements OnCallEnd {
  constructor(
    readonly draft: Draft,
    private readonly call: Call,
    private readonly ledger: Ledger,
  ) {
    ledger.of(call.id).made.push('Basket');
  }
  async onCallEnd() {
    await Promise.resolve();
    this.ledger.of(this.call.id).told.push('Basket');
  }
  async [Symbol.asyncDispose]() {
    await new Promise<void>((resolve) => void setTimeout(resolve, 20));
    this.ledger.of(this.call.id).disposed.push('Basket');
  }
}

@Catch(DatabaseDown, { to: [leave] })
@Injectable()
class Apologize implements ExceptionFilter<DatabaseDown> {
  async catch(_error: DatabaseDown, call: Call) {
    await call.play('sorry');
    return leave();
  }
}

@Dialog()
class SignIn {
  private wrong = 0;
  constructor(
    private readonly call: Call,
    private readonly database: SimulatedDatabase,
    private readonly ledger: Ledger,
  ) {
    ledger.of(call.id).made.push('SignIn');
  }

  @OnEnter({ next: 'pin' })
  enter() {}

  @Ask(read.pin({ length: 6 }), {
    prompt: 'pin',
    cancelKey: '*',
    to: [finish, back],
    slow: { limitMs: 4_000, otherwise: hangUp },
  })
  pin(pin: string) {
    return this.ledger.during(this.call.id, async () => {
      if (await this.database.isPin(pin)) return finish(true);
      await this.call.play('not-found');
      return ++this.wrong > 1 ? finish(false) : back;
    });
  }

  @OnHangup()
  gone() {
    this.ledger.of(this.call.id).hungUp.push('SignIn');
  }

  dispose() {
    this.ledger.of(this.call.id).disposed.push('SignIn');
  }
}

@AgiController('/sales', { links: { '0': () => Goodbye } })
@UseFilter(Apologize)
class Sales {
  constructor(
    private readonly call: Call,
    private readonly database: SimulatedDatabase,
    private readonly ledger: Ledger,
    readonly basket: Basket,
    environment: AgiEnvironment,
  ) {
    ledger.of(call.id).made.push('Sales');
    ledger.of(call.id).reads.push({ what: 'extension', got: environment.extension, wanted: 's' });
  }

  @OnCall({ next: 'main', slow: { filler: 'welcome', limitMs: 6_000, otherwise: 'main' } })
  greet() {
    return this.ledger.during(this.call.id, async () => {
      const name = await this.call.waitFor(() => this.database.customer(this.call.caller.number), { limitMs: 8_000 });
      await this.call.play('welcome', say.digits(name === undefined ? '0' : '1'));
    });
  }

  @Menu({ choices: { '2': 'account', '3': 'message', '9': 'fails' }, attempts: 3, timeoutMs: 4_000, otherwise: leave })
  main() {
    return menu('options');
  }

  @OnDtmf('1', { menu: 'main', next: 'order' })
  one() {}

  @OnDtmf('_4X', { menu: 'main', next: 'main' })
  two(digits: string) {
    return this.ledger.during(this.call.id, async () => {
      await this.call.play(say.digits(digits));
    });
  }

  @OnNoInput({ menu: 'main', count: 2 })
  silent() {
    return this.ledger.during(this.call.id, async () => {
      await this.call.play('sorry');
    });
  }

  @Ask(read.digits({ length: 4 }), {
    prompt: say.withoutBargeIn('order'),
    attempts: 2,
    confirm: (digits: string) => ['found', say.digits(digits)],
    next: 'main',
    otherwise: 'main',
  })
  order(digits: string) {
    return this.ledger.during(this.call.id, async () => {
      const status = await this.call.waitFor(() => this.database.order(digits), { filler: 'welcome', limitMs: 3_000 });
      await this.call.variables.set('ORDER', digits);
      const got = await this.call.variables.get('ORDER');
      this.ledger.of(this.call.id).reads.push({ what: 'ORDER', got, wanted: digits });
      await this.call.play(status === undefined ? 'not-found' : 'found');
    });
  }

  @Step({ next: 'main' })
  account(@Subdialog(SignIn) signIn: () => Promise<SubdialogResult<boolean>>) {
    return this.ledger.during(this.call.id, async () => {
      const signedIn = await signIn();
      await this.call.play(signedIn.kind === 'finished' && signedIn.value ? 'found' : 'not-found');
    });
  }

  @Step({ next: 'main' })
  message() {
    return this.ledger.during(this.call.id, async () => {
      await this.call.record({
        name: `message-${this.call.id}`,
        folder: '/recordings',
        prompt: 'say-it',
        maxDurationMs: 20_000,
        silenceMs: 3_000,
        review: { prompt: 'options', accept: '1', playBack: '2', again: '3' },
      });
    });
  }

  @Step({ next: 'main' })
  fails() {
    return this.ledger.during(this.call.id, async () => {
      await this.call.play('sorry');
      throw new DatabaseDown('gone in the middle');
    });
  }

  @OnHangup()
  async gone() {
    await Promise.resolve();
    this.ledger.of(this.call.id).hungUp.push('Sales');
  }

  dispose() {
    this.ledger.of(this.call.id).disposed.push('Sales');
  }
}

@Dialog()
class Goodbye {
  constructor(private readonly call: Call) {}
  @OnEnter({ next: hangUp })
  async say() {
    await this.call.play('goodbye');
  }
}

/** Says and asks from code. */
@AgiController('/linear')
class Linear {
  constructor(
    private readonly call: Call,
    private readonly ledger: Ledger,
    readonly draft: Draft,
  ) {
    ledger.of(call.id).made.push('Linear');
  }

  @OnCall({ next: leave })
  talk() {
    return this.ledger.during(this.call.id, async () => {
      const notes = this.ledger.of(this.call.id);
      await this.call.answer();
      const note = await this.call.variables.get('NOTE');
      notes.reads.push({ what: 'NOTE', got: note, wanted: note ?? '' });
      await this.call.variables.set('COPY', note ?? '');
      notes.reads.push({ what: 'COPY', got: await this.call.variables.get('COPY'), wanted: note ?? '' });
      await this.call.channel.databasePut('notes', this.call.id, 'kept');
      notes.reads.push({
        what: 'AstDB',
        got: await this.call.channel.databaseGet('notes', this.call.id),
        wanted: 'kept',
      });
      const asked = await this.call.ask(read.digits({ min: 1, max: 4 }), { prompt: 'order', attempts: 2 });
      await this.call.play('found', say.digits(asked.kind === 'value' ? asked.value : '0'));
      const chosen = await this.call.menu({ prompt: 'options', choices: { '1': 'yes', '2': 'no' }, attempts: 2 });
      await this.call.play(chosen.kind === 'choice' ? 'found' : 'goodbye');
    });
  }

  @OnHangup()
  gone() {
    this.ledger.of(this.call.id).hungUp.push('Linear');
  }

  dispose() {
    this.ledger.of(this.call.id).disposed.push('Linear');
  }
}

/** Throws before it says anything. */
@AgiController('/broken')
class Broken {
  constructor(
    private readonly call: Call,
    private readonly ledger: Ledger,
    readonly basket: Basket,
  ) {
    ledger.of(call.id).made.push('Broken');
  }
  @OnCall({ next: leave })
  break() {
    throw new TypeError(`x is not a function, for ${this.call.caller.name ?? ''}`);
  }
  @OnHangup()
  gone() {
    this.ledger.of(this.call.id).hungUp.push('Broken');
  }
  dispose() {
    this.ledger.of(this.call.id).disposed.push('Broken');
  }
}

/** Works without a word, and takes one call at a time. */
@AgiController('/busy', { maxCalls: 1 })
class Busy {
  constructor(
    private readonly call: Call,
    private readonly ledger: Ledger,
  ) {
    ledger.of(call.id).made.push('Busy');
  }
  @OnCall({ next: hangUp })
  work() {
    return this.ledger.during(this.call.id, async () => {
      await this.call.waitFor((signal) => aborted(signal), { limitMs: 12_000 });
    });
  }
  @OnHangup()
  gone() {
    this.ledger.of(this.call.id).hungUp.push('Busy');
  }
  dispose() {
    this.ledger.of(this.call.id).disposed.push('Busy');
  }
}

/** Begins with a question, so that no method of it may ever run. */
@AgiController('/code', { start: 'code' })
class Code {
  constructor(
    private readonly call: Call,
    private readonly ledger: Ledger,
  ) {
    ledger.of(call.id).made.push('Code');
  }
  @Ask(read.digits({ length: 2 }), { prompt: 'order', attempts: 2, next: hangUp, otherwise: leave })
  code() {}
  @OnHangup()
  gone() {
    this.ledger.of(this.call.id).hungUp.push('Code');
  }
  dispose() {
    this.ledger.of(this.call.id).disposed.push('Code');
  }
}

/** Work that heeds its signal, as fetch does. */
function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((_resolve, reject) => {
    const stop = () => reject(signal.reason instanceof Error ? signal.reason : new Error('stopped'));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}

const known = ['welcome', 'options', 'order', 'pin', 'say-it', 'found', 'not-found', 'goodbye', 'sorry'];

/** An app whose calls meet everything: questions, work, recordings, dialogs, failures, services to dispose. */
export const hotline: World = {
  sounds: soundTable(Object.fromEntries(known.map((sound, i) => [sound, { durationMs: 600 + 400 * i }]))),
  open: ({ plan, ledger }) =>
    Promise.resolve({
      createApp: (options) =>
        createAgiApp({
          controllers: [Sales, Linear, Broken, Busy, Code],
          providers: [
            Draft,
            Basket,
            Apologize,
            ...witnesses(ledger),
            provide(SimulatedDatabase).withValue(new SimulatedDatabase(plan.database, ledger)),
          ],
          defaults: { noInput: ['sorry'], noMatch: ['sorry'] },
          apology: 'sorry',
          ...options,
        }),
      messages: () => Promise.resolve([]),
    }),
};

/** The class that answers each path. */
export const CLASS_OF: Readonly<Record<string, string>> = {
  '/sales': 'Sales',
  '/linear': 'Linear',
  '/broken': 'Broken',
  '/busy': 'Busy',
  '/code': 'Code',
};
