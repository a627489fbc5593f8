/* What is played where nothing follows: closed, goodbye, sorry. */
import {
  AgiController,
  Call,
  Catch,
  go,
  hangUp,
  leave,
  Menu,
  OnAttemptsUsedUp,
  OnCall,
  OnDtmf,
  say,
  Step,
  UseFilter,
  UseGuard,
} from 'offhook';
import { type Caller, createTestPhone, everySound, heard } from 'offhook/testing';
import { describe, expect, test } from 'vitest';

class Broken extends Error {}

@Catch([Broken], { to: [hangUp] })
class SayBroken {
  async catch(_: Broken, call: Call) {
    await call.play('out-of-order');
    return hangUp;
  }
}

@AgiController('/line', { start: 'main', answer: false })
class Line {
  constructor(private readonly call: Call) {}

  @Menu({ prompt: 'options', choices: { '1': 'closed', '2': 'before', '9': 'cut' }, attempts: 2 })
  declare readonly main: Menu;

  @Step({ next: hangUp }) async closed() {
    await this.call.play('we-are-closed', say.silence({ durationMs: 500 }), 'goodbye');
  }

  @Step({ next: 'closed' }) async before() {
    await this.call.play('before');
  }

  @Step({ next: hangUp, skippable: true }) async cut() {
    await this.call.play('we-are-closed', 'goodbye');
  }

  @OnDtmf('3', { to: [hangUp] }) async mayAskAgain(keys: string) {
    await this.call.play('one-moment');
    if (keys === '') return hangUp;
  }

  @OnDtmf('4', { next: hangUp }) async asks() {
    await this.call.play('welcome');
    const { choice } = await this.call.menu({ prompt: 'choose', choices: { '7': 'seven', '8': 'eight' } });
    await this.call.play(choice ?? 'nothing');
  }

  @OnDtmf('5', { next: hangUp }) async counts() {
    await this.call.play('there-are', say.number(3));
    const { choice } = await this.call.menu({ prompt: 'choose', choices: { '7': 'seven', '8': 'eight' } });
    await this.call.play(choice ?? 'nothing');
  }

  @OnDtmf('6', { to: ['main'], skippable: false }) async always() {
    await this.call.play('legal-notice');
    return go('main');
  }

  @OnDtmf('7') @UseFilter(new SayBroken()) async breaks() {
    throw new Broken();
  }

  @OnAttemptsUsedUp({ next: leave() }) async over() {
    await this.call.play('nobody-is-there');
  }
}

const phone = (options = {}) =>
  createTestPhone({ controllers: [Line] }, { sounds: everySound({ durationMs: 1_000 }), ...options });

/** How much of a sound was heard, milliseconds. */
const heardOf = ({ events }: Caller, name: string) =>
  events.reduce((ms, event) => (event.kind === 'soundEnded' && event.item.text === name ? ms + event.heardMs : ms), 0);

describe('where every declared way ends the call', () => {
  test('no key cuts an announcement, and none skips the next', async () => {
    await using line = await phone();
    const caller = line
      .dial('/line')
      .hears('options')
      .presses('1')
      .hears('we-are-closed')
      .presses('5', { afterMs: 200 });
    await caller.hears('goodbye').presses('5', { afterMs: 200 }).ends({ by: 'app' });
    expect(heardOf(caller, 'we-are-closed')).toBe(1_000);
    expect(heardOf(caller, 'goodbye')).toBe(1_000);
  });

  test('keys that were typed before skip nothing', async () => {
    await using line = await phone();
    const caller = line.dial('/line').hears('options').presses('1555');
    await caller.hears('we-are-closed', 'goodbye').ends({ by: 'app' });
    expect(heardOf(caller, 'goodbye')).toBe(1_000);
  });

  test('a step that leads to such a step is heard as well', async () => {
    await using line = await phone();
    await line
      .dial('/line')
      .hears('options')
      .presses('25')
      .hears('before', 'we-are-closed', 'goodbye')
      .ends({ by: 'app' });
  });

  test('after the attempts are used up, too', async () => {
    await using line = await phone();
    const caller = line.dial('/line').hears('options').staysSilent().hears('options').staysSilent();
    await caller.hears('nobody-is-there').presses('1', { afterMs: 300 }).ends({ by: 'dialplan' });
    expect(heardOf(caller, 'nobody-is-there')).toBe(1_000);
  });

  test('a key is kept for a question that the code asks after all', async () => {
    await using line = await phone();
    const caller = line.dial('/line').hears('options').presses('4').hears('welcome').presses('8', { afterMs: 300 });
    await caller.hears('eight').ends({ by: 'app' });
    expect(heardOf(caller, 'welcome')).toBe(1_000);
  });

  test('the question itself is cut by a key', async () => {
    await using line = await phone();
    const caller = line.dial('/line').hears('options').presses('4').hears('welcome', 'choose');
    await caller.presses('8', { afterMs: 300 }).hears('eight').ends({ by: 'app' });
    expect(heardOf(caller, 'choose')).toBe(400);
  });

  test('what Asterisk says cannot go on, so that it is said once and its keys are lost', async () => {
    await using line = await phone();
    const caller = line.dial('/line').hears('options').presses('5').hears('there-are', heard.number(3));
    await caller.presses('8').hears('choose').presses('7').hears('seven').ends({ by: 'app' });
    expect(caller.events).toContainEqual(expect.objectContaining({ kind: 'keyLost', key: '8' }));
  });

  test('skippable lets keys cut and skip', async () => {
    await using line = await phone();
    const caller = line
      .dial('/line')
      .hears('options')
      .presses('9')
      .hears('we-are-closed')
      .presses('5', { afterMs: 200 });
    await caller.ends({ by: 'app' });
    expect(heardOf(caller, 'we-are-closed')).toBe(300);
  });
});

describe('elsewhere', () => {
  test('a handler that may return nothing to its menu is cut by keys', async () => {
    await using line = await phone();
    const caller = line.dial('/line').hears('options').presses('3').hears('one-moment').presses('1', { afterMs: 200 });
    await caller.hears('we-are-closed', 'goodbye').ends({ by: 'app' });
    expect(heardOf(caller, 'one-moment')).toBe(300);
  });

  test('skippable: false is heard to its end, and its keys answer the menu', async () => {
    await using line = await phone();
    const caller = line
      .dial('/line')
      .hears('options')
      .presses('6')
      .hears('legal-notice')
      .presses('1', { afterMs: 200 });
    await caller.hears('we-are-closed', 'goodbye').ends({ by: 'app' });
    expect(heardOf(caller, 'legal-notice')).toBe(1_000);
  });
});

describe('the last words of others are heard', () => {
  test('of an exception filter that ends the call', async () => {
    await using line = await phone();
    const caller = line
      .dial('/line')
      .hears('options')
      .presses('7')
      .hears('out-of-order')
      .presses('5', { afterMs: 200 });
    await caller.ends({ by: 'app' });
    expect(heardOf(caller, 'out-of-order')).toBe(1_000);
  });

  test('of a guard that ends the call', async () => {
    @AgiController('/shut')
    @UseGuard({ check: () => false }, { say: ['we-are-closed', 'goodbye'], otherwise: hangUp })
    class Shut {
      @OnCall({ next: hangUp }) begin() {}
    }
    await using line = await createTestPhone({ controllers: [Shut] }, { sounds: everySound({ durationMs: 1_000 }) });
    const caller = line.dial('/shut').hears('we-are-closed').presses('5', { afterMs: 200 }).hears('goodbye');
    await caller.ends({ by: 'app' });
    expect(heardOf(caller, 'we-are-closed')).toBe(1_000);
  });

  test('of the app when a handler has failed', async () => {
    @AgiController('/broken')
    class Fails {
      @OnCall({ next: hangUp }) begin() {
        throw new Error('broken');
      }
    }
    const options = { sounds: everySound({ durationMs: 1_000 }), apology: ['sorry', 'goodbye'] };
    await using line = await createTestPhone({ controllers: [Fails] }, options);
    const caller = line.dial('/broken').hears('sorry').presses('5', { afterMs: 200 }).hears('goodbye');
    await caller.ends({ by: 'dialplan', error: /broken/ });
    expect(heardOf(caller, 'sorry')).toBe(1_000);
  });

  test('of a question whose last failure ends the call', async () => {
    @AgiController('/ask', { start: 'main', answer: false })
    class Asks {
      @Menu({
        prompt: 'options',
        choices: { '1': 'main' },
        attempts: 1,
        noInput: ['nobody-is-there'],
        playOnLastAttempt: true,
        otherwise: hangUp,
      })
      declare readonly main: Menu;
    }
    await using line = await createTestPhone({ controllers: [Asks] }, { sounds: everySound({ durationMs: 1_000 }) });
    const caller = line.dial('/ask').hears('options').staysSilent().hears('nobody-is-there');
    await caller.presses('5', { afterMs: 200 }).ends({ by: 'app' });
    expect(heardOf(caller, 'nobody-is-there')).toBe(1_000);
  });
});
