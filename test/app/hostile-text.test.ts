import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  AgiChannel,
  AgiController,
  Ask,
  Call,
  createLogger,
  type EndedCall,
  Injectable,
  leave,
  OnCall,
  OnHangup,
  read,
} from 'offhook';
import { commands } from 'offhook/core';
import { createTestPhone, everySound } from 'offhook/testing';

const NAME = 'Bob\n[12:00] INFO forged\u001b[2J';
const PIN = '4711';
const STORY = 'story';
const HANGS_UP = 'lets the caller hang up, and @OnHangup fails';

/** What a handler does with the name and the PIN, by the path of the call. Everything else is the same. */
type Misdeed = (pin: string, call: Call) => unknown;

const MISDEEDS: Readonly<Record<string, Misdeed>> = {
  'throws an error that quotes them': (pin, { caller }) => {
    throw new Error(`${caller.name}: ${pin} is wrong`, { cause: new RangeError(`row ${pin} of ${caller.name}`) });
  },
  'throws what is no error': (pin, { caller }) => {
    // oxlint-disable-next-line no-throw-literal -- code of others does
    throw { pin, said: `${caller.name} ${pin}` };
  },
  'returns the PIN as if it were a step': (pin) => pin,
  'logs them': (pin, { log, caller }) => {
    log.warn({ pin, said: [`${caller.name} ${pin}`] }, `${caller.name} typed ${pin}`);
    log.child({ typed: pin, name: caller.name }).error(`${pin} ${caller.name}`);
  },
  'gives them to a command that refuses line feeds': (pin, { channel, caller }) =>
    channel.setVariable('WHO', `${pin}\n${caller.name}`),
  'gives the PIN to a command that Asterisk refuses': (pin, { channel }) =>
    channel.send(commands.setPriority(`no-${pin}`), { masked: true }),
  'plays a sound named like the PIN': (pin, call) => call.play(`codes/${pin}`, `"${pin}`),
  'asks the database for the PIN': (pin, { channel }) =>
    channel.send(commands.databaseGet('pins', pin), { masked: true }),
  [HANGS_UP]: (_pin, call) => call.play(STORY),
};

/** Fails to close, and says what it holds. */
@Injectable({ scope: 'call' })
class Vault {
  pin = '';

  dispose(): void {
    throw new Error(`the vault of ${this.pin} is stuck`);
  }
}

let misdeed: Misdeed = () => undefined;

@AgiController('/bank')
class BankController {
  private pin = '';

  constructor(
    private readonly call: Call,
    readonly channel: AgiChannel,
    readonly vault: Vault,
  ) {}

  @OnCall({ then: 'enter' })
  async answer() {
    await this.call.answer();
  }

  @Ask(read.pin({ length: 4 }), { prompt: 'enter-pin', then: leave })
  async enter(pin: string) {
    this.pin = pin;
    this.vault.pin = pin;
    return (await misdeed(pin, this.call)) as undefined;
  }

  @OnHangup()
  async ended(call: EndedCall) {
    await call.channel.verbose('the caller has left');
    throw new Error(`draft of ${call.caller.name} with ${this.pin} was not saved`);
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

/** Everything that is written about a call, for machines and for people. */
async function written(misdeedOf: Misdeed, pretty: boolean): Promise<string> {
  misdeed = misdeedOf;
  let log = '';
  const logger = createLogger({ level: 'trace', pretty, to: { write: (line) => (log += line) } });
  await using phone = await createTestPhone(
    { controllers: [BankController], providers: [Vault] },
    { logger, sounds: everySound({ durationMs: 100 }) },
  );
  const caller = phone.dial('/bank', { callerName: NAME, callerId: '5550100' });
  caller.hears('enter-pin').presses(PIN, { masked: true });
  if (misdeedOf === MISDEEDS[HANGS_UP]) caller.hears(STORY).hangsUp();
  await caller.ends({ by: misdeedOf === MISDEEDS[HANGS_UP] ? 'caller' : 'dialplan' });
  const told = JSON.stringify(Object.entries(caller.variables).filter(([name]) => name.startsWith('OFFHOOK')));
  const events = JSON.stringify(caller.events.filter(({ kind }) => kind === 'console'));
  return [log, caller.transcript, told, events].join('\n');
}

// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/;

describe.each([false, true])(
  'whatever a handler does with a hostile name and a PIN (lines for people: %s)',
  (pretty) => {
    test.each(Object.entries(MISDEEDS))('when it %s, neither is written', async (_name, misdeedOf) => {
      const text = await written(misdeedOf, pretty);
      expect(text).not.toContain(PIN);
      expect(text).not.toMatch(CONTROLS);
      expect(text.split('\n').filter((line) => line.startsWith('[12:00]'))).toEqual([]);
      expect(text).toContain('the call');
      expect(printed).toBe('');
    });
  },
);
