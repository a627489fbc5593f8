import {
  AgiController,
  Ask,
  Call,
  type CallListener,
  go,
  hangUp,
  leave,
  type JournalEntry,
  Menu,
  menu,
  OnCall,
  OnDtmf,
  read,
  say,
  Step,
} from 'offhook';
import { type AppPhone, CORE_SOUNDS, createTestPhone, heard, joinSounds, soundTable } from 'offhook/testing';
import { expect, test } from 'vitest';
import { RecordingLogger } from '../support/recording-logger.js';

const PIN = '4711';
const sounds = joinSounds(
  soundTable({
    welcome: { durationMs: 2_000 },
    options: { durationMs: 3_000 },
    'one-moment': { durationMs: 1_000 },
    pin: { durationMs: 1_000 },
    thanks: { durationMs: 500 },
  }),
  CORE_SOUNDS,
);

@AgiController('/bank', { links: { '0': 'goodbye' } })
class BankController {
  constructor(private readonly call: Call) {}

  @OnCall({ next: 'main' })
  async greet() {
    await this.call.answer();
    await this.call.play('welcome');
  }

  @Menu({ attempts: 2, noInput: ['vm-sorry'], timeoutMs: 3_000, otherwise: 'goodbye' })
  main() {
    return menu('options');
  }

  @OnDtmf('1', { menu: 'main', to: ['pin'] })
  async account() {
    await this.call.play('one-moment');
    return go('pin');
  }

  @OnDtmf('2', { menu: 'main', next: 'main' })
  breaks() {
    throw new TypeError('PIN 4711 is wrong');
  }

  @Ask(read.pin({ length: 4 }), { prompt: 'pin', next: hangUp, otherwise: hangUp })
  async pin(digits: string) {
    await this.call.play('thanks', say.digits(digits.slice(-1)));
  }

  @Step({ next: hangUp })
  async goodbye() {
    await this.call.play('vm-goodbye');
  }
}

function listening() {
  const entries: JournalEntry[] = [];
  const listeners: CallListener[] = [() => (entry) => void entries.push(entry)];
  const kinds = (...wanted: JournalEntry['kind'][]) =>
    entries.filter(({ kind }) => wanted.includes(kind)).toSorted((a, b) => a.atMs - b.atMs);
  return { entries, listeners, kinds };
}

const openLine = (options: object) => createTestPhone({ controllers: [BankController] }, { sounds, ...options });

test('a listener is told what happens in a call, in plain data', async () => {
  const { listeners, entries, kinds } = listening();
  {
    await using line = await openLine({ listeners });
    await line
      .dial('/bank', { callerId: '5550100', args: ['vip'] })
      .hears('welcome', 'options')
      .staysSilent()
      .hears('vm-sorry', 'options')
      .presses('0')
      .hears('vm-goodbye')
      .ends({ by: 'app' });
  }
  expect(entries[0]).toMatchObject({ kind: 'called', script: 'bank', callerId: '5550100', args: ['vip'], atMs: 0 });
  expect(kinds('routed', 'visited', 'failed', 'usedUp', 'link', 'step', 'ended')).toMatchObject([
    { kind: 'routed', route: '/bank', controller: 'BankController' },
    { kind: 'visited', node: 'BankController.greet' },
    { kind: 'step', handler: 'BankController.greet', to: "go('main')", why: 'next' },
    { kind: 'visited', node: 'BankController.main' },
    { kind: 'failed', question: 'BankController.main', reason: 'noInput', count: 1 },
    { kind: 'link', question: 'BankController.main', keys: '0', digits: '0' },
    { kind: 'visited', node: 'BankController.goodbye' },
    { kind: 'step', handler: 'BankController.goodbye', to: 'hangUp', why: 'next' },
    { kind: 'ended', end: 'appHungUp', reason: 'app' },
  ]);
  const sounded = kinds('heard').map((entry) => entry.kind === 'heard' && `${entry.item.text} ${entry.ended}`);
  expect(sounded).toEqual([
    'welcome finished',
    'options finished',
    'vm-sorry finished',
    'options key',
    'vm-goodbye finished',
  ]);
  // None goes on with what a key had interrupted, and none covers a wait.
  for (const entry of kinds('heard')) expect(entry).toMatchObject({ continues: false, isFiller: false });
  expect(kinds('key')).toEqual([expect.objectContaining({ kind: 'key', key: '0' })]);
  expect(kinds('command')[0]).toEqual({
    kind: 'command',
    atMs: 0,
    line: 'ANSWER',
    reply: '200 result=0',
    durationMs: 20,
  });
});

test.each([
  ['at the question', 'pin', ['1', PIN]],
  ['ahead, while another prompt plays', 'one-moment', [`1`, PIN]],
])('the keys of a masked question are told masked, typed %s', async (_, during, [choice = '', pin = '']) => {
  const { listeners, entries, kinds } = listening();
  {
    await using line = await openLine({ listeners });
    await line
      .dial('/bank')
      .skips({ until: 'options' })
      .hears('options')
      .presses(choice)
      .skips({ until: during })
      .presses(pin, { during })
      .skips({ until: 'thanks' })
      .staysOn();
  }
  expect(kinds('key').map((entry) => entry.kind === 'key' && entry.key)).toEqual(['1', '•', '•', '•', '•']);
  expect(kinds('value')).toEqual([expect.objectContaining({ question: 'BankController.pin', digits: '[masked]' })]);
  // The key that stopped a prompt was in an answer of the wire.
  const replies = entries.flatMap((entry) => (entry.kind === 'command' ? [entry.reply ?? ''] : []));
  for (const key of PIN) expect(replies).not.toContainEqual(expect.stringMatching(`result=${key.charCodeAt(0)}\\b`));
});

test.each([
  ['in the silence behind the answer', (line: AppPhone) => line.dial('/ahead').presses('14728')],
  [
    'while no key stops what is heard',
    (line: AppPhone) => line.dial('/ahead').hears('options').presses('14728', { during: 'options' }),
  ],
  [
    'while the app works',
    (line: AppPhone) =>
      line.dial('/ahead').hears('options', heard.silence).presses('1').waits({ forMs: 500 }).presses('4728'),
  ],
])('the keys of a masked question are shown nowhere, typed ahead %s', async (_, talk) => {
  let line: AppPhone | undefined = undefined;
  @AgiController('/ahead')
  class AheadController {
    constructor(private readonly call: Call) {}
    @OnCall({ next: 'main' }) async greet() {
      await this.call.answer({ afterAnswerMs: 2_000 });
    }
    @Menu({ prompt: say.withoutBargeIn('options', { dropTypedKeys: false }), otherwise: hangUp })
    declare readonly main: Menu;
    @OnDtmf('1', { menu: 'main', next: 'pin' }) async works() {
      await line?.takes(3_000);
    }
    @Ask(read.pin({ length: 4 }), { prompt: 'pin', next: hangUp, otherwise: hangUp }) pin() {}
  }
  const { listeners, entries, kinds } = listening();
  {
    await using phone = await createTestPhone({ controllers: [AheadController] }, { sounds, listeners });
    line = phone;
    await talk(phone).staysOn();
  }
  expect(kinds('key').map((entry) => entry.kind === 'key' && entry.key)).toEqual(['1', '•', '•', '•', '•']);
  expect(kinds('value')).toMatchObject([{ question: 'AheadController.pin', digits: '[masked]' }]);
  const replies = entries.flatMap((entry) => (entry.kind === 'command' ? [entry.reply ?? ''] : []));
  expect(replies).toContain('[masked]');
  // The codes of 4, 7, 2 and 8, and the keys themselves.
  expect(replies.filter((reply) => /result=(?:52|55|50|56|[4728])\b/.test(reply))).toEqual([]);
});

test('what a masked question says back is told masked, whoever knows it', async () => {
  @AgiController('/card')
  class CardController {
    @OnCall({ next: 'code' }) async greet() {}
    @Ask(read.pin({ length: 3 }), {
      prompt: ['pin', say.digits('9876'), say.spelled('zyxw')],
      next: hangUp,
      otherwise: hangUp,
    })
    code() {}
  }
  const { listeners, entries, kinds } = listening();
  {
    await using line = await createTestPhone({ controllers: [CardController] }, { sounds, listeners });
    await line.dial('/card').hears('pin', heard.digits('9876'), heard.spelled('zyxw')).hangsUp().ends({ by: 'caller' });
  }
  expect(kinds('heard').map((entry) => entry.kind === 'heard' && entry.item)).toEqual([
    { kind: 'file', text: 'pin' },
    { kind: 'digits', text: '[masked]' },
    { kind: 'spelled', text: '[masked]' },
  ]);
  expect(JSON.stringify(entries)).not.toMatch(/9876|zyxw/);
});

test('a handler that throws is told by the name of its error', async () => {
  const { listeners, kinds } = listening();
  {
    await using line = await openLine({ listeners });
    await line
      .dial('/bank')
      .hears('welcome', 'options')
      .presses('2')
      .ends({ by: 'dialplan', error: /^TypeError: PIN 4711 is wrong$/ });
  }
  expect(kinds('threw', 'ended')).toMatchObject([
    { kind: 'threw', handler: 'BankController.breaks', error: 'TypeError' },
    { kind: 'ended', end: 'error', reason: 'TypeError' },
  ]);
});

test('how each sound ended is told: whole, missing, by the hang-up; and of a recording the beep, if there is one', async () => {
  @AgiController('/sounds')
  class SoundsController {
    constructor(private readonly call: Call) {}
    @OnCall({ next: hangUp }) async talk() {
      await this.call.channel.recordFile('quiet', { maxDurationMs: 500, beep: false });
      await this.call.channel.recordFile('loud', { maxDurationMs: 500, beep: true });
      await this.call.play('welcome', 'not-there', 'options');
    }
  }
  const { listeners, kinds } = listening();
  {
    await using line = await createTestPhone({ controllers: [SoundsController] }, { sounds, listeners });
    const caller = line.dial('/sounds').skips({ until: 'options' }).hangsUp({ during: 'options', afterMs: 500 });
    await caller.ends({ by: 'caller' });
  }
  expect(kinds('heard').map((entry) => entry.kind === 'heard' && `${entry.item.text} ${entry.ended}`)).toEqual([
    'beep finished',
    'welcome finished',
    'not-there notPlayed',
    'options hungUp',
  ]);
});

test('a call that nobody answers is told too', async () => {
  const { listeners, kinds } = listening();
  {
    await using line = await openLine({ listeners });
    await line.dial('/bnak').ends({ by: 'dialplan' });
  }
  expect(kinds('called', 'routed', 'ended')).toMatchObject([{ kind: 'called' }, { kind: 'ended', end: 'notFound' }]);
});

test('a call that is refused is told with the route that it asked for', async () => {
  const { listeners, kinds } = listening();
  {
    await using line = await openLine({ listeners, maxCalls: 1 });
    const first = line.dial('/bank').hears('welcome');
    await first;
    await line.dial('/bank').ends({ by: 'dialplan' });
  }
  expect(kinds('called', 'routed', 'ended')).toMatchObject([
    { kind: 'called' },
    { kind: 'routed', route: '/bank' },
    { kind: 'called' },
    { kind: 'routed', route: '/bank', controller: 'BankController' },
    { kind: 'ended', end: 'refused', reason: 'maxCalls' },
    { kind: 'ended' },
  ]);
});

test('nothing is told after the end of a call that goes back to the dialplan', async () => {
  @AgiController('/short')
  class ShortController {
    @OnCall({ next: leave() })
    async greet() {}
  }
  const { listeners, entries } = listening();
  {
    await using line = await createTestPhone({ controllers: [ShortController] }, { listeners });
    await line.dial('/short').ends({ by: 'dialplan' });
  }
  expect(entries.map(({ kind }) => kind)).not.toContain('hungUp');
  expect(entries.at(-1)?.kind).toBe('ended');
});

test('what a listener throws is logged once, and neither the call nor another listener is disturbed', async () => {
  const { listeners, kinds } = listening();
  const logger = new RecordingLogger();
  const failing: CallListener[] = [
    () => {
      throw new Error('no journal');
    },
    () => async () => {
      throw new Error('disk full');
    },
    // Told more before its first failure is known.
    () => async () => {
      await new Promise((resolve) => void setImmediate(resolve));
      throw new Error('slow disk full');
    },
    // As JavaScript allows.
    (async () => {
      throw new Error('not yet');
    }) as unknown as CallListener,
  ];
  {
    await using line = await openLine({ logger, listeners: [...failing, ...listeners] });
    await line
      .dial('/bank')
      .hears('welcome')
      .hangsUp()
      .ends({ by: 'caller', error: /disk full|no journal|not yet/ });
  }
  expect(kinds('ended')).toHaveLength(1);
  const failures = logger.at('error').filter(({ message }) => message === 'a listener to a call failed');
  expect(failures.map(({ fields }) => String(fields.err))).toEqual([
    'Error: no journal',
    'Error: not yet',
    'Error: disk full',
    'Error: slow disk full',
  ]);
});
