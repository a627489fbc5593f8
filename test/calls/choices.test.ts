/* Every kind of choice in one menu, through the app and its container. */
import {
  AgiController,
  back,
  Call,
  type CallOutcome,
  Dialog,
  finish,
  go,
  hangUp,
  Injectable,
  menu,
  Menu,
  OnAttemptsUsedUp,
  OnCall,
  OnDtmf,
  OnNoMatch,
  provide,
  range,
  read,
  say,
  Step,
  Subdialog,
} from 'offhook';
import { createTestPhone, everySound, heard } from 'offhook/testing';
import { expect, test } from 'vitest';

interface Colleague {
  readonly name: string;
}

@Injectable()
class Staff {
  isOpen = true;
  readonly notes: unknown[] = [];
  find(extension: string): Colleague | undefined {
    return extension === '2001' ? { name: 'ann' } : undefined;
  }
  async lookUp(): Promise<void> {}
}

const colleague = read.digits({ length: 4 }).map((digits, ctx) => ctx.get(Staff).find(digits), 'nobody-there');

@Dialog()
class Rating {
  @Menu({ prompt: 'rate-2-to-4', otherwise: back }) declare readonly stars: Menu;
  @OnDtmf(range('2', '4'), { to: [finish] }) rated(star: string) {
    return finish(Number(star));
  }
}

@AgiController('/choices', { otherwise: 'goodbye' })
class ChoicesController {
  constructor(
    private readonly call: Call,
    private readonly staff: Staff,
  ) {}

  @OnCall({ next: 'main' })
  async greet() {
    await this.call.answer();
  }

  @Menu({
    greeting: (self: ChoicesController) => say.when(self.staff.isOpen, 'open', 'closed'),
    prompt: 'options',
    noMatch: ['wrong'],
    choices: { '#': 'languages' },
  })
  declare readonly main: Menu;

  @OnDtmf('1', { menu: 'main', when: (self: ChoicesController) => self.staff.isOpen, title: 'A colleague' })
  onlyWhenOpen() {
    this.staff.notes.push('open');
  }

  @OnDtmf(/9(\d{3})/, { menu: 'main', maxDigits: 4 })
  outside(typed: RegExpExecArray) {
    this.staff.notes.push(typed[1]);
  }

  @OnDtmf(colleague, { menu: 'main', next: 'goodbye' })
  extension(found: Colleague) {
    this.staff.notes.push(found.name);
  }

  @OnDtmf('8', { menu: 'main', confirm: (digits) => ['you-chose', say.digits(digits), 'right-1'], next: 'goodbye' })
  dangerous() {
    this.staff.notes.push('confirmed');
  }

  @OnDtmf('5', {
    menu: 'main',
    slow: { filler: 'one-moment', fillerAfterMs: 2_000, limitMs: 6_000, otherwise: 'goodbye' },
  })
  async takesItsTime() {
    await this.staff.lookUp();
  }

  @OnDtmf('6', { menu: 'main' })
  async rate(_key: string, @Subdialog(Rating) rating: Subdialog<Rating>) {
    this.staff.notes.push(await rating());
  }

  @Menu({ choices: { '1': 'main' } })
  languages() {
    return menu('languages');
  }

  @OnNoMatch({ everyQuestion: true, to: ['goodbye'] })
  anyWrongKey(digits: string) {
    this.staff.notes.push(digits);
    return digits === '0' ? go('goodbye') : undefined;
  }

  @OnAttemptsUsedUp({ everyQuestion: true })
  usedUp(reason: 'noInput' | 'noMatch') {
    this.staff.notes.push(reason);
  }

  @Step({ next: hangUp })
  async goodbye() {
    await this.call.play('goodbye');
  }
}

async function open() {
  const staff = new Staff();
  const phone = await createTestPhone(
    { controllers: [ChoicesController], providers: [provide(Staff).withValue(staff)] },
    { sounds: everySound({ durationMs: 2_000 }) },
  );
  const caller = phone.dial('/choices');
  return { phone, caller, staff, notes: staff.notes, [Symbol.asyncDispose]: () => phone[Symbol.asyncDispose]() };
}

test('a menu is a property where its decorator says it all', async () => {
  await using call = await open();
  await call.caller.hears('open', 'options').presses('1').hears('options').hangsUp();
  expect(call.notes).toEqual(['open']);
});

test('a choice that is not on offer does not exist, and what is heard depends on the call', async () => {
  await using call = await open();
  call.staff.isOpen = false;
  await call.caller.hears('closed', 'options').presses('1').hears('wrong').hangsUp();
  expect(call.notes).toEqual(['1']);
});

test('a regular expression gives its groups', async () => {
  await using call = await open();
  await call.caller.hears('open', 'options').presses('9123').hears('options').hangsUp();
  expect(call.notes).toEqual(['123']);
});

test('a regular expression takes the same entry again and again, whatever its flags', async () => {
  const entries: string[] = [];
  @AgiController('/again')
  class AgainController {
    @OnCall({ next: 'main' }) async greet() {}
    @Menu({ prompt: 'options', otherwise: hangUp }) declare readonly main: Menu;
    @OnDtmf(/1(\d)/g, { menu: 'main', maxDigits: 2 }) one([whole]: RegExpExecArray) {
      entries.push(whole);
    }
    @OnDtmf(/2(\d)/y, { menu: 'main', maxDigits: 2 }) other([whole]: RegExpExecArray) {
      entries.push(whole);
    }
  }
  await using phone = await createTestPhone(
    { controllers: [AgainController] },
    { sounds: everySound({ durationMs: 2_000 }) },
  );
  const caller = phone.dial('/again').hears('options');
  for (const keys of ['12', '12', '12', '23', '23', '23']) caller.presses(keys).hears('options');
  await caller.hangsUp();
  expect(entries).toEqual(['12', '12', '12', '23', '23', '23']);
});

test('a check of what is looked up is told which entry it is', async () => {
  const attempts: number[] = [];
  const known = read.digits({ length: 2 }).validate((digits, { attempt }) => {
    attempts.push(attempt);
    return digits === '33';
  }, 'unknown');
  @AgiController('/counted')
  class CountedController {
    @OnCall({ next: 'main' }) async greet() {}
    @Menu({ prompt: 'options', otherwise: hangUp }) declare readonly main: Menu;
    @OnDtmf(known, { menu: 'main', next: 'main' }) found() {}
  }
  await using phone = await createTestPhone(
    { controllers: [CountedController] },
    { sounds: everySound({ durationMs: 2_000 }) },
  );
  const caller = phone.dial('/counted').hears('options');
  await caller.presses('11').hears('unknown', 'options').presses('22').hears('unknown', 'options').presses('33');
  await caller.hears('options').presses('11').hears('unknown').hangsUp();
  // The fourth entry is the first of another visit.
  expect(attempts).toEqual([1, 2, 3, 1]);
});

test('a dialog that is run again begins with fresh fields', async () => {
  const counts: unknown[] = [];
  @Dialog()
  class Counting {
    private count = 0;
    @Menu({ prompt: 'count', otherwise: back }) declare readonly counted: Menu;
    @OnDtmf('1', { to: [finish] }) one() {
      this.count++;
      return finish(this.count);
    }
  }
  @AgiController('/twice')
  class TwiceController {
    @OnCall({ next: hangUp }) async greet(@Subdialog(Counting) counting: Subdialog<Counting>) {
      counts.push(await counting(), await counting());
    }
  }
  await using phone = await createTestPhone(
    { controllers: [TwiceController] },
    { sounds: everySound({ durationMs: 2_000 }) },
  );
  await phone.dial('/twice').hears('count').presses('1').hears('count').presses('1').ends({ by: 'app' });
  expect(counts).toEqual([1, 1].map((value) => ({ kind: 'finished', value })));
});

test('the terminator ends an entry beside a regular expression that does not name it', async () => {
  await using call = await open();
  const startMs = call.phone.clock.nowMs();
  await call.caller.hears('open', 'options').presses('1#').hears('options').hangsUp();
  expect(call.notes).toEqual(['open']);
  // At once: the 1 alone might have become anything.
  expect(call.phone.clock.nowMs() - startMs).toBeLessThan(4_000);
});

test('digits are looked up, and what is not found is a wrong entry with its own prompt', async () => {
  await using call = await open();
  await call.caller
    .hears('open', 'options')
    .presses('2002')
    .hears('nobody-there', 'options')
    .presses('2001')
    .hears('goodbye')
    .ends({ by: 'app' });
  expect(call.notes).toEqual(['2002', 'ann']);
});

test('a choice is confirmed, and a no asks again', async () => {
  await using call = await open();
  await call.caller
    .hears('open', 'options')
    .presses('8')
    .hears('you-chose', heard.digits('8'), 'right-1')
    .presses('2')
    .hears('options')
    .presses('8')
    .hears('you-chose', heard.digits('8'), 'right-1')
    .presses('1')
    .hears('goodbye')
    .ends({ by: 'app' });
  expect(call.notes).toEqual(['confirmed']);
});

test('a handler that takes too long is covered by a filler, and left at its limit', async () => {
  await using call = await open();
  call.staff.lookUp = () => call.phone.takes(60_000);
  await call.caller.hears('open', 'options').presses('5').hears('one-moment', 'goodbye').ends({ by: 'app' });
});

test('a range of keys, in a dialog that another one runs', async () => {
  await using call = await open();
  await call.caller.hears('open', 'options').presses('6').hears('rate-2-to-4').presses('4').hears('options').hangsUp();
  expect(call.notes).toEqual([{ kind: 'finished', value: 4 }]);
});

test('what holds for every question of the class holds where a question says nothing', async () => {
  await using call = await open();
  await call.caller
    .hears('open', 'options')
    .presses('#')
    .hears('languages')
    .presses('3')
    .hears('languages')
    .presses('4')
    .hears('languages')
    .presses('5')
    .hears('goodbye')
    .ends({ by: 'app' });
  expect(call.notes).toEqual(['3', '4', 'noMatch']);
});

test('a handler for every question may lead elsewhere', async () => {
  await using call = await open();
  await call.caller
    .hears('open', 'options')
    .presses('#')
    .hears('languages')
    .presses('0')
    .hears('goodbye')
    .ends({ by: 'app' });
});

test('the app has links and a last way out, where neither the question nor its class says', async () => {
  @AgiController('/operator')
  class OperatorController {
    constructor(private readonly call: Call) {}
    @OnCall({ next: hangUp })
    async talk() {
      await this.call.play('operator');
    }
  }

  @AgiController('/desk')
  class DeskController {
    constructor(private readonly call: Call) {}
    @OnCall({ next: 'main' })
    async greet() {
      await this.call.answer({ afterAnswerMs: 300 });
    }
    @Menu({ prompt: 'desk', attempts: 1, choices: { '1': 'main' } }) declare readonly main: Menu;
  }

  await using phone = await createTestPhone(
    { controllers: [DeskController, OperatorController] },
    {
      sounds: everySound({ durationMs: 2_000 }),
      links: { '0': OperatorController },
      otherwise: () => OperatorController,
    },
  );
  await phone.dial('/desk').hears('desk').presses('0').hears('operator').ends({ by: 'app' });
  await phone.dial('/desk').hears('desk').presses('7').hears('operator').ends({ by: 'app' });
});

test('an entry that its reader refuses, or that the caller does not confirm, is no choice', async () => {
  const outcomes: CallOutcome[] = [];
  @Injectable()
  class Statistics {
    onCallEnd(outcome: CallOutcome): void {
      outcomes.push(outcome);
    }
  }
  @AgiController('/direct', { otherwise: hangUp })
  class Direct {
    @Menu({ prompt: 'extension', noMatch: ['wrong'], attempts: 5 }) declare readonly main: Menu;
    @OnDtmf(read.digits({ length: 4 }).map((digits) => (digits === '2001' ? digits : undefined), 'nobody-there'), {
      next: hangUp,
    })
    dial() {}
    @OnDtmf('9', { next: hangUp, confirm: 'really' }) end() {}
  }
  await using line = await createTestPhone(
    { controllers: [Direct], providers: [Statistics] },
    { sounds: everySound({ durationMs: 1_000 }) },
  );
  const caller = line.dial('/direct').hears('extension').presses('9999').hears('nobody-there', 'extension');
  await caller.presses('9').hears('really').presses('2').hears('extension').presses('2001').ends({ by: 'app' });
  const [taken] = outcomes.map(({ choices }) => choices.map(({ question }) => question));
  expect(taken).toEqual(['Direct.main']);
  expect(outcomes[0]?.choices[0]?.keys).toContain('4');
});
