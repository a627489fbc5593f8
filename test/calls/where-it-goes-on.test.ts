/* Where a call goes on in the dialplan, and who ended it after it was moved there. */
import { AgiController, Call, type CallOutcome, Injectable, leave, OnCall } from 'offhook';
import { createTestPhone, everySound, heard } from 'offhook/testing';
import { describe, expect, test } from 'vitest';
import { RecordingLogger } from '../support/recording-logger.js';

type Place = NonNullable<Parameters<typeof leave>[0]>;
type Dialplan = NonNullable<NonNullable<Parameters<typeof createTestPhone>[1]>['dialplan']>;

@Injectable()
class Ends {
  readonly kinds: string[] = [];
  onCallEnd({ kind }: CallOutcome): void {
    this.kinds.push(kind);
  }
}

/** An app that does this and leaves to that place. */
async function phoneFor(code: (call: Call) => Promise<unknown>, place?: Place, dialplan: Dialplan = {}) {
  @AgiController('/moves')
  class Moves {
    constructor(private readonly call: Call) {}
    @OnCall({ to: [leave] }) async run() {
      await this.call.answer();
      await code(this.call);
      return leave(place);
    }
  }
  const logger = new RecordingLogger();
  const sounds = everySound({ durationMs: 2_000 });
  const phone = await createTestPhone({ controllers: [Moves], providers: [Ends] }, { sounds, dialplan, logger });
  return Object.assign(phone, { logger });
}

const nothing = async () => undefined;

/** Where the dialplan goes on, what it was told, and the error's code. */
async function leaving(
  place: Place,
  dialplan: Dialplan,
  {
    code = nothing,
    isMissing = true,
    extension = 's',
  }: { code?: (call: Call) => Promise<unknown>; isMissing?: boolean; extension?: string } = {},
) {
  await using line = await phoneFor(code, place, dialplan);
  const caller = line.dial('/moves', { extension });
  // A place that is missing is a mistake of the app; `told` below says which one.
  const fails = isMissing ? { error: /leave\(\): |SET PRIORITY/ } : {};
  await caller.ends({ by: 'dialplan', ...fails });
  const goesOnAt = caller.events.flatMap((event) => (event.kind === 'ended' ? [event.goesOnAt] : []))[0];
  const { OFFHOOK_STATUS: status, OFFHOOK_REASON: reason, AGISTATUS: agiStatus } = caller.variables;
  const commands = caller.events.flatMap((event) => (event.kind === 'command' ? [event.line] : []));
  return { at: Object.values(goesOnAt ?? {}).join(','), told: [status, reason, agiStatus], commands };
}

const BEHIND_AGI = 'default,s,2';
const FAILED = ['ERROR', 'AGI_NO_SUCH_PLACE', 'FAILURE'];
const FINE = ['OK', '', 'SUCCESS'];
const PLACES = ['reception,s,1', 'reception,_2XX,1', 'reception,200,4', 'forgiving,i,1', 'forgiving,s,1'];
const LABELS = { 'reception,200,here': 4 };

describe('leave', () => {
  test.each<[Place, string]>([
    [{ context: 'reception', extension: 's' }, 'reception,s,1'],
    [{ context: 'reception', extension: '234' }, 'reception,234,1'],
    [{ context: 'reception', extension: '200', priority: 4 }, 'reception,200,4'],
    [{ context: 'reception', extension: '200', priority: 'here' }, 'reception,200,4'],
    [{ context: 'reception' }, 'reception,s,1'],
    // Its context takes calls to unknown places.
    [{ context: 'forgiving', extension: '999' }, 'forgiving,999,1'],
  ])('goes to %j, which exists', async (place, at) => {
    const left = await leaving(place, { places: PLACES, labels: LABELS }, { isMissing: false });
    expect(left).toMatchObject({ at, told: FINE });
  });

  test.each<[Place]>([
    [{ context: 'nosuch' }],
    [{ context: 'nosuch', extension: '77', priority: 'here' }],
    [{ context: 'reception', extension: '1' }],
    [{ context: 'reception', extension: 's', priority: 2 }],
    [{ context: 'reception', extension: '200', priority: 'there' }],
    [{ extension: '200' }],
    [{ priority: 'here' }],
    [{ context: 'forgiving', extension: '999', priority: 'here' }],
  ])('to %j, which does not exist, goes on behind AGI() as a failure', async (place) => {
    const left = await leaving(place, { places: PLACES, labels: LABELS });
    expect(left).toMatchObject({ at: BEHIND_AGI, told: FAILED });
    expect(left.commands.filter((line) => /^SET (CONTEXT|EXTENSION|PRIORITY)/.test(line))).toEqual([]);
  });

  test.each<[Place]>([
    [{ context: 'reception', extension: '200', priority: 'there' }],
    [{ extension: '200', priority: 'there' }],
    [{ context: 'odd (name)', extension: 'a,b', priority: 'there' }],
  ])('to a label of %j that is missing puts the place back where Asterisk cannot be asked', async (place) => {
    expect(await leaving(place, { labels: LABELS })).toMatchObject({
      at: BEHIND_AGI,
      told: ['ERROR', 'AGI_USAGE', 'FAILURE'],
    });
  });

  test('puts it back to where an application has moved the call', async () => {
    const moved = await leaving(
      { context: 'x', priority: 'there' },
      {},
      { code: (call) => call.channel.exec('Goto', '7') },
    );
    expect(moved.at).toBe('default,s,7');
  });

  test('never lets a name run something in the question whether it exists', async () => {
    const { commands } = await leaving(
      { context: 'a)}${SHELL(id)', extension: 's' },
      { places: PLACES },
      { isMissing: false },
    );
    expect(commands.filter((line) => line.includes('DIALPLAN_EXISTS'))).toEqual([]);
  });
});

describe('leave, where a part of the place is the one where the call stands,', () => {
  const asked = ({ commands }: { readonly commands: readonly string[] }) =>
    commands.filter((line) => line.includes('DIALPLAN_EXISTS')).map((line) => /\((.*?)\)/.exec(line)?.[1]);

  test('names it to Asterisk', async () => {
    const left = await leaving({ context: 'reception' }, { places: PLACES }, { isMissing: false, extension: '234' });
    expect(left).toMatchObject({ at: 'reception,234,1', told: FINE });
    expect(asked(left)).toEqual(['reception,234,1']);
    expect(left.commands.filter((line) => line.includes('PRIORITY}'))).toEqual([]);
  });

  test.each(['2,34', '200)}', '"200', '${EXTEN:1}'])(
    'asks nothing about %s, which somebody dialled',
    async (dialled) => {
      const place = { context: 'reception' };
      const left = await leaving(place, { places: PLACES }, { isMissing: false, extension: dialled });
      expect(left).toMatchObject({ at: `reception,${dialled},1`, told: FINE });
      expect(asked(left)).toEqual([]);
    },
  );

  test('names the one that the app has set itself', async () => {
    const code = (call: Call) => call.channel.setContext('reception');
    const left = await leaving({ extension: '200', priority: 4 }, { places: PLACES }, { code, isMissing: false });
    expect(left).toMatchObject({ at: 'reception,200,4', told: FINE });
    expect(asked(left)).toEqual(['reception,200,4']);
  });
});

describe('a caller who hangs up', () => {
  test('behind a queue that was left by a key has hung up, and was not redirected', async () => {
    const results: unknown[] = [];
    await using line = await phoneFor(async (call) => {
      results.push(await call.queue('support'));
      await call.play('long');
    });
    line.onQueue('support', { exits: { keys: '5', context: 'queue-exit' } });
    const caller = line.dial('/moves').hears(heard.music).presses('5').hears('long').hangsUp();
    await caller.ends({ by: 'caller' });
    expect(results).toEqual([{ kind: 'exitKey', digits: '5' }]);
    expect(line.get(Ends).kinds).toEqual(['callerHungUp']);
    expect(caller.variables).toMatchObject({ OFFHOOK_REASON: 'caller' });
  });

  test.each([
    ['0', 'o'],
    ['*', 'a'],
  ])('behind a mailbox that was left by %s has hung up', async (key, extension) => {
    await using line = await phoneFor(
      async (call) => {
        expect(await call.voicemail('100@sales')).toEqual({ kind: 'userExit' });
        await call.play('long');
      },
      undefined,
      { places: [`default,${extension},1`] },
    );
    await line.dial('/moves').hears('vm-theperson').presses(key).hears('long').hangsUp().ends({ by: 'caller' });
    expect(line.get(Ends).kinds).toEqual(['callerHungUp']);
  });

  test.each<[string, (call: Call) => Promise<unknown>]>([
    ['Goto', (call) => call.channel.exec('Goto', '7')],
    ['a raw Goto', (call) => call.channel.sendRawCommand('EXEC Goto elsewhere,s,1')],
  ])('behind %s has hung up', async (_name, move) => {
    await using line = await phoneFor(async (call) => {
      await move(call);
      await call.play('long');
    });
    await line.dial('/moves').hears('long').hangsUp().ends({ by: 'caller' });
    expect(line.get(Ends).kinds).toEqual(['callerHungUp']);
  });

  test('goes on where the key of the queue leads, when the app leaves', async () => {
    await using line = await phoneFor((call) => call.queue('support'));
    line.onQueue('support', { exits: { keys: '5', context: 'queue-exit' } });
    const caller = line.dial('/moves').hears(heard.music).presses('5');
    await caller.ends({ by: 'dialplan' });
    expect(caller.events.at(-1)).toMatchObject({ goesOnAt: { context: 'queue-exit', extension: '5', priority: 1 } });
  });
});

describe('a redirect', () => {
  test.each<[string, (call: Call) => Promise<unknown>]>([
    ['during a queue', (call) => call.queue('support')],
    [
      'behind a queue that moved nothing',
      async (call) => {
        await call.queue('full');
        await call.play('long');
      },
    ],
    [
      'behind a queue that was left by a key',
      async (call) => {
        await call.queue('keys', { timeoutMs: 1_000 });
        await call.channel.exec('Goto', '7');
        await call.play('long');
      },
    ],
  ])('%s stays a redirect', async (_name, code) => {
    await using line = await phoneFor(code);
    line.onQueue('support', {});
    line.onQueue('full', { result: 'full' });
    line.onQueue('keys', {});
    const caller = line
      .dial('/moves')
      .isRedirected({ context: 'elsewhere', extension: 's', priority: 1 }, { afterMs: 1_500 });
    await caller;
    await expect.poll(() => line.get(Ends).kinds).toEqual(['redirected']);
  });
});

describe('with AGISIGHUP=no and AGIEXITONHANGUP=yes, when Asterisk closes the connection without a word, a hang-up', () => {
  const variables = { AGISIGHUP: 'no', AGIEXITONHANGUP: 'yes' };
  test.each<[string, (call: Call) => Promise<unknown>]>([
    ['in a prompt', (call) => call.play('long')],
    ['in a question', (call) => call.menu({ prompt: 'long', choices: { '1': 1 } })],
    ['in the wait of a question', (call) => call.menu({ prompt: [], choices: { '1': 1 }, timeoutMs: 20_000 })],
    ['in a recording', (call) => call.record({ name: 'memo', beep: false })],
    ['in a talk', (call) => call.dial('PJSIP/ann', { ringTimeoutMs: 5_000 })],
  ])('%s is the caller’s', async (_where, code) => {
    await using line = await phoneFor(code);
    line.onDial('PJSIP/ann', {});
    await line.dial('/moves', { variables }).hangsUp({ afterMs: 1_000 });
    await expect.poll(() => line.get(Ends).kinds).toEqual(['callerHungUp']);
  });
});
