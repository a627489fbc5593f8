import { describe, expect, it, test } from 'vitest';

import { absoluteFile, type FileName, soundUrl } from '../../src/core/checked-file.js';
import type { AgiChannel } from '../../src/core/channel.js';
import { menu, playable } from '../../src/dialog/prompt.js';
import { fakeCall, settle } from './support/fake-link.js';

/** Everything that takes the name of a file to play. */
const PLAYS: Readonly<Record<string, (channel: AgiChannel, file: FileName) => Promise<unknown>>> = {
  streamFile: (c, file) => c.streamFile(file),
  controlStreamFile: (c, file) => c.controlStreamFile(file),
  getData: (c, file) => c.getData(file),
  getOption: (c, file) => c.getOption(file, '1'),
  playUntil: (c, file) => c.playUntil([file], new Promise(() => {})),
  sendImage: (c, file) => c.sendImage(file),
  speechRecognize: (c, file) => c.speechRecognize(file, 1),
  speechLoadGrammar: (c, file) => c.speechLoadGrammar('g', file),
  'queue announce': (c, file) => c.queue('q', { announce: ['beep', file] }),
  'read sounds': (c, file) => c.read({ sounds: file }),
};

/** Everything that takes the name of a file to write. */
const WRITES: typeof PLAYS = {
  recordFile: (c, file) => c.recordFile(file),
  record: (c, file) => c.record(file),
  mixMonitor: (c, file) => c.mixMonitor(file),
  heardFile: (c, file) => c.mixMonitor('x', { heardFile: file }),
  spokenFile: (c, file) => c.mixMonitor('x', { spokenFile: file }),
};

const DIAL: typeof PLAYS = {
  'dial announce': (c, file) => c.dial('PJSIP/a', { ringTimeoutMs: 1_000, announce: file }),
};

const LEADS_AWAY = [
  '/tmp/secret',
  '//tmp/secret',
  '..',
  '../en/beep',
  'a/../../secret',
  'a/..',
  'http://evil.example/x.wav',
  'HTTPS://evil.example/x',
  'x/http://evil.example/x',
];

async function sentBy(take: (channel: AgiChannel) => Promise<unknown>): Promise<readonly string[]> {
  const { channel, link } = fakeCall();
  void take(channel).catch(() => {});
  await settle();
  return link.sent;
}

describe.each(Object.entries({ ...PLAYS, ...WRITES, ...DIAL }))('%s', (_, take) => {
  it.each(LEADS_AWAY)('refuses the plain text %j and sends nothing', async (file) => {
    const { channel, link } = fakeCall();
    await expect(take(channel, file)).rejects.toMatchObject({ code: 'AGI_ARGUMENT' });
    expect(link.sent).toEqual([]);
  });

  it.each(['beep', 'news/12', 'a..b', '..a/b', 'fr/a.b'])('takes %j', async (file) => {
    expect(await sentBy((c) => take(c, file))).not.toEqual([]);
  });

  it('takes a path that code has named', async () => {
    expect(await sentBy((c) => take(c, absoluteFile('/var/spool/x')))).not.toEqual([]);
  });
});

test.each(Object.entries(PLAYS))('%s takes a URL that code has named', async (_, take) => {
  expect(await sentBy((c) => take(c, soundUrl('https://media.example.com/a.wav')))).not.toEqual([]);
});

test.each(Object.entries(WRITES))('%s records at no URL', async (_, take) => {
  const { channel } = fakeCall();
  await expect(take(channel, soundUrl('https://media.example.com/a.wav'))).rejects.toThrow(/nothing can be recorded/);
});

test('the sounds within the format of a date, and its zone, are named like any other', async () => {
  const { channel } = fakeCall();
  await expect(channel.sayDateTime(0, '', "A'/tmp/secret'B")).rejects.toMatchObject({ code: 'AGI_ARGUMENT' });
  await expect(channel.sayDateTime(0, '', 'A', '../../tmp/zone')).rejects.toMatchObject({ code: 'AGI_ARGUMENT' });
});

test('a mailbox does not lead up', async () => {
  const { channel } = fakeCall();
  await expect(channel.voicemail('..@default')).rejects.toMatchObject({ code: 'AGI_ARGUMENT' });
});

it.each(['', 'tmp/x', '/tmp/../etc/x', '/..', '/x/http://a', 7])('absoluteFile refuses %j', (path) => {
  expect(() => absoluteFile(path as string)).toThrow(/absoluteFile: path/);
});

it.each(['', '/tmp/x', 'ftp://a/b', 'http://', 'javascript://a', 'https:// a/b'])('soundUrl refuses %j', (url) => {
  expect(() => soundUrl(url)).toThrow(/soundUrl: url/);
});

describe('in a prompt', () => {
  it.each(LEADS_AWAY)('the plain text %j is refused, with the way', (file) => {
    expect(() => playable(file, 'call.play()')).toThrow(/absoluteFile\(…\)|soundUrl\(…\)|leads out of the folder/);
  });

  it('what code has named stands as it is', () => {
    const [path, url] = menu(absoluteFile('/var/x'), soundUrl('https://a.example/x.wav')).items;
    expect([path, url]).toMatchObject([
      { kind: 'file', name: '/var/x' },
      { kind: 'file', name: 'https://a.example/x.wav' },
    ]);
  });

  it('an object that looks like one is a plain text', () => {
    expect(() => playable({ kind: 'file', name: '/tmp/secret' }, 'call.play()')).toThrow(/absoluteFile/);
  });
});
