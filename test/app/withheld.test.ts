import { expect, test } from 'vitest';
import {
  AgiController,
  AgiEnvironment,
  Call,
  CallerNumber,
  callerList,
  createLogger,
  hangUp,
  type JournalEntry,
  leave,
  OnCall,
  UseGuard,
} from 'offhook';
import { createTestPhone, everySound } from 'offhook/testing';

const NUMBER = '5550100';

/** What a handler can know of who calls. */
let seen: unknown[] = [];

@AgiController('/line')
class LineController {
  constructor(
    private readonly call: Call,
    private readonly environment: AgiEnvironment,
  ) {}

  @OnCall({ next: leave() })
  async greet(@CallerNumber() number: string | undefined) {
    const { caller, log } = this.call;
    seen = [number, caller, this.environment.withheldCallerNumber];
    log.info({ caller }, 'somebody calls');
    await this.call.play('hello');
  }
}

/** For callers who say who they are. */
@AgiController('/known')
@UseGuard(callerList({ hidden: false }), { otherwise: hangUp('rejected') })
class KnownController extends LineController {}

/** Everything that is written down of the calls of a test. */
async function openLine() {
  const lines: string[] = [];
  const journal: JournalEntry[] = [];
  const controllers = [LineController, KnownController];
  const line = await createTestPhone(
    { controllers },
    {
      sounds: everySound({ durationMs: 1_000 }),
      logger: createLogger({ level: 'trace', pretty: false, to: { write: (text: string) => lines.push(text) } }),
      listeners: [() => (entry) => void journal.push(entry)],
    },
  );
  return { line, lines, journal };
}

test('a caller who withholds the number has none: not for handlers, guards, the log or the journal', async () => {
  const { line, lines, journal } = await openLine();
  await line
    .dial('/line', { callerId: NUMBER, callerName: 'Ann', withheld: true })
    .hears('hello')
    .ends({ by: 'dialplan' });
  await line.dial('/known', { callerId: NUMBER, withheld: true }).ends({ by: 'app' });
  await line[Symbol.asyncDispose]();
  expect(seen).toEqual([undefined, { number: undefined, name: undefined, presentation: 'restricted' }, NUMBER]);
  expect(journal.filter(({ kind }) => kind === 'called')).toMatchObject([
    { callerId: undefined, callerName: undefined, presentation: 'restricted' },
    { callerId: undefined, presentation: 'restricted' },
  ]);
  expect(lines.length).toBeGreaterThan(5);
  expect(lines.join('') + JSON.stringify(journal)).not.toMatch(/5550100|Ann/);
});

test('one who shows it has it everywhere', async () => {
  const { line, lines, journal } = await openLine();
  await line.dial('/known', { callerId: NUMBER, callerName: 'Ann' }).hears('hello').ends({ by: 'dialplan' });
  await line[Symbol.asyncDispose]();
  expect(seen).toEqual([NUMBER, { number: NUMBER, name: 'Ann', presentation: 'allowed' }, undefined]);
  expect(journal[0]).toMatchObject({ kind: 'called', callerId: NUMBER, callerName: 'Ann' });
  expect(journal[0]).not.toHaveProperty('presentation');
  expect(lines.join('')).toContain(`"caller":"${NUMBER}"`);
});

test.each([
  ['withholds it also from the network', { withheld: true }, 'restricted'],
  ['has none', {}, 'unavailable'],
])('one who %s is told apart', async (_name, setup, presentation) => {
  const { line, journal } = await openLine();
  await line.dial('/line', setup).hears('hello').ends({ by: 'dialplan' });
  await line.dial('/known', setup).ends({ by: 'app' });
  await line[Symbol.asyncDispose]();
  expect(seen).toEqual([undefined, { number: undefined, name: undefined, presentation }, undefined]);
  expect(journal[0]).toMatchObject({ kind: 'called', presentation });
});
