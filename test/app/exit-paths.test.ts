import { format } from 'node:util';
import { expect, test } from 'vitest';
import {
  AgiController,
  type AgiServer,
  type AppOptions,
  Call,
  type CallOutcome,
  createAgiApp,
  type EndedCall,
  go,
  hangUp,
  Injectable,
  leave,
  menu,
  Menu,
  OnCall,
  type OnCallEnd,
  OnDtmf,
  OnHangup,
  Param,
  provide,
  Step,
  token,
  Inject,
  UseGuard,
} from 'offhook';
import {
  type Caller,
  everySound,
  soundTable,
  linkedPair,
  type MemoryLink,
  openTestPhone,
  type SoundDurations,
} from 'offhook/testing';
import { AwaitedLogger } from '../support/awaited-logger.js';

/**
 * Every way in which a call ends when the app says nothing about it. A row is a call: what the caller hears, what the dialplan
 * finds, what the log says, and what runs once it is over, in order.
 */
interface Exit {
  /** The path that is called; default `/calls/` and `by`. */
  readonly path?: string;
  /** The method of {@link CallsController} that ends it. */
  readonly by?: Way;
  readonly options?: AppOptions;
  readonly variables?: Readonly<Record<string, string>>;
  readonly sounds?: SoundDurations;
  /** Calls that are going on already. */
  readonly before?: string;
  /** What happens; default: the caller stays on the line. */
  readonly happens?: (line: Line) => unknown;
  readonly heard: readonly string[];
  /** OFFHOOK_STATUS, OFFHOOK_REASON, AGISTATUS; `undefined` where it is not set. */
  readonly dialplan: readonly [status: string | undefined, reason: string | undefined, agiStatus: string | undefined];
  /** Where the dialplan goes on; default behind AGI(). */
  readonly goesOnAt?: string;
  /** Level, sentence, [end], error. */
  readonly log: readonly string[];
  readonly after: readonly string[];
}

interface Line {
  readonly caller: Caller;
  readonly app: AgiServer;
  /** The connection, as Asterisk has it. */
  readonly wire: () => MemoryLink;
}

const LIMIT_MS = 20;
const never = new Promise<never>(() => undefined);

/** What happened once a call was over. */
@Injectable()
class Diary {
  readonly notes: string[] = [];
  note(what: string) {
    this.notes.push(what);
  }
}

@Injectable({ scope: 'call' })
class Older {
  constructor(private readonly diary: Diary) {}

  async [Symbol.asyncDispose]() {
    await Promise.resolve();
    this.diary.note('Older disposed');
  }
}

@Injectable({ scope: 'call' })
class Newer implements OnCallEnd {
  constructor(
    private readonly diary: Diary,
    readonly older: Older,
  ) {}

  onCallEnd({ kind }: CallOutcome) {
    this.diary.note(`onCallEnd ${kind}`);
  }

  dispose() {
    this.diary.note('Newer disposed');
  }
}

@Injectable({ scope: 'call' })
abstract class Exits {
  constructor(
    protected readonly call: Call,
    protected readonly diary: Diary,
    readonly newer: Newer,
  ) {}

  @OnHangup()
  async ended({ reason }: EndedCall) {
    this.diary.note(`@OnHangup ${reason}`);
  }

  dispose(): void | Promise<void> {
    this.diary.note('controller disposed');
  }
}

const WAYS = [
  'dials',
  'leaves',
  'leavesTo',
  'endsAtTheMenu',
  'hangsUp',
  'isBusy',
  'playsOn',
  'heedsTheSignal',
  'ignoresTheSignal',
  'throws',
  'throwsNoError',
  'sendsWhatAsteriskRefuses',
  'returnsNoStep',
  'goesInCircles',
  'neverEnds',
] as const;
type Way = (typeof WAYS)[number];

@AgiController('/calls/:way')
class CallsController extends Exits {
  @OnCall({ to: [...WAYS] })
  async begin(@Param('way') way: string) {
    await this.call.play('welcome');
    // The rows name no other.
    return go(way as Way);
  }

  @Step({ next: leave }) async dials() {
    await this.call.dial('PJSIP/ann', { ringTimeoutMs: 20_000 });
  }

  @Step({ next: leave }) async leaves() {}

  @Step({ next: leave({ context: 'queues', extension: 'support' }) }) async leavesTo() {}

  @Menu() endsAtTheMenu() {
    return menu('options');
  }
  @OnDtmf('1', { menu: 'endsAtTheMenu', next: 'leaves' }) async one() {}

  @Step({ next: hangUp }) async hangsUp() {}

  @Step({ next: hangUp('busy') }) async isBusy() {}

  @Step({ next: leave }) async playsOn() {
    await this.call.play('story');
  }

  @Step({ next: leave }) async heedsTheSignal() {
    const { signal } = this.call;
    await new Promise((_, reject) =>
      signal.addEventListener('abort', () => reject(new Error('query was cancelled', { cause: signal.reason }))),
    );
  }

  @Step({ next: leave }) async ignoresTheSignal() {
    const { signal } = this.call;
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    this.diary.note('the handler came back');
  }

  @Step({ next: leave }) async throws() {
    throw new TypeError('customer is undefined');
  }

  @Step({ next: leave }) async throwsNoError() {
    // Code of others does.
    throw 'no customer';
  }

  @Step({ next: leave }) async sendsWhatAsteriskRefuses() {
    await this.call.channel.setPriority('nowhere');
  }

  @Step({ next: leave }) async returnsNoStep() {
    return 'main' as unknown as undefined;
  }

  @Step({ next: 'goesInCircles' }) async goesInCircles() {}

  @Step({ next: leave }) async neverEnds() {
    await never;
  }
}

const DESK = token<object>('DESK');
const noDesk = (): object => {
  throw new RangeError('no desk is free');
};

@AgiController('/unbuildable')
class UnbuildableController extends Exits {
  constructor(call: Call, diary: Diary, newer: Newer) {
    super(call, diary, newer);
    throw new RangeError('no shop is open');
  }
  @OnCall({ next: leave }) async begin() {}
}

@AgiController('/unmade')
class UnmadeController extends Exits {
  constructor(
    call: Call,
    diary: Diary,
    newer: Newer,
    @Inject(DESK) readonly desk: object,
  ) {
    super(call, diary, newer);
  }
  @OnCall({ next: leave }) async begin() {}
}

@AgiController('/orders/:id')
class OrdersController extends Exits {
  @OnCall({ next: leave }) async begin(@Param('id') id: number) {
    this.diary.note(`order ${id}`);
  }
}

@AgiController('/single', { maxCalls: 1 })
class SingleController extends Exits {
  @OnCall({ next: leave }) async begin() {
    await this.call.play('welcome', 'story');
  }
}

const nobody = { check: () => false };
const broken = {
  check: () => {
    throw new Error('no list of callers');
  },
};

@AgiController('/guarded')
@UseGuard(nobody, { otherwise: leave })
class GuardedController extends Exits {
  @OnCall({ next: leave }) async begin() {}
}

@AgiController('/closed')
@UseGuard(nobody, { say: 'closed-today', otherwise: hangUp })
class ClosedController extends Exits {
  @OnCall({ next: leave }) async begin() {}
}

@AgiController('/broken-guard')
@UseGuard(broken, { otherwise: hangUp })
class BrokenGuardController extends Exits {
  @OnCall({ next: leave }) async begin() {}
}

@AgiController('/endless/:what')
class EndlessController extends Exits {
  private what = '';
  @OnCall({ next: hangUp }) async begin(@Param('what') what: string) {
    this.what = what;
  }
  @OnHangup() async hangup() {
    if (this.what === 'hangup') await never;
  }
  onCallEnd(): void | Promise<void> {
    return this.what === 'end' ? never : undefined;
  }
  override dispose(): void | Promise<void> {
    void super.dispose();
    return this.what === 'disposal' ? never : undefined;
  }
}

@AgiController('/throwing')
class ThrowingController extends Exits {
  @OnCall({ next: hangUp }) async begin() {}
  @OnHangup() async fails() {
    throw new Error('no draft');
  }
  async onCallEnd() {
    throw new Error('no bill');
  }
  override async dispose() {
    await super.dispose();
    throw new Error('no end');
  }
}

const CONTROLLERS = [
  CallsController,
  UnbuildableController,
  UnmadeController,
  OrdersController,
  SingleController,
  GuardedController,
  ClosedController,
  BrokenGuardController,
  EndlessController,
  ThrowingController,
];

const AFTER = (kind: string) => [`onCallEnd ${kind}`, 'controller disposed', 'Newer disposed', 'Older disposed'];
const AFTER_HANG_UP = (reason: string, kind: string) => [`@OnHangup ${reason}`, ...AFTER(kind)];
const OVER = (end: string) => `info the call is over [${end}]`;

/** Ends that differ in how they come about, and in nothing else. */
const BACK = { dialplan: ['OK', '', 'SUCCESS'], log: [OVER('dialplan')], after: AFTER('dialplan') } as const;
const BY_CALLER = {
  dialplan: ['HANGUP', 'caller', 'HANGUP'],
  log: [OVER('callerHungUp')],
  after: AFTER_HANG_UP('caller', 'callerHungUp'),
} as const;
const BY_APP = {
  dialplan: ['HANGUP', 'app', 'HANGUP'],
  log: [OVER('appHungUp')],
  after: AFTER_HANG_UP('app', 'appHungUp'),
} as const;
const FAILED = (reason: string, error: string) =>
  ({
    dialplan: ['ERROR', reason, 'FAILURE'],
    log: [`error the call failed [error] ${error}`],
    after: AFTER('error'),
  }) as const;
const SENT_AWAY = (reason: string, sentence: string) =>
  ({
    heard: [],
    dialplan: ['REFUSED', reason, 'FAILURE'],
    log: [`warn ${sentence} [refused]`],
    after: [],
  }) as const;

const EXITS: Readonly<Record<string, Exit>> = {
  'a handler leaves': { by: 'leaves', heard: ['welcome'], ...BACK },
  'a handler leaves to a place': { by: 'leavesTo', heard: ['welcome'], ...BACK, goesOnAt: 'queues,support,1' },
  'nobody chooses, and the menu says nothing': {
    by: 'endsAtTheMenu',
    heard: ['welcome', 'options', 'options', 'options'],
    ...BACK,
  },
  'wrong keys are pressed, and the menu says nothing': {
    by: 'endsAtTheMenu',
    happens: ({ caller }) =>
      caller.hears('welcome', 'options').presses('9').hears('options').presses('9').hears('options').presses('9'),
    heard: ['welcome', 'options', 'options', 'options'],
    ...BACK,
  },
  'a handler hangs up': { by: 'hangsUp', heard: ['welcome'], ...BY_APP },
  'a handler hangs up with a cause': { by: 'isBusy', heard: ['welcome'], ...BY_APP },

  'the caller hangs up in a prompt': {
    by: 'playsOn',
    happens: ({ caller }) => caller.hears('welcome', 'story').hangsUp(),
    heard: ['welcome', 'story'],
    ...BY_CALLER,
  },
  'the caller hangs up in a question': {
    by: 'endsAtTheMenu',
    happens: ({ caller }) => caller.hears('welcome', 'options').listens().hangsUp(),
    heard: ['welcome', 'options'],
    ...BY_CALLER,
  },
  'the caller hangs up while a handler waits for work that heeds the signal': {
    by: 'heedsTheSignal',
    happens: ({ caller }) => caller.hears('welcome').waits({ forMs: 2_000 }).hangsUp(),
    heard: ['welcome'],
    ...BY_CALLER,
  },
  'the caller hangs up while a handler waits for something else': {
    by: 'ignoresTheSignal',
    happens: ({ caller }) => caller.hears('welcome').waits({ forMs: 2_000 }).hangsUp(),
    heard: ['welcome'],
    ...BY_CALLER,
    after: ['the handler came back', ...BY_CALLER.after],
  },
  'the caller hangs up where Asterisk says no HANGUP': {
    by: 'playsOn',
    variables: { AGISIGHUP: 'no' },
    happens: ({ caller }) => caller.hears('welcome', 'story').hangsUp(),
    heard: ['welcome', 'story'],
    ...BY_CALLER,
  },
  'the caller hangs up where Asterisk closes the connection then': {
    by: 'playsOn',
    variables: { AGIEXITONHANGUP: 'yes' },
    happens: ({ caller }) => caller.hears('welcome', 'story').hangsUp(),
    heard: ['welcome', 'story'],
    ...BY_CALLER,
    dialplan: [undefined, undefined, 'HANGUP'],
  },
  'the channel is redirected': {
    by: 'playsOn',
    happens: ({ caller }) =>
      caller.hears('welcome', 'story').isRedirected({ context: 'queues', extension: 'support', priority: 1 }),
    heard: ['welcome', 'story'],
    dialplan: ['HANGUP', 'redirected', 'HANGUP'],
    goesOnAt: 'queues,support,1',
    log: [OVER('redirected')],
    after: AFTER_HANG_UP('redirected', 'redirected'),
  },
  'the connection breaks off': {
    by: 'playsOn',
    happens: async ({ caller, wire }) => {
      await caller.hears('welcome', 'story');
      wire().reset();
    },
    heard: ['welcome', 'story'],
    dialplan: [undefined, undefined, 'SUCCESS'],
    log: [OVER('connectionLost')],
    after: AFTER_HANG_UP('connectionLost', 'connectionLost'),
  },
  'Asterisk answers what nobody asked': {
    by: 'playsOn',
    happens: async ({ caller, wire }) => {
      await caller.hears('welcome', 'story');
      wire().send('200 result=0\n200 result=0\n');
    },
    heard: ['welcome', 'story'],
    dialplan: [undefined, undefined, 'SUCCESS'],
    log: [
      'error the call failed [error] ProtocolError: The connection was closed because request and reply can no longer be matched: STREAM FILE has no such answer. Received "[masked]". [AGI_PROTOCOL]',
    ],
    after: AFTER('error'),
  },

  'a handler throws': {
    by: 'throws',
    heard: ['welcome', 'sorry'],
    ...FAILED('TypeError', 'TypeError: customer is undefined'),
  },
  'a handler throws what is no error': {
    by: 'throwsNoError',
    heard: ['welcome', 'sorry'],
    ...FAILED('Error', 'no customer'),
  },
  'a command is refused by Asterisk (520)': {
    by: 'sendsWhatAsteriskRefuses',
    heard: ['welcome', 'sorry'],
    ...FAILED(
      'AGI_USAGE',
      'UsageError: SET PRIORITY "nowhere": Asterisk refused the arguments. Its usage text: Usage: SET PRIORITY <priority> [AGI_USAGE]',
    ),
  },
  'a handler returns what is no step': {
    by: 'returnsNoStep',
    heard: ['welcome', 'sorry'],
    ...FAILED(
      'AGI_NOT_A_STEP',
      'OffhookError: CallsController.returnsNoStep returned "main", which is not a step. Return go(), repeat, leave(), hangUp or nothing. [AGI_NOT_A_STEP]',
    ),
  },
  'a flow goes round in circles': {
    by: 'goesInCircles',
    heard: ['welcome', 'sorry'],
    ...FAILED(
      'AGI_SPINNING',
      'OffhookError: CallsController.goesInCircles: 51 steps were taken without a command that waits for the caller. The flow goes round in circles; let one step play or ask something. [AGI_SPINNING]',
    ),
  },
  'a pipe refuses a value': {
    path: '/orders/twelve',
    heard: ['sorry'],
    ...FAILED(
      'AGI_PARAMETER',
      'ParameterError: OrdersController.begin: @Param on parameter 1 is "twelve", but a number is needed. Look at what the dialplan sends, or answer for it with an exception filter for ParameterError. [AGI_PARAMETER]',
    ),
  },
  'a handler throws, and the apology is missing': {
    by: 'throws',
    sounds: soundTable({ welcome: { durationMs: 1_000 } }),
    heard: ['welcome'],
    ...FAILED('TypeError', 'TypeError: customer is undefined'),
    log: [
      'warn Asterisk could not play a sound; it was skipped',
      'error the call failed [error] TypeError: customer is undefined',
    ],
  },
  'a handler throws, and the caller hangs up in the apology': {
    by: 'throws',
    happens: ({ caller }) => caller.hears('welcome', 'sorry').hangsUp(),
    heard: ['welcome', 'sorry'],
    ...FAILED('TypeError', 'TypeError: customer is undefined'),
    dialplan: ['ERROR', 'TypeError', 'HANGUP'],
    after: AFTER_HANG_UP('caller', 'error'),
  },
  'the constructor of the controller throws': {
    path: '/unbuildable',
    heard: ['sorry'],
    ...FAILED('RangeError', 'RangeError: no shop is open'),
    after: ['onCallEnd error', 'Newer disposed', 'Older disposed'],
  },
  'a factory of scope call throws': {
    path: '/unmade',
    heard: ['sorry'],
    ...FAILED('RangeError', 'RangeError: no desk is free'),
    after: ['onCallEnd error', 'Newer disposed', 'Older disposed'],
  },

  'a guard refuses': {
    path: '/guarded',
    heard: [],
    ...BACK,
    log: ['info a guard refused the call', OVER('dialplan')],
    after: [],
  },
  'a guard refuses, and says so': {
    path: '/closed',
    heard: ['closed-today'],
    ...BY_APP,
    log: ['info a guard refused the call', OVER('appHungUp')],
    after: [],
  },
  'a guard throws': {
    path: '/broken-guard',
    heard: ['sorry'],
    ...FAILED('Error', 'Error: no list of callers'),
    after: [],
  },

  'no controller answers': {
    path: '/call/leaves',
    heard: [],
    dialplan: ['NOTFOUND', 'No controller answers "/call/leaves".', 'FAILURE'],
    log: ['warn No controller answers "/call/leaves". [notFound]'],
    after: [],
  },
  'the app is full': {
    by: 'leaves',
    options: { maxCalls: 1 },
    before: '/calls/playsOn',
    ...SENT_AWAY('maxCalls', '/calls/leaves was refused: the app has as many calls as it takes (maxCalls).'),
  },
  'one Asterisk has too many calls': {
    by: 'leaves',
    options: { maxCallsPerPeer: 1 },
    before: '/calls/playsOn',
    ...SENT_AWAY(
      'maxCallsPerPeer',
      '/calls/leaves was refused: this Asterisk has as many calls here as one may have (maxCallsPerPeer).',
    ),
  },
  'the controller is full': {
    path: '/single',
    before: '/single',
    ...SENT_AWAY(
      'maxCallsOfController',
      '/single was refused: its class has as many calls as it takes (maxCalls of @AgiController).',
    ),
  },
  'the app is closing': {
    by: 'leaves',
    before: '/calls/playsOn',
    happens: ({ app }) => void app.close(),
    ...SENT_AWAY('closing', '/calls/leaves was refused: the app is closing.'),
  },
  'the app closes, and its time is over': {
    by: 'heedsTheSignal',
    happens: async ({ caller, app }) => {
      await caller.hears('welcome').waits({ forMs: 2_000 });
      await app.close({ drainLimitMs: 1 });
    },
    heard: ['welcome'],
    dialplan: ['DRAINED', 'drained', 'FAILURE'],
    log: [OVER('drained')],
    after: AFTER_HANG_UP('drained', 'drained'),
  },
  'a call is handed back': {
    by: 'heedsTheSignal',
    happens: async ({ caller, app }) => {
      await caller.hears('welcome').waits({ forMs: 2_000 });
      app.calls()[0]?.handBack();
    },
    heard: ['welcome'],
    dialplan: ['DRAINED', 'drained', 'FAILURE'],
    log: [OVER('drained')],
    after: AFTER_HANG_UP('drained', 'drained'),
  },
  'a call is handed back while Asterisk dials': {
    by: 'dials',
    happens: async ({ caller, app }) => {
      await caller.hears('welcome').isConnectedTo('PJSIP/ann');
      app.calls()[0]?.handBack();
    },
    heard: ['welcome'],
    dialplan: ['DRAINED', 'drained', 'FAILURE'],
    log: [OVER('drained')],
    after: AFTER_HANG_UP('drained', 'drained'),
  },

  'a handler goes on for ever after the hang-up': {
    by: 'neverEnds',
    happens: ({ caller }) => caller.hears('welcome').waits({ forMs: 2_000 }).hangsUp(),
    heard: ['welcome'],
    ...BY_CALLER,
    log: [
      'warn a handler went on after its call was over, and was left Error: A handler whose call is over took longer than 20 ms (cleanUpLimitMs) and is waited for no longer.',
      OVER('callerHungUp'),
    ],
  },
  '@OnHangup goes on for ever': {
    path: '/endless/hangup',
    heard: [],
    ...BY_APP,
    log: [
      'error cleaning up after a call failed Error: @OnHangup took longer than 20 ms (cleanUpLimitMs) and is waited for no longer.',
      'error cleaning up after a call failed Error: Older could not be disposed: no time was left to wait for it',
      OVER('appHungUp'),
    ],
    after: AFTER('appHungUp'),
  },
  'onCallEnd goes on for ever': {
    path: '/endless/end',
    heard: [],
    ...BY_APP,
    log: [
      'error cleaning up after a call failed Error: EndlessController failed in onCallEnd(): it did not end in time',
      'error cleaning up after a call failed Error: Older could not be disposed: no time was left to wait for it',
      OVER('appHungUp'),
    ],
  },
  'a disposal goes on for ever': {
    path: '/endless/disposal',
    heard: [],
    ...BY_APP,
    log: [
      'error cleaning up after a call failed Error: EndlessController could not be disposed: it did not end in time',
      'error cleaning up after a call failed Error: Older could not be disposed: no time was left to wait for it',
      OVER('appHungUp'),
    ],
  },
  '@OnHangup, onCallEnd and a disposal throw': {
    path: '/throwing',
    heard: [],
    ...BY_APP,
    log: [
      'error cleaning up after a call failed Error: no draft',
      'error cleaning up after a call failed Error: ThrowingController failed in onCallEnd(): no bill',
      'error cleaning up after a call failed Error: ThrowingController could not be disposed: no end',
      OVER('appHungUp'),
    ],
  },
};

/** Places the call of a row and looks at it from all sides. */
async function endOf({ path, by, options, before, happens, variables = {}, sounds }: Exit) {
  const logger = new AwaitedLogger();
  const wires: MemoryLink[] = [];
  const phone = openTestPhone({
    sounds: sounds ?? everySound({ durationMs: 1_000 }),
    failOnError: false,
    connect: () => {
      const [asterisk, ours] = linkedPair();
      wires.push(asterisk);
      app.accept(ours);
      return asterisk;
    },
  });
  phone.onDial('PJSIP/ann', { answersAfterMs: 1_000, talksMs: 10_000 });
  const app = await createAgiApp({
    controllers: CONTROLLERS,
    providers: [Diary, Older, Newer, provide(DESK).withFactory(noDesk, { scope: 'call' })],
    logger,
    apology: 'sorry',
    clock: phone.clock,
    cleanUpLimitMs: LIMIT_MS,
    ...options,
  }).start();
  const diary = app.get(Diary);
  // What is said at boot is about no call.
  logger.lines.length = 0;
  if (before !== undefined) await phone.dial(before).skips({ until: 'story' });
  const caller = phone.dial(path ?? `/calls/${by}`, { variables });
  await happens?.({ caller, app, wire: () => wires.at(-1)! });
  await caller.staysOn();
  await logger.ended(1);
  const log = logger.lines
    .filter(({ level }) => level !== 'debug')
    .map(({ level, message, fields: { end, err } }) =>
      [
        level,
        message,
        ...(typeof end === 'string' ? [`[${end}]`] : []),
        ...(err === undefined ? [] : [err instanceof Error ? `${err.name}: ${err.message}` : format(err)]),
      ].join(' '),
    );
  const after = [...diary.notes];
  await phone[Symbol.asyncDispose]();
  await app.close();
  const { OFFHOOK_STATUS: status, OFFHOOK_REASON: reason, AGISTATUS: agiStatus } = caller.variables;
  const { goesOnAt } = caller.events.find((event) => event.kind === 'ended')!;
  return {
    heard: caller.events.flatMap((event) => (event.kind === 'soundStarted' ? [event.item.text] : [])),
    dialplan: [status, reason, agiStatus],
    goesOnAt: goesOnAt && Object.values(goesOnAt).join(','),
    log,
    after,
  };
}

test.each(Object.entries(EXITS))('%s', async (_name, exit) => {
  const { heard, dialplan, goesOnAt, log, after } = exit;
  const end = await endOf(exit);
  expect(end).toEqual({ heard, dialplan, goesOnAt: goesOnAt ?? end.goesOnAt, log, after });
});
