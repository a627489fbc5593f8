/* A caller who hangs up before any method of the class has run: the commonest abandoned call. */
import {
  AgiController,
  Ask,
  type CallOutcome,
  Dialog,
  type EndedCall,
  hangUp,
  Injectable,
  leave,
  Menu,
  OnCall,
  OnDtmf,
  OnHangup,
  read,
  UseGuard,
} from 'offhook';
import { createTestPhone, everySound } from 'offhook/testing';
import { expect, test } from 'vitest';

/** Who was told of the end, in order. */
@Injectable()
class Told {
  readonly of: string[] = [];
}

@Injectable()
abstract class Tells {
  constructor(protected readonly told: Told) {}

  @OnHangup() gone({ reason }: EndedCall): void {
    this.told.of.push(`${this.constructor.name} @OnHangup ${reason}`);
  }

  onCallEnd({ kind }: CallOutcome): void {
    this.told.of.push(`${this.constructor.name} onCallEnd ${kind}`);
  }
}

@AgiController('/second')
class Second extends Tells {
  @Menu({ prompt: 'second', choices: { '1': leave() }, otherwise: leave() }) declare readonly main: Menu;
}

@AgiController('/ask', { otherwise: leave() })
class AskFirst extends Tells {
  @Ask(read.digits({ length: 4 }), { prompt: 'number', next: hangUp }) number() {}
}

@Dialog({ otherwise: leave() })
class AskedDialog extends Tells {
  @Menu({ prompt: 'in-dialog', choices: { '1': leave() } }) declare readonly main: Menu;
}

@AgiController('/menu')
class MenuFirst extends Tells {
  @Menu({ prompt: 'options', otherwise: leave() }) declare readonly main: Menu;
  @OnDtmf('1', { next: Second }) one() {}
  @OnDtmf('2', { next: AskedDialog }) two() {}
}

@AgiController('/shut')
@UseGuard({ check: () => false }, { otherwise: Second })
class Shut extends Tells {
  @OnCall({ next: hangUp }) run() {}
}

const phone = () =>
  createTestPhone(
    { controllers: [MenuFirst, Second, AskFirst, Shut], providers: [Told] },
    { sounds: everySound({ durationMs: 2_000 }) },
  );

test.each([
  ['/menu', 'options', 'MenuFirst'],
  ['/ask', 'number', 'AskFirst'],
])('one who leaves %s in its first question is told to its @OnHangup and its onCallEnd', async (path, sound, name) => {
  await using line = await phone();
  await line.dial(path).hears(sound).hangsUp().ends({ by: 'caller' });
  expect(line.get(Told).of).toEqual([`${name} @OnHangup caller`, `${name} onCallEnd callerHungUp`]);
});

test.each([
  ['1', 'second', 'Second'],
  ['2', 'in-dialog', 'AskedDialog'],
])('one who leaves after %s, in the first question of another class, is told to both', async (key, sound, name) => {
  await using line = await phone();
  await line.dial('/menu').hears('options').presses(key).hears(sound).hangsUp().ends({ by: 'caller' });
  expect(line.get(Told).of).toEqual([
    'MenuFirst @OnHangup caller',
    `${name} @OnHangup caller`,
    `${name} onCallEnd callerHungUp`,
    'MenuFirst onCallEnd callerHungUp',
  ]);
});

test('a class whose guard sent the caller away is told nothing', async () => {
  await using line = await phone();
  await line.dial('/shut').hears('second').hangsUp().ends({ by: 'caller' });
  expect(line.get(Told).of).toEqual(['Second @OnHangup caller', 'Second onCallEnd callerHungUp']);
});

test('a call that goes back to the dialplan is told to onCallEnd alone', async () => {
  await using line = await phone();
  await line.dial('/second').hears('second').presses('1').ends({ by: 'dialplan' });
  expect(line.get(Told).of).toEqual(['Second onCallEnd dialplan']);
});
