/* The links of a class in the dialogs that it runs. */
import {
  AgiController,
  Ask,
  back,
  Call,
  Dialog,
  finish,
  go,
  hangUp,
  keepListening,
  leave,
  Link,
  Menu,
  OnCall,
  OnDtmf,
  read,
  Step,
  Subdialog,
} from 'offhook';
import { createTestPhone, everySound } from 'offhook/testing';
import { beforeEach, expect, test } from 'vitest';

const notes: unknown[] = [];
beforeEach(() => void notes.splice(0));

@Dialog()
class Sure {
  constructor(private readonly call: Call) {}
  @Menu({ prompt: 'sure', choices: { '*': back } }) declare readonly only: Menu;
  @OnDtmf('1', { to: [finish] }) yes() {
    return finish('yes');
  }
  @Link('8', { next: keepListening }) async here() {
    await this.call.play('here');
  }
}

@Dialog({ start: 'number', links: { '7': 'number' } })
class Transfer {
  constructor(private readonly call: Call) {}

  @Ask(read.digits({ length: 2 }), { prompt: 'number', next: 'confirm' }) number() {}

  @Step({ to: [finish] }) async confirm(@Subdialog(Sure) sure: Subdialog<Sure>) {
    const { value } = await sure();
    return finish(value);
  }
  @Link('6', { to: [finish] }) enough() {
    return finish('enough');
  }
  @Link('8', { next: keepListening }) async elsewhere() {
    await this.call.play('elsewhere');
  }
}

@AgiController('/bank', { links: { '0': 'operator', '*': 'operator' }, otherwise: hangUp })
class BankController {
  constructor(private readonly call: Call) {}

  @OnCall({ next: 'main' }) async enter() {
    await this.call.answer();
  }
  @Menu({ prompt: 'main', choices: { '9': hangUp } }) declare readonly main: Menu;

  @OnDtmf('1', { menu: 'main' })
  async transfer(_key: string, @Subdialog(Transfer) transfer: Subdialog<Transfer>) {
    try {
      notes.push(await transfer());
    } finally {
      notes.push('transfer is over');
    }
  }
  @Link('5', { to: ['operator', keepListening] }) async help() {
    await this.call.play('help');
    return notes.length === 0 ? keepListening : go('operator');
  }
  @Step({ next: 'main' }) async operator() {
    await this.call.play('operator');
  }
}

const open = () =>
  createTestPhone(
    { controllers: [BankController] },
    { sounds: everySound({ durationMs: 1_000 }), links: { '4': hangUp, '0': hangUp } },
  );

const asked = (line: Awaited<ReturnType<typeof open>>) =>
  line.dial('/bank').hears('main').presses('1').hears('number').presses('12').hears('sure');

test('lead to the class, through the handlers that wait for the dialogs', async () => {
  await using line = await open();
  await asked(line).presses('0').hears('operator', 'main').presses('9').ends({ by: 'app' });
  expect(notes).toEqual(['transfer is over']);
});

test('run a method of the class that may listen on in the dialog', async () => {
  await using line = await open();
  await asked(line).presses('5').hears('help').presses('1').hears('main').presses('9').ends({ by: 'app' });
  expect(notes).toEqual([{ kind: 'finished', value: 'yes' }, 'transfer is over']);
});

test('of a dialog that is run, too, lead to it or finish it', async () => {
  await using line = await open();
  await asked(line).presses('7').hears('number').presses('34').hears('sure').presses('6').hears('main').hangsUp();
  expect(notes).toEqual([{ kind: 'finished', value: 'enough' }, 'transfer is over']);
});

test('come after those of the dialog, and before those of the app', async () => {
  await using line = await open();
  await asked(line).presses('8').hears('here').presses('*').hears('main').hangsUp();
  expect(notes).toEqual([{ kind: 'finished', value: undefined }, 'transfer is over']);
});

test('are data in a question that takes their key', async () => {
  await using line = await open();
  await line
    .dial('/bank')
    .hears('main')
    .presses('1')
    .hears('number')
    .presses('00')
    .hears('sure')
    .presses('4')
    .ends({ by: 'app' });
});

test('may be typed twice, and as often as the caller likes', async () => {
  await using line = await open();
  let caller = line.dial('/bank').hears('main');
  for (let i = 0; i < 20; i++)
    caller = caller.presses('1').hears('number').presses('12').hears('sure').presses('0').hears('operator', 'main');
  await caller.hangsUp();
  expect(notes).toHaveLength(20);
});

test('of a class without a question of its own lead on too: to a step, to a dialog, and with words that no key skips', async () => {
  @Dialog()
  class Help {
    @Menu({ prompt: 'help-menu', choices: { '1': leave }, otherwise: leave }) declare readonly main: Menu;
  }
  @AgiController('/login', { links: { '2': 'desk', '3': Help } })
  class Login {
    constructor(private readonly call: Call) {}

    @OnCall({ next: hangUp })
    async enter(@Subdialog(Transfer) transfer: Subdialog<Transfer>) {
      await this.call.answer();
      await transfer();
    }
    @Link('9', { next: hangUp }) async goodbye() {
      await this.call.play('closed', 'goodbye');
    }
    @Step({ next: hangUp }) async desk() {
      await this.call.play('desk');
    }
  }
  await using line = await createTestPhone({ controllers: [Login] }, { sounds: everySound({ durationMs: 1_000 }) });
  const call = () => line.dial('/login').hears('number').presses('12').hears('sure');
  await call().presses('2').hears('desk').ends({ by: 'app' });
  await call().presses('3').hears('help-menu').presses('1').ends({ by: 'dialplan' });
  await call().presses('9').hears('closed').presses('5').hears('goodbye').ends({ by: 'app' });
});
