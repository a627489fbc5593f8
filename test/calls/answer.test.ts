/* Who answers a call that rings. */
import { AgiController, Call, createAgiApp, hangUp, Menu, OnCall, OnDtmf, Step } from 'offhook';
import { createTestPhone, everySound, VirtualClock } from 'offhook/testing';
import { describe, expect, test } from 'vitest';
import { mistakesOf } from '../controller/mistakes-of.js';
import { DirectedCall } from '../support/directed-call.js';
import { RecordingLogger } from '../support/recording-logger.js';

const open = (controller: new (...args: never[]) => object, answer?: boolean) =>
  createTestPhone(
    { controllers: [controller] },
    { sounds: everySound({ durationMs: 1_000 }), ...(answer !== undefined && { answer }) },
  );

@AgiController('/newcomer', { otherwise: hangUp })
class NewcomerController {
  constructor(private readonly call: Call) {}

  @OnCall({ next: 'main' }) async look() {
    await this.call.variables.get('NAME');
  }
  @Menu({ prompt: 'main', choices: { '9': hangUp } }) declare readonly main: Menu;
  @OnDtmf('1', { menu: 'main' }) async orders() {
    await this.call.play('orders');
  }
}

@AgiController('/silent')
class SilentController {
  constructor(private readonly call: Call) {}
  @OnCall({ next: hangUp }) async look() {
    await this.call.variables.get('NAME');
  }
}

@AgiController('/early', { answer: false, otherwise: hangUp })
class EarlyController {
  constructor(private readonly call: Call) {}
  @OnCall({ next: 'late' }) async tell() {
    await this.call.play('this-number-has-changed');
  }
  @Step({ next: hangUp }) async late() {
    await this.call.answer({ afterAnswerMs: 1_000 });
    await this.call.play('hello');
  }
}

@AgiController('/recorded')
class RecordedController {
  constructor(private readonly call: Call) {}
  @OnCall({ next: hangUp }) async memo() {
    await this.call.record({ name: 'memo', maxDurationMs: 2_000 });
  }
}

test('a call that was answered before is asked about once, and not answered', async () => {
  @AgiController('/twice')
  class TwiceController {
    constructor(private readonly call: Call) {}
    @OnCall({ next: 'more' }) async greet() {
      await this.call.play('hello');
    }
    @Step({ next: hangUp }) async more() {
      await this.call.play('more');
    }
  }
  const app = await createAgiApp({
    controllers: [TwiceController],
    logger: new RecordingLogger(),
    clock: new VirtualClock(),
  }).start();
  const asterisk = DirectedCall.place(app, 'twice');
  await asterisk.closed;
  const verbs = asterisk.lines.map((line) => /^[A-Z ]*[A-Z]/.exec(line)?.[0]);
  expect(verbs.filter((verb) => verb === 'CHANNEL STATUS' || verb === 'STREAM FILE' || verb === 'ANSWER')).toEqual([
    'CHANNEL STATUS',
    'STREAM FILE',
    'STREAM FILE',
  ]);
  await app.close();
});

describe('a call that rings', () => {
  test('is answered before the first sound, once, and a moment of silence comes before it', async () => {
    await using line = await open(NewcomerController);
    const caller = line.dial('/newcomer').hears('main').presses('1').hears('orders', 'main').presses('9');
    await caller.ends({ by: 'app' });
    expect(caller.transcript.match(/^.*(answered|hears).*$/gm)).toEqual([
      '0:00.000  answered',
      expect.stringMatching(/0:00\.32\d  hears {6}main/),
      expect.stringContaining('orders'),
      expect.stringContaining('main'),
    ]);
  });

  test('is not answered twice: what the app does itself counts', async () => {
    await using line = await open(EarlyController);
    const caller = line.dial('/early').hears('this-number-has-changed', 'hello');
    await caller.ends({ by: 'app' });
    expect(caller.transcript.match(/^.*(answered|hears).*$/gm)).toEqual([
      expect.stringContaining('this-number-has-changed'),
      '0:01.000  answered',
      expect.stringMatching(/0:02\.02\d  hears {6}hello/),
    ]);
  });

  test('is not answered when nothing is said', async () => {
    await using line = await open(SilentController);
    const caller = line.dial('/silent');
    await caller.ends({ by: 'app' });
    expect(caller.transcript).not.toContain('answered');
  });

  test('is not answered in an app that does so itself', async () => {
    await using line = await open(NewcomerController, false);
    const caller = line.dial('/newcomer').hears('main').hangsUp();
    await caller.ends({ by: 'caller' });
    expect(caller.transcript).not.toContain('answered');
  });

  test('is answered before a recording', async () => {
    await using line = await open(RecordedController);
    const caller = line.dial('/recorded').hears('beep').speaks({ forMs: 5_000 });
    await caller.ends({ by: 'app' });
    expect(caller.transcript).toContain('answered');
  });

  test('keeps the keys of the moment behind the answer', async () => {
    await using line = await open(NewcomerController);
    await line.dial('/newcomer').waits({ forMs: 100 }).presses('1').hears('orders').hangsUp();
  });
});

test('answer is true or false', () => {
  // @ts-expect-error a switch
  @AgiController('/odd', { answer: 'no' })
  class Odd {
    @OnCall({ next: hangUp }) look() {}
  }
  expect(mistakesOf(Odd)).toEqual(['Odd: answer is "no", but true or false is needed. [AGI_BOOT_OPTION]']);
});

describe('a filler on a call that rings', () => {
  /** Looks something up before anything has been heard. */
  const lookingUp = async (
    work: (call: Call, takes: (ms: number) => Promise<void>) => Promise<void>,
    answer = true,
  ) => {
    let line: Awaited<ReturnType<typeof createTestPhone>> | undefined = undefined;
    const takes = async (ms: number): Promise<void> => {
      await line?.takes(ms, undefined);
    };
    @AgiController('/look-up', { answer, otherwise: hangUp })
    class LookUp {
      constructor(private readonly call: Call) {}
      @OnCall({ next: 'main' }) async run() {
        await work(this.call, takes);
      }
      @Menu({ prompt: 'main', choices: { '1': hangUp } }) declare readonly main: Menu;
    }
    line = await open(LookUp);
    return line;
  };
  const patience = { filler: 'one-moment', fillerAfterMs: 1_000 };

  test('is a sound: the call is answered before it, and a key pressed during it answers the first question', async () => {
    await using line = await lookingUp((call, takes) => call.waitFor(() => takes(5_000), patience));
    const caller = line.dial('/look-up').hears('one-moment').presses('1');
    await caller.ends({ by: 'app' });
    expect(caller.transcript.match(/^.*(answered|hears).*$/gm)).toEqual([
      expect.stringMatching(/0:01\.03\d  answered/),
      expect.stringMatching(/0:01\.3\d\d  hears {6}one-moment/),
    ]);
    expect(caller.events.filter(({ kind }) => kind === 'keyLost')).toEqual([]);
  });

  test('plays into early media where the call is not to be answered', async () => {
    await using line = await lookingUp((call, takes) => call.waitFor(() => takes(5_000), patience), false);
    const caller = line.dial('/look-up').hears('one-moment').presses('1');
    await caller.ends({ by: 'app' });
    expect(caller.transcript).not.toContain('answered');
  });

  test('is not heard when the work is done while the call is being answered', async () => {
    await using line = await lookingUp((call, takes) => call.waitFor(() => takes(1_100), patience));
    const caller = line.dial('/look-up').hears('main').presses('1');
    await caller.ends({ by: 'app' });
    expect(caller.transcript).not.toContain('one-moment');
  });

  test('is heard, and keys are kept, when the work itself has answered the call', async () => {
    await using line = await lookingUp((call, takes) =>
      call.waitFor(async () => {
        await takes(200);
        await call.channel.answer();
        await takes(5_000);
      }, patience),
    );
    const caller = line.dial('/look-up').hears('one-moment').presses('1');
    await caller.ends({ by: 'app' });
    expect(caller.events.filter(({ kind }) => kind === 'keyLost')).toEqual([]);
  });
});
