import 'reflect-metadata';
import { AgiController, Call, Menu, OnCall, OnDtmf, hangUp, menu } from 'offhook';
import { createTestPhone, soundTable } from 'offhook/testing';
import { describe, expect, it, vi } from 'vitest';

const look = vi.fn(async (): Promise<string> => 'balance/zero');

@AgiController('/balance')
class BalanceController {
  constructor(private readonly call: Call) {}

  @OnCall({ next: 'main' })
  async greet() {
    await this.call.answer();
  }

  @Menu({ otherwise: hangUp })
  main() {
    return menu('balance/options');
  }

  @OnDtmf('1')
  async balance() {
    const sound = await this.call.waitFor(look, { filler: 'balance/one-moment', fillerAfterMs: 3_000 });
    await this.call.play(sound);
  }

  @OnDtmf('2', { next: hangUp })
  async goodbye() {
    await this.call.play('balance/bye');
  }
}

const lasting = { durationMs: 1_000 };
const sounds = soundTable({
  'balance/options': lasting,
  'balance/one-moment': lasting,
  'balance/zero': lasting,
  'balance/bye': lasting,
});

describe('work of the app', () => {
  it('takes no time: beside a filler after 3 s, a real query never plays it', async () => {
    await using phone = await createTestPhone({ controllers: [BalanceController] }, { sounds });
    // Real work, with turns of the event loop in it.
    look.mockImplementationOnce(() => new Promise((resolve) => void setTimeout(() => resolve('balance/zero'), 60)));
    const caller = phone.dial('/balance');
    await caller
      .hears('balance/options')
      .presses('1')
      .hears('balance/zero')
      .presses('2')
      .hears('balance/bye')
      .ends({ by: 'app' });
    expect(commandsOf(caller)).not.toContain('WAIT FOR DIGIT -1');
  });

  it('takes the time that a fake says: after 4 s the filler has always been heard, and keys are kept', async () => {
    await using phone = await createTestPhone({ controllers: [BalanceController] }, { sounds });
    look.mockImplementationOnce(() => phone.takes(4_000, 'balance/zero'));
    const caller = phone.dial('/balance');
    await caller
      .hears('balance/options')
      .presses('1')
      .hears('balance/one-moment')
      .waits({ forMs: 500 })
      .presses('2')
      .hears('balance/bye')
      .ends({ by: 'app' });
    expect(caller.transcript).toContain('0:03.120  hears      balance/one-moment');
    expect(caller.transcript).toContain('0:04.120  hears      balance/bye');
  });

  it('is of several pieces, with real work between them, while the line is held', async () => {
    await using phone = await createTestPhone({ controllers: [BalanceController] }, { sounds });
    look.mockImplementationOnce(async () => {
      await phone.takes(5_000);
      await new Promise((resolve) => void setTimeout(resolve, 60));
      return phone.takes(5_000, 'balance/zero');
    });
    const caller = phone.dial('/balance').hears('balance/options').presses('1');
    await caller.hears('balance/one-moment', 'balance/zero').hangsUp().ends({ by: 'caller' });
    expect(caller.transcript).toContain('0:10.120  hears      balance/zero');
  });

  it('takes no time again once what a fake took is over', async () => {
    await using phone = await createTestPhone({ controllers: [BalanceController] }, { sounds });
    look.mockImplementationOnce(() => phone.takes(1_000, 'balance/zero'));
    look.mockImplementationOnce(() => new Promise((resolve) => void setTimeout(() => resolve('balance/zero'), 60)));
    const caller = phone.dial('/balance');
    await caller.hears('balance/options').presses('1').hears('balance/zero', 'balance/options');
    await caller.presses('1').hears('balance/zero').hangsUp().ends({ by: 'caller' });
    expect(commandsOf(caller).filter((line) => line === 'WAIT FOR DIGIT -1')).toHaveLength(1);
  });

  it('can be left by the caller', async () => {
    await using phone = await createTestPhone({ controllers: [BalanceController] }, { sounds });
    look.mockImplementationOnce(() => phone.takes(60_000, 'balance/zero'));
    await phone
      .dial('/balance')
      .hears('balance/options')
      .presses('1')
      .hears('balance/one-moment')
      .hangsUp({ afterMs: 500 })
      .ends({ by: 'caller' });
  });
});

function commandsOf({
  events,
}: {
  readonly events: readonly { readonly kind: string; readonly line?: string }[];
}): (string | undefined)[] {
  return events.filter(({ kind }) => kind === 'command').map(({ line }) => line);
}
