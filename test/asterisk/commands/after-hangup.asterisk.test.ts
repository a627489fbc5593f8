import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import * as table from '../../../src/core/commands/index.js';
import { HangUpError } from '../../../src/errors/hang-up-error.js';
import { CommandLab, type LabCall } from '../support/command-lab.js';
import { askedReleases } from '../support/install.js';
import type { RowName } from './check.js';

/** Arguments for each row, harmless ones. */
const samples: { readonly [Name in RowName]: Parameters<(typeof table)[Name]> } = {
  answer: [],
  asyncAgiBreak: [],
  channelStatus: [],
  controlStreamFile: ['beep'],
  databaseDel: ['after', 'key'],
  databaseDelTree: ['after'],
  databaseGet: ['after', 'stored'],
  databasePut: ['after', 'key', 'value'],
  exec: ['NoOp', 'after'],
  getData: ['beep'],
  getFullVariable: ['${UNIQUEID}'],
  getOption: ['beep', '1'],
  getVariable: ['UNIQUEID'],
  gosub: ['no', 'such', 1],
  hangup: [],
  noop: [],
  receiveChar: [],
  receiveText: [],
  recordFile: ['after'],
  sayAlpha: ['a'],
  sayDate: [],
  sayDateTime: [],
  sayDigits: ['1'],
  sayNumber: [1],
  sayPhonetic: ['a'],
  sayTime: [],
  sendImage: ['x'],
  sendText: ['x'],
  setAutoHangup: [],
  setCallerId: [{}],
  setContext: ['x'],
  setExtension: ['x'],
  setMusic: [true],
  setPriority: [1],
  setVariable: ['AFTER', 'the hang-up'],
  speechActivateGrammar: ['g'],
  speechCreate: [],
  speechDeactivateGrammar: ['g'],
  speechDestroy: [],
  speechLoadGrammar: ['g', 'p'],
  speechRecognize: ['beep', 1],
  speechSet: ['a', 'b'],
  speechUnloadGrammar: ['g'],
  streamFile: ['beep'],
  tddMode: ['on'],
  verbose: ['after'],
  waitForDigit: [],
};

const names = Object.keys(samples) as RowName[];
const allowed = names.filter((name) => table[name].afterHangup);
const forbidden = names.filter((name) => !table[name].afterHangup);

/** Calls a command by its name, as the app would. */
function send({ channel }: LabCall, name: RowName): Promise<unknown> {
  return (channel[name] as (...args: readonly unknown[]) => Promise<unknown>)(...samples[name]);
}

async function hungUp(call: LabCall): Promise<void> {
  await call.hangUp();
  await vi.waitFor(() => expect(call.session.signal.aborted).toBe(true));
}

describe.each(askedReleases())('after a hang-up on Asterisk %i', (release) => {
  let lab: CommandLab;

  beforeAll(async () => {
    lab = await CommandLab.start({ release });
  });
  afterAll(async () => {
    expect(lab?.errors).toEqual([]);
    await lab?.stop();
  });

  it('34 of the 47 commands reject at once and never reach Asterisk', async () => {
    expect(forbidden).toHaveLength(34);
    const call = await lab.call();
    await hungUp(call);
    const start = performance.now();
    const ends = await Promise.allSettled(forbidden.map((name) => send(call, name)));
    const tookMs = performance.now() - start;
    await call.end();

    expect(ends.filter((end) => end.status !== 'rejected' || !(end.reason instanceof HangUpError))).toEqual([]);
    expect(tookMs).toBeLessThan(100);
    expect(call.executed).toEqual(['ANSWER']);
  });

  it('13 commands go out, in order, and say what came of them', async () => {
    expect(allowed).toHaveLength(13);
    const call = await lab.call();
    const { uniqueId } = call.placed;
    await call.channel.databasePut('after', 'stored', 'a value');
    await hungUp(call);
    const ends: Partial<Record<RowName, unknown>> = {};
    for (const name of allowed) ends[name] = await send(call, name).catch((error: Error) => error.name);
    expect(ends).toEqual({
      asyncAgiBreak: undefined,
      databaseDel: undefined,
      databaseDelTree: true,
      // The row before it has removed the family.
      databaseGet: 'DatabaseError',
      databasePut: undefined,
      exec: 0,
      getFullVariable: uniqueId,
      getVariable: uniqueId,
      noop: undefined,
      setVariable: undefined,
      speechDestroy: 'CommandError',
      speechUnloadGrammar: 'CommandError',
      verbose: undefined,
    });
    await call.end();

    const verbs = allowed.map((name) => table[name].sentAs ?? table[name].verb);
    const afterwards = call.executed.slice(2);
    expect(afterwards.map((line, i) => line.startsWith(verbs[i] ?? '?'))).toEqual(verbs.map(() => true));
    expect(call.placed.valuesOf('AFTER')).toEqual(['the hang-up']);
  });

  it('commands that waited their turn reject unsent, and those for a dead channel are sent', async () => {
    const call = await lab.call();
    const { channel, placed } = call;
    const playing = expect(channel.streamFile('demo-congrats')).rejects.toThrow(HangUpError);
    const saying = expect(channel.sayDigits('123')).rejects.toThrow(HangUpError);
    const storing = channel.setVariable('QUEUED', 'yes');
    await placed.executing('STREAM FILE');
    await call.hangUp();
    await Promise.all([playing, saying, storing]);
    await call.end();
    expect(call.executed.filter((line) => line !== 'CHANNEL STATUS')).toEqual([
      'ANSWER',
      'STREAM FILE "demo-congrats" ""',
      // Here CHANNEL STATUS may be asked: its 511 tells -1 by hang-up from a missing file before HANGUP has come.
      'SET VARIABLE "QUEUED" "yes"',
    ]);
  });

  it('is noticed by the answer to the next command when Asterisk says nothing', async () => {
    const call = await lab.call({ variables: { AGISIGHUP: 'no' } });
    const { channel, placed } = call;
    await call.hangUp();
    await placed.waitFor('HangupRequest');
    await expect(channel.sayDigits('1')).rejects.toMatchObject({ name: 'HangUpError', notice: 'deadChannel' });
    await expect(channel.streamFile('beep')).rejects.toThrow(HangUpError);
    expect(await channel.getVariable('UNIQUEID')).toBe(placed.uniqueId);
    await call.end();
    expect(call.executed).toEqual(['ANSWER', 'SAY DIGITS "1" ""', 'GET FULL VARIABLE "${UNIQUEID}"']);
  });

  it('every command rejects when Asterisk closes the connection with it', async () => {
    const call = await lab.call({ variables: { AGIEXITONHANGUP: 'yes' } });
    const playing = expect(call.channel.streamFile('demo-congrats')).rejects.toThrow(HangUpError);
    await call.placed.executing('STREAM FILE');
    await call.hangUp();
    await playing;
    await call.placed.agiStatus();
    await vi.waitFor(() => expect(send(call, 'noop')).rejects.toThrow(HangUpError));
    const ends = await Promise.allSettled(names.map((name) => send(call, name)));
    expect(ends.filter((end) => end.status !== 'rejected' || !(end.reason instanceof HangUpError))).toEqual([]);
    await call.end();
  });
});
