/*
 * What docs/guides/dialogs.md offers to those who come from other systems, on the real declarations: test/dialogs-page.test.ts looks
 * for every name of its tables here.
 */
import { expectTypeOf, test } from 'vitest';
import {
  AgiController,
  type AppOptions,
  Ask,
  back,
  Call,
  createAgiApp,
  Dialog,
  Digits,
  Field,
  finish,
  go,
  hangUp,
  Injectable,
  Input,
  leave,
  Link,
  keepListening,
  menu,
  Menu,
  OnAttemptsUsedUp,
  OnCall,
  OnDtmf,
  OnHangup,
  OnNoInput,
  OnNoMatch,
  range,
  read,
  say,
  Step,
  Subdialog,
} from 'offhook';

interface Colleague {
  readonly name: string;
}

@Injectable()
abstract class Staff {
  abstract find(digits: string): Promise<Colleague | undefined>;
}

const find = (digits: string, { get }: { get: <T>(of: abstract new (...args: never[]) => T) => T }) =>
  get(Staff).find(digits);
const check = (found: Colleague) => found.name !== '';
const reader = read.digits({ min: 3, max: 4 }).map(find, 'nobody-there').validate(check, 'nobody-there');
const work = async () => undefined;
const cause = 'busy';

@AgiController('/support', { answer: false })
class SupportController {
  @OnCall({ next: leave }) enter() {}
}

class Answers {
  @Field(read.yesNo(), { prompt: 'recommend' }) recommends?: boolean;
}

@Dialog()
class SignIn {
  @Input() declare readonly input: { readonly attempts: number };
  @Ask(read.pin({ length: 4 }).validate((pin) => pin !== '0000', 'too-simple'), { prompt: 'pin', to: [finish] })
  pin(pin: string) {
    return finish(pin);
  }
}

@AgiController('/peers', {
  links: { '9': 'main' },
  defaults: { noInput: ['still-there'], noMatch: ['wrong'] },
  otherwise: 'main',
})
export class PeersController {
  constructor(private readonly call: Call) {}

  @OnCall({ to: ['main', 'ivr'] })
  async enter(@Subdialog(SignIn) signIn: Subdialog<SignIn>) {
    await this.call.answer({ afterAnswerMs: 1_000 });
    const { kind, value } = await signIn({ attempts: 3 });
    return kind === 'finished' && value !== '' ? go('main') : go('ivr');
  }

  // FreePBX
  @Menu({
    prompt: 'announcement',
    timeoutMs: 10_000,
    noMatchAttempts: 3 + 1,
    noInputAttempts: 3 + 1,
    noMatch: ['wrong'],
    noInput: ['still-there'],
    playOnLastAttempt: true,
    choices: { '1': 'main', '*': back },
    otherwise: back,
  })
  declare readonly ivr: Menu;
  @OnDtmf(reader, { menu: 'ivr', next: hangUp }) async colleague(found: Colleague) {
    const device = `PJSIP/${found.name}` as const;
    await this.call.dial(device, { ringTimeoutMs: 20_000, maxDurationMs: 60_000, music: 'default' });
  }
  @OnAttemptsUsedUp({ menu: 'ivr', to: ['main', hangUp] }) over(reason: 'noInput' | 'noMatch') {
    return reason === 'noInput' ? hangUp : go('main');
  }
  @OnDtmf('4', { menu: 'ivr' }) async voicemail() {
    try {
      await this.call.record({ name: 'memo', beep: true, maxDurationMs: 60_000, silenceMs: 3_000, stopKeys: '#' });
    } finally {
      await this.call.voicemail('100@default');
    }
  }
  @OnDtmf('5', { menu: 'ivr', to: [back] }) return() {
    return back;
  }
  @OnNoMatch({ menu: 'ivr', count: 2, to: [keepListening] }) again() {
    return keepListening;
  }

  // FreeSWITCH, Adhearsion, VoiceXML
  @Menu({
    reprompt: { 2: 'shorter', 3: 'shortest' },
    interDigitTimeoutMs: 3_000,
    attempts: 3,
    terminator: '#',
    typeAhead: false,
    bargeIn: 'choices',
    choices: { '1': () => SupportController },
  })
  main() {
    return menu(say.when(this.call.language === 'en', 'welcome'), say.withoutBargeIn('legal'), say.number(5));
  }
  @OnDtmf(/9(\d{3})/, { menu: 'main', maxDigits: 4, confirm: 'sure' }) outside(typed: RegExpExecArray) {
    return void typed[1];
  }
  @OnDtmf(range('2', '4'), { menu: 'main' }) several() {}
  @OnDtmf(['6', '7'], { menu: 'main', slow: { filler: 'wait', music: 'default' } }) either(@Digits() digits: string) {
    return void digits;
  }
  @OnNoInput({ menu: 'main', count: 2, to: ['next'] }) silent() {
    return go('next');
  }
  @OnNoMatch({ everyQuestion: true }) everywhere() {}
  @Link('*', { next: keepListening }) async help() {
    await this.call.play('help', say.day(new Date()));
  }

  // PAGI
  @Ask(reader, { prompt: 'order', totalTimeoutMs: 20_000, cancelKey: '*', terminator: '#', next: 'next' }) order(
    order: Colleague,
  ) {
    return void order;
  }
  @OnNoMatch({ ask: 'order', reason: 'refused' }) notValid() {}
  @Step({ to: [hangUp, 'order'] }) async next() {
    const asked = await this.call.ask(read.date(), { prompt: 'when', attempts: 2 });
    if (asked.kind === 'value') await this.call.play(say.day(asked.value), say.digits(asked.digits));
    const { choice } = await this.call.menu({ prompt: 'a', choices: { '1': 'yes', _2X: 'no' } });
    const { kind } = await this.call.fill(new Answers(), { backKey: '*' });
    await this.call.waitFor(work, { filler: 'wait', music: 'default' });
    return choice === 'yes' && kind === 'filled' ? hangUp(cause) : go('order');
  }
  @OnHangup() end() {}
}

const app: AppOptions = { defaults: { attempts: 4 }, links: { '0': SupportController }, otherwise: SupportController };

test('what the page offers is there', () => {
  expectTypeOf(createAgiApp({ controllers: [PeersController, SupportController], ...app }).start()).toExtend<
    Promise<unknown>
  >();
  expectTypeOf([read.integer, read.amount, read.phoneNumber, read.time, read.digits({ length: 4 })]).toBeArray();
});
