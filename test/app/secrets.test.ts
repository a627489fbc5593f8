import {
  AgiController,
  Ask,
  Call,
  hangUp,
  Injectable,
  type Journal,
  leave,
  Logger,
  OnCall,
  read,
  recordCalls,
  secretArgument,
  UseGuard,
} from 'offhook';
import { createTestPhone, everySound, journalToTest, replayJournal } from 'offhook/testing';
import { describe, expect, test } from 'vitest';
import { RecordingLogger } from '../support/recording-logger.js';

const PIN = '4711';
const SECRET = 'very-secret-agi-token-0123';

/** Belongs to no call. */
@Injectable()
class Accounts {
  readonly #log: Logger;
  constructor(private readonly log: Logger) {
    this.#log = log.child({ service: 'accounts' });
  }
  check(pin: string) {
    this.log.info({ pin_was: pin, number: Number(pin) }, `PIN ${pin} is looked up`);
    this.#log.warn(`again ${pin}`);
  }
  /** Of a service that is told how a call ended. */
  onCallEnd() {
    this.check(PIN);
  }
}

@AgiController('/pin', { start: 'pin', answer: false })
class Asks {
  constructor(
    readonly call: Call,
    private readonly accounts: Accounts,
  ) {}
  @Ask(read.pin({ length: 4 }), { prompt: 'your-pin', next: hangUp, otherwise: hangUp }) pin(pin: string) {
    this.accounts.check(pin);
  }
}

describe('what a caller types where it is masked', () => {
  test('is masked in the lines of services that belong to no call, until the call is over', async () => {
    const logger = new RecordingLogger();
    await using line = await createTestPhone(
      { controllers: [Asks], providers: [Accounts] },
      { logger, sounds: everySound({ durationMs: 1_000 }) },
    );
    const accounts = line.get(Accounts);
    accounts.check(PIN);
    await line.dial('/pin').hears('your-pin').presses(PIN, { masked: true }).ends({ by: 'app' });
    await expect.poll(() => logger.lines.filter(({ message }) => message.includes('looked up')).length).toBe(3);
    accounts.check(PIN);
    const said = logger.lines.flatMap(({ message, fields }) =>
      message.includes('is looked up') ? [`${message} ${String(fields['pin_was'])} ${String(fields['number'])}`] : [],
    );
    const open = 'PIN 4711 is looked up 4711 4711';
    const masked = 'PIN [masked] is looked up [masked] [masked]';
    expect(said).toEqual([open, masked, masked, open]);
    expect(logger.at('warn').map(({ message }) => message)).toEqual([
      'again 4711',
      'again [masked]',
      'again [masked]',
      'again 4711',
    ]);
    expect(logger.at('warn')[0]?.fields).toMatchObject({ service: 'accounts' });
  });
});

describe('the secret of secretArgument', () => {
  @AgiController('/office')
  @UseGuard(secretArgument({ secret: SECRET }), { otherwise: hangUp })
  class Office {
    @OnCall({ next: leave() }) begin() {}
  }
  const open = (journals: Journal[]) =>
    createTestPhone({ controllers: [Office] }, { listeners: [recordCalls((journal) => void journals.push(journal))] });

  test('stands in no journal, no transcript and no test made of them', async () => {
    const journals: Journal[] = [];
    await using line = await open(journals);
    const caller = line.dial('/office', { args: [SECRET, 'vip'] });
    await caller.ends({ by: 'dialplan' });
    const text = journalToTest(journals, { kind: 'app', module: './app.js', name: 'parts' });
    expect(`${JSON.stringify(journals)}${caller.transcript}${text}`).not.toContain(SECRET);
    expect(journals[0]?.entries[0]).toMatchObject({ kind: 'called', args: ['[masked]', 'vip'] });
    expect(text).toContain("const SECRET_1 = '';");
    expect(text).toContain("args: [SECRET_1, 'vip']");
  });

  test('is given to a replay', async () => {
    const journals: Journal[] = [];
    await using line = await open(journals);
    await line.dial('/office', { args: [SECRET] }).ends({ by: 'dialplan' });
    const [journal] = journals;
    if (journal === undefined) throw new Error('one was recorded');
    await replayJournal(line, journal, { secrets: [SECRET] });
    expect(() => replayJournal(line, journal)).toThrow('1 masked argument(s) of AGI()');
  });
});
