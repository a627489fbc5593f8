/* call.dial with screenedBy: the one who answers is asked on their own leg before the two are connected. */
import {
  accept,
  AgiController,
  Call,
  hangUp,
  Menu,
  menu,
  OnCall,
  OnHangup,
  reject,
  say,
  Screening,
  Variable,
} from 'offhook';
import type { CallDialOptions } from 'offhook/types';
import { type Caller, type CallEvent, createTestPhone, type DialOutcome, everySound, heard } from 'offhook/testing';
import { expect, test } from 'vitest';

const results: unknown[] = [];

/** Says who calls, and asks. */
@Screening('/screen-agent')
class AgentScreening {
  constructor(private readonly call: Call) {}

  @OnCall({ next: 'offer' })
  async tell(@Variable('CUSTOMER') customer: string | undefined) {
    if (customer !== undefined) await this.call.play('customer');
  }

  @Menu({ choices: { '1': accept, '2': reject }, attempts: 2, timeoutMs: 3_000 })
  offer() {
    const { number } = this.call.caller;
    return menu('call-from', number === undefined ? 'hidden' : say.spelled(number), 'accept-1-reject-2');
  }

  @OnHangup()
  left() {
    results.push('the agent left');
  }
}

const options: CallDialOptions = { ringTimeoutMs: 20_000, screenedBy: AgentScreening };

const offer = (...before: string[]) => [...before, 'call-from', '5550100', 'accept-1-reject-2'];

/** Connects, and says something afterwards to those who are still there. */
function centre(connect: (call: Call) => Promise<unknown>) {
  @AgiController('/centre')
  class Centre {
    constructor(private readonly call: Call) {}

    @OnCall({ next: hangUp })
    async connect() {
      await this.call.answer();
      results.push(await connect(this.call).catch((error: unknown) => error));
      await this.call.play('after');
    }
  }
  return Centre;
}

const phoneFor = (
  screenedBy: new (...args: never[]) => object,
  connect = (call: Call) => call.dial('PJSIP/ann', { ...options, screenedBy }),
) => createTestPhone({ controllers: [centre(connect), screenedBy] }, { sounds: everySound({ durationMs: 1_000 }) });

/** Ann is rung with music, and asked. */
async function callWith(ann: DialOutcome) {
  results.length = 0;
  const connect = (call: Call) => call.dial('PJSIP/ann', { ...options, pass: { CUSTOMER: '0012' }, music: 'default' });
  const line = await phoneFor(AgentScreening, connect);
  line.onDial('PJSIP/ann', ann);
  return line;
}

/** What the one who is asked hears, in order. */
const heardBy = ({ events }: Caller) =>
  events.flatMap((event) =>
    event.kind === 'leg' && event.event.kind === 'soundStarted' ? [event.event.item.text] : [],
  );

test('the agent hears who calls and why, accepts, and the two talk', async () => {
  await using line = await callWith({ agentPresses: '1', answersAfterMs: 4_000, talksMs: 60_000 });
  const caller = line.dial('/centre', { callerId: '5550100', callerName: 'Jo' });
  await caller.hears(heard.music).isConnectedTo('PJSIP/ann').hears('after').ends({ by: 'app' });
  expect(heardBy(caller)).toEqual(['customer']);
  expect(results).toEqual([
    { kind: 'answered', target: 'PJSIP/ann', talkedMs: undefined, totalMs: 64_600, endedBy: 'callee', hangUpCause: 16 },
  ]);
});

test('the agent does not hear the number of a caller who withholds it', async () => {
  await using line = await phoneFor(AgentScreening);
  line.onDial('PJSIP/ann', {});
  const caller = line.dial('/centre', { callerId: '5550100', callerName: 'Jo', withheld: true });
  await caller.hears('after').ends({ by: 'app' });
  expect(heardBy(caller).slice(0, 3)).toEqual(['call-from', 'hidden', 'accept-1-reject-2']);
});

test('the caller hears the music until they are connected', async () => {
  await using line = await callWith({ agentPresses: '1' });
  const caller = line.dial('/centre');
  await caller.hears(heard.music).isConnectedTo('PJSIP/ann').hears('after').ends({ by: 'app' });
  const atMs = (kind: CallEvent['kind']) => caller.events.find((event) => event.kind === kind)?.atMs;
  expect(atMs('soundEnded')).toBe(atMs('connected'));
});

test.each([
  ['rejects', { agentPresses: '2' }, ['customer']],
  ['is a voicemail, and says nothing', {}, [...offer('customer'), ...offer()]],
  ['hangs up on hearing it', { agentHangsUpAfterMs: 1_500 }, ['customer', 'call-from']],
] satisfies [string, DialOutcome, string[]][])('an agent who %s is not connected', async (_, ann, hears) => {
  await using line = await callWith(ann);
  const caller = line.dial('/centre', { callerId: '5550100' });
  await caller.hears(heard.music, 'after').ends({ by: 'app' });
  expect(results.filter((result) => typeof result === 'object')).toEqual([{ kind: 'notAccepted', hangUpCause: 0 }]);
  expect(heardBy(caller)).toEqual(hears);
});

test('an agent who hangs up is told to their screening', async () => {
  await using line = await callWith({ agentHangsUpAfterMs: 1_500 });
  await line.dial('/centre').hears(heard.music, 'after').ends({ by: 'app' });
  expect(results).toContain('the agent left');
});

test('a caller who hangs up meanwhile is gone when the agent has answered the question', async () => {
  await using line = await callWith({ agentPresses: '1', answersAfterMs: 4_000 });
  const caller = line.dial('/centre');
  await caller.hears(heard.music).hangsUp({ afterMs: 4_300 }).ends({ by: 'caller' });
  expect(results).toMatchObject([{ name: 'HangUpError' }]);
  expect(caller.events.some(({ kind }) => kind === 'connected')).toBe(false);
});

test('when the screening fails, nobody is connected', async () => {
  @Screening('/broken')
  class Broken {
    @OnCall({ to: [accept] })
    ask() {
      if (results.length === 0) throw new Error('the database is down');
      return accept;
    }
  }
  results.length = 0;
  await using line = await phoneFor(Broken);
  line.onDial('PJSIP/ann', {});
  await line
    .dial('/centre')
    .hears('after')
    .ends({ by: 'app', error: /the database is down/ });
  expect(results).toMatchObject([{ kind: 'notAccepted' }]);
});

test('in turn, the next one is rung when the first does not accept', async () => {
  results.length = 0;
  await using line = await phoneFor(AgentScreening, (call) =>
    call.dial(['PJSIP/ann', 'PJSIP/bob'], { ...options, strategy: 'inTurn' }),
  );
  line.onDial('PJSIP/ann', { agentPresses: '2' });
  line.onDial('PJSIP/bob', { agentPresses: '1' });
  await line.dial('/centre').isConnectedTo('PJSIP/bob').hears('after').ends({ by: 'app' });
  expect(results).toMatchObject([{ kind: 'answered', target: 'PJSIP/bob' }]);
});

test('the links, the guards and the ends of the app are not for the one who is called', async () => {
  results.length = 0;
  let asked = 0;
  const countsCalls = { check: () => (asked++, true) };
  await using line = await createTestPhone(
    { controllers: [centre((call) => call.dial('PJSIP/ann', options)), AgentScreening] },
    {
      sounds: everySound({ durationMs: 1_000 }),
      links: { '0': hangUp('busy') },
      guards: [{ guard: countsCalls, otherwise: hangUp }],
    },
  );
  // A wrong key for the one who is called, and then the right one.
  line.onDial('PJSIP/ann', { agentPresses: '01' });
  await line.dial('/centre').isConnectedTo('PJSIP/ann').hears('after').ends({ by: 'app' });
  expect(asked).toBe(1);
});

test.each([
  ['a class of another kind', Date],
  ['something that is no class', '/screen-agent' as unknown as typeof AgentScreening],
])('nobody is rung to be asked by %s', async (_, screenedBy) => {
  results.length = 0;
  await using line = await phoneFor(AgentScreening, (call) => call.dial('PJSIP/ann', { ...options, screenedBy }));
  line.onDial('PJSIP/ann', {});
  const caller = line.dial('/centre');
  await caller.hears('after').ends({ by: 'app' });
  expect(results).toMatchObject([{ code: 'AGI_ARGUMENT', fields: { argument: 'screenedBy' } }]);
  expect(caller.events.some(({ kind }) => kind === 'application')).toBe(false);
});

test('a routine of the dialplan beside it is refused', async () => {
  results.length = 0;
  const routine = { context: 'own-routine' };
  await using line = await phoneFor(AgentScreening, (call) => call.dial('PJSIP/ann', { ...options, routine }));
  await line.dial('/centre').hears('after').ends({ by: 'app' });
  expect(results).toMatchObject([{ code: 'AGI_ARGUMENT', fields: { argument: 'screenedBy' } }]);
});
