import { connect as connectTls } from 'node:tls';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  AgiController,
  Call,
  type EndedCall,
  HangUpError,
  Injectable,
  OnCall,
  OnHangup,
  ProtocolError,
  createAgiApp,
  leave,
} from 'offhook';
import type { AgiServer } from '../../src/app/agi-server.js';
import { AwaitedLogger } from '../support/awaited-logger.js';
import { environmentBlock } from '../support/environment-block.js';
import { DirectedCall } from '../support/directed-call.js';
import { watchTimers } from '../support/open-timers.js';
import { RawPeer } from '../support/raw-peer.js';

/** What the handlers of the app saw. */
@Injectable()
class Diary {
  readonly signals: AbortSignal[] = [];
  readonly ended: string[] = [];
}

@AgiController('/line')
class LineController {
  constructor(
    private readonly call: Call,
    private readonly diary: Diary,
  ) {}

  @OnCall({ next: leave })
  async talk() {
    this.diary.signals.push(this.call.signal);
    await this.call.answer();
    await this.call.channel.streamFile('long-story');
  }

  @OnHangup()
  async save(call: EndedCall) {
    this.diary.ended.push(call.reason);
    await call.variables.set('SAVED', 'yes');
  }
}

const MEGABYTE = 1024 * 1024;
const BLOCK = environmentBlock({ agi_network_script: 'line' });
const tick = () => new Promise<void>((resolve) => void setImmediate(resolve));

/** How many of each kind keep the process alive, without the timers, which are watched one by one. */
function resources(): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  const kinds = process.getActiveResourcesInfo().filter((kind) => kind !== 'Timeout');
  for (const kind of kinds) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

let logger: AwaitedLogger;
let app: AgiServer;
let diary: Diary;
/** What somebody who watches the app is told. */
let failed: string[];
let port: number;
let before: Readonly<Record<string, number>>;
let timers: ReturnType<typeof watchTimers>;
const accidents: unknown[] = [];
const onAccident = (error: unknown) => void accidents.push(error);

async function start(handshakeTimeoutMs: number): Promise<void> {
  logger = new AwaitedLogger();
  app = await createAgiApp({ controllers: [LineController], providers: [Diary], logger, handshakeTimeoutMs }).start();
  failed = [];
  app.watch({ failed: ({ where, error }) => failed.push(`${where}: ${String(error)}`), keyTaken: () => undefined });
  diary = app.get(Diary);
  ({ port } = await app.listen({ port: 0 }));
}

beforeEach(async () => {
  process.on('unhandledRejection', onAccident).on('uncaughtException', onAccident);
  before = resources();
  timers = watchTimers();
  // Long enough for an honest peer on a busy machine: it must also prove itself.
  await start(400);
});

/** After every misdeed: the app works, nothing is pending, and once it is closed nothing is left. */
async function nothingIsLeft(): Promise<void> {
  await tick();
  expect(app.callsInFlight).toBe(0);
  for (const signal of diary.signals) expect(signal.aborted).toBe(true);

  const lines = logger.lines.length;
  const calls = diary.signals.length;
  const asterisk = await DirectedCall.dial(port, 'line');
  await asterisk.closed;
  expect(asterisk.variables['OFFHOOK_STATUS']).toBe('OK');
  expect(diary.signals).toHaveLength(calls + 1);
  expect(logger.lines.length).toBe(lines + 1);

  await app.close();
  // The end of a turn of the event loop, where closed handles go, and the beginning of the next.
  await tick();
  await tick();
  process.off('unhandledRejection', onAccident).off('uncaughtException', onAccident);
  expect(accidents.splice(0)).toEqual([]);
  timers.stop();
  expect(timers.open()).toBe(0);
  expect(Object.entries(resources()).filter(([kind, count]) => count > (before[kind] ?? 0))).toEqual([]);
}

afterEach(nothingIsLeft);

/** What a peer does, until the connection is closed. */
type Misdeed = (peer: RawPeer) => Promise<void> | void;

async function answered(peer: RawPeer): Promise<void> {
  peer.send(BLOCK);
  await peer.sees('ANSWER');
  peer.send('200 result=0\n');
  await peer.sees('STREAM FILE');
}

async function hungUp(peer: RawPeer): Promise<void> {
  await answered(peer);
  peer.send('200 result=-1 endpos=0\nHANGUP\n');
  await peer.sees('GET FULL VARIABLE');
  peer.send('200 result=1 (sales,s,1)\n');
  await peer.sees('OFFHOOK_STATUS');
  peer.send('200 result=1\n');
  await peer.sees('OFFHOOK_REASON');
  peer.send('200 result=1\n');
  await peer.sees('SAVED');
}

/** Before it was a call: nothing but a line in the log, and never an error. */
const STRANGERS: Readonly<Record<string, Misdeed>> = {
  'resets before the first byte': (peer) => peer.reset(),
  'resets in the middle of the block': async (peer) => {
    await peer.pour(Buffer.from(BLOCK.slice(0, 100)));
    peer.reset();
  },
  'closes at once': (peer) => peer.end(),
  'sends half a line and closes': (peer) => {
    peer.send('agi_netw');
    peer.end();
  },
  'sends half a line and then nothing': (peer) => peer.send('agi_netw'),
  'sends half a block and then nothing': (peer) => peer.send(BLOCK.slice(0, 200)),
  'sends nothing at all': () => undefined,
  'sends a block, and closes before that is proved': (peer) => {
    peer.send(BLOCK);
    peer.end();
  },
  'sends ten megabytes without a line feed': (peer) => peer.pour(Buffer.alloc(10 * MEGABYTE, 'x')),
  'sends a first line and ten megabytes of others': (peer) =>
    peer.pour(Buffer.from(`agi_network: yes\n${'agi_x: y\n'.repeat(MEGABYTE)}`)),
  'sends an HTTP request': (peer) => peer.send('GET / HTTP/1.1\r\nHost: 127.0.0.1:4573\r\nUser-Agent: probe\r\n\r\n'),
  'sends an empty line': (peer) => peer.send('\n'),
  'sends bytes that are no text': (peer) => peer.send(Uint8Array.from({ length: 300 }, (_, i) => 255 - (i % 256))),
};

test('an answer behind the last command, that nobody asked for, is the failure of the call', async () => {
  const peer = await RawPeer.connect(port, false);
  await answered(peer);
  peer.send('200 result=0 endpos=1\n');
  await peer.sees('OFFHOOK_STATUS');
  peer.send('200 result=1\n');
  await peer.sees('OFFHOOK_REASON');
  peer.send('200 result=1\n');
  // Its side is ended; what it reads now it has not asked for.
  await tick();
  peer.send('HANGUP\n200 result=1 (late)\n');
  await logger.ended(1);
  await vi.waitFor(() => expect(app.callsInFlight).toBe(0));
  expect(logger.at('error').map(({ message }) => message)).toEqual(['the call failed when it was over']);
  expect(failed).toEqual([expect.stringMatching(/^the end of the call: .*\[AGI_PROTOCOL\]$/)]);
  peer.end();
  await peer.closed;
});

describe('a peer that is no call', () => {
  test.each(Object.entries(STRANGERS))('%s', async (_name, act) => {
    const peer = await RawPeer.connect(port);
    await act(peer);
    await Promise.all([peer.closed, logger.ended(1)]);
    expect(logger.at('error')).toEqual([]);
    expect(logger.lines).toHaveLength(1);
    expect(diary.signals).toEqual([]);
  });

  test('is told from Asterisk by its first line, which the log quotes', async () => {
    const peer = await RawPeer.connect(port);
    await STRANGERS['sends an HTTP request']?.(peer);
    await peer.closed;
    expect(logger.at('warn').map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^127\.0\.0\.1:\d+ is not an Asterisk calling: its first line .* Received "GET \/ HTTP\/1\.1\\x0d"\. \[AGI_HANDSHAKE\]$/,
      ),
    ]);
  });

  test('is refused when it replies before anything was asked, as one who wrote into the block does', async () => {
    const peer = await RawPeer.connect(port);
    peer.send(`${BLOCK}200 result=0\n`);
    await Promise.all([peer.closed, logger.ended(1)]);
    expect(logger.at('warn').map(({ message }) => message)).toEqual([
      expect.stringMatching(/a line came behind its agi_ block .* Received "200 result=0"\. \[AGI_FORGED\]$/),
    ]);
    expect(peer.text).toBe(
      'SET VARIABLE "OFFHOOK_STATUS" "ERROR"\nSET VARIABLE "OFFHOOK_REASON" "AGI_FORGED"\nfailure\n',
    );
    expect(diary.signals).toEqual([]);
  });

  test('speaks TLS', async () => {
    const socket = connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false });
    socket.on('error', () => undefined);
    await Promise.all([new Promise((resolve) => void socket.once('close', resolve)), logger.ended(1)]);
    expect(logger.at('warn').map(({ message }) => message)).toEqual([expect.stringContaining('[AGI_HANDSHAKE]')]);
  });
});

/** Goes away in the middle of a call: a lost connection, which is no fault. */
const DESERTERS: Readonly<Record<string, Misdeed>> = {
  'resets right after the block': async (peer) => {
    await peer.pour(Buffer.from(BLOCK));
    await peer.sees('ANSWER');
    peer.reset();
  },
  'resets while a command waits': async (peer) => {
    await answered(peer);
    peer.reset();
  },
  'closes while a command waits': async (peer) => {
    await answered(peer);
    peer.end();
  },
  'sends half a reply and closes': async (peer) => {
    await answered(peer);
    peer.send('200 resu');
    peer.end();
  },
  'begins a usage text that never ends, and closes': async (peer) => {
    await answered(peer);
    peer.send('520-Invalid command syntax.  Proper usage follows:\nUsage: STREAM FILE\nand so on\n');
    peer.end();
  },
};

describe('a peer that goes away in the middle of a call', () => {
  test.each(Object.entries(DESERTERS))('%s', async (_name, act) => {
    const peer = await RawPeer.connect(port);
    await act(peer);
    await Promise.all([peer.closed, logger.ended(1)]);
    expect(logger.at('error')).toEqual([]);
    expect(logger.at('info').map(({ fields }) => fields['end'])).toEqual(['connectionLost']);
    expect(diary.ended).toEqual(['connectionLost']);
    expect(diary.signals[0]?.reason).toBeInstanceOf(HangUpError);
  });

  test('resets while @OnHangup runs, which is no fault either', async () => {
    const peer = await RawPeer.connect(port);
    await hungUp(peer);
    peer.reset();
    await Promise.all([peer.closed, logger.ended(1)]);
    expect(logger.at('error')).toEqual([]);
    expect(logger.at('warn').map(({ message }) => message)).toEqual(['cleaning up needed the caller, who is gone']);
    expect(logger.at('info').map(({ fields }) => fields['end'])).toEqual(['callerHungUp']);
    expect(diary.ended).toEqual(['caller']);
  });

  test('closes while @OnHangup runs', async () => {
    const peer = await RawPeer.connect(port);
    await hungUp(peer);
    peer.end();
    await Promise.all([peer.closed, logger.ended(1)]);
    expect(logger.at('error')).toEqual([]);
    expect(diary.ended).toEqual(['caller']);
  });

  test('keeps its side open when the call is over, and is dropped after a second', async () => {
    const peer = await RawPeer.connect(port, false);
    await answered(peer);
    peer.send('200 result=0 endpos=8000\n');
    await peer.sees('OFFHOOK_STATUS');
    peer.send('200 result=1\n');
    await peer.sees('OFFHOOK_REASON');
    peer.send('200 result=1\n');
    // Closing waits for the last connection.
    await app.close();
    expect(logger.at('error')).toEqual([]);
    expect(logger.at('info').map(({ fields }) => fields['end'])).toEqual(['dialplan']);
    peer.reset();
    // Long enough for an honest peer on a busy machine: it must also prove itself.
    await start(400);
  });
});

/** Breaks the protocol in the middle of a call: whatever came next might be taken for the wrong reply. */
const BREAKERS: Readonly<Record<string, readonly [misdeed: Misdeed, sentence: RegExp]>> = {
  'replies twice': [
    async (peer) => {
      await answered(peer);
      peer.send('200 result=0 endpos=8000\n200 result=0 endpos=8000\n');
    },
    /no command was waiting for a reply\. Received "200 result=0 endpos=8000"/,
  ],
  'answers with something else': [
    async (peer) => {
      await answered(peer);
      peer.send('I beg your pardon?\u001b[2J\n');
    },
    /this is no reply\. Received "I beg your pardon\?\\x1b\[2J"/,
  ],
  'answers with another command’s reply': [
    async (peer) => {
      await answered(peer);
      peer.send('200 result=many\n');
    },
    /STREAM FILE has no such answer\. Received "200 result=many"/,
  ],
  'answers with ten megabytes without a line feed': [
    async (peer) => {
      await answered(peer);
      await peer.pour(Buffer.alloc(10 * MEGABYTE, 'x'));
    },
    /a line passed 1048576 bytes\. Received "xxx/,
  ],
  'answers with a usage text of ten megabytes': [
    async (peer) => {
      await answered(peer);
      await peer.pour(Buffer.from(`520-Invalid command syntax.\n${'Usage: nothing\n'.repeat(700_000)}`));
    },
    /this is no reply\. Received "520-Invalid command syntax/,
  ],
};

describe('a peer that breaks the protocol in the middle of a call', () => {
  test.each(Object.entries(BREAKERS))('%s', async (_name, [act, sentence]) => {
    const peer = await RawPeer.connect(port);
    await act(peer);
    await Promise.all([peer.closed, logger.ended(1)]);
    const errors = logger.at('error');
    expect(errors.map(({ message }) => message)).toEqual(['the call failed']);
    expect(errors[0]?.fields['err']).toBeInstanceOf(ProtocolError);
    expect(String(errors[0]?.fields['err'])).toMatch(sentence);
    expect(String(errors[0]?.fields['err'])).toMatch(/\[AGI_PROTOCOL\]$/);
    expect(diary.signals[0]?.reason).toBe(errors[0]?.fields['err']);
  });

  test('with a reply that nobody asked for while @OnHangup runs: one error says so', async () => {
    const peer = await RawPeer.connect(port);
    await hungUp(peer);
    peer.send('nonsense\n');
    await Promise.all([peer.closed, logger.ended(1)]);
    expect(logger.at('error').map(({ fields }) => String(fields['err']))).toEqual([
      expect.stringContaining('[AGI_PROTOCOL]'),
    ]);
    expect(failed).toEqual([expect.stringContaining('[AGI_PROTOCOL]')]);
  });
});

test('a peer that breaks the protocol after the hang-up is told of once, though everything after it fails', async () => {
  const peer = await RawPeer.connect(port);
  await answered(peer);
  peer.send('200 result=-1 endpos=0\nHANGUP\n');
  await peer.sees('GET FULL VARIABLE');
  peer.send('nonsense\n');
  await Promise.all([peer.closed, logger.ended(1)]);
  expect(diary.ended).toEqual(['caller']);
  expect(logger.at('error').map(({ fields }) => String(fields['err']))).toEqual([
    expect.stringContaining('[AGI_PROTOCOL]'),
  ]);
  expect(failed).toEqual([expect.stringContaining('[AGI_PROTOCOL]')]);
});

test('two hundred peers that misbehave at once, each in its own way, leave nothing behind', async () => {
  await app.close();
  // So many take their time, and none shall be sent away before it did its worst.
  await start(2_000);
  const misdeeds = [
    ...Object.values(STRANGERS),
    ...Object.values(DESERTERS),
    ...Object.values(BREAKERS).map(([act]) => act),
    async (peer: RawPeer) => {
      await hungUp(peer);
      peer.reset();
    },
  ];
  // A fixed order that looks like none: a failure comes again.
  let seed = 20_260_105;
  const random = () => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31);
  await Promise.all(
    Array.from({ length: 200 }, async () => {
      const act = misdeeds[random() % misdeeds.length];
      const peer = await RawPeer.connect(port);
      await act?.(peer);
      await peer.closed;
    }),
  );
  while (app.callsInFlight > 0) await tick();
  // Of those that were no calls it says the first ones.
  expect(logger.lines.filter(({ message }) => message.includes('[AGI_HANDSHAKE]'))).toHaveLength(10);
  expect(logger.lines.length).toBeGreaterThanOrEqual(100);
}, 30_000);
