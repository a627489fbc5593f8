import { describe, expect, test } from 'vitest';
import { AgiEnvironment } from '../../src/session/environment.js';

describe('of two lines of one name', () => {
  test('the first counts, for whoever asks for one and for whoever asks for all', () => {
    const environment = new AgiEnvironment('agi_callerid: 1\nagi_callerid: 2');
    expect(environment.callerNumber).toBe('1');
    expect([...environment.all()]).toEqual([['agi_callerid', '1']]);
  });
});

describe('what the block does not say', () => {
  test('is undefined, or empty where Asterisk always says it', () => {
    const { request, script, callerNumber, callerName, calledNumber, redirectingNumber, args, release, ...others } =
      said(new AgiEnvironment(''));
    expect([request, script, callerNumber, callerName, calledNumber, redirectingNumber, release]).toEqual(
      Array.from({ length: 7 }, () => undefined),
    );
    expect(args).toEqual([]);
    expect(others).toEqual({ channel: '', uniqueId: '', language: '', context: '', extension: '', priority: 1 });
  });

  test('is told from what it does', () => {
    const lines = {
      agi_request: 'agi://ivr/sales',
      agi_network_script: 'sales',
      agi_channel: 'PJSIP/ann-1',
      agi_uniqueid: '1.1',
      agi_callerid: '5550100',
      agi_calleridname: 'Ann',
      agi_dnid: '100',
      agi_rdnis: '200',
      agi_language: 'fr',
      agi_context: 'office',
      agi_extension: '101',
      agi_priority: '7',
      agi_arg_1: 'gold',
      agi_version: '16.28.0~dfsg-0',
    };
    const text = Object.entries(lines).map(([name, value]) => `${name}: ${value}`);
    expect(said(new AgiEnvironment(text.join('\n')))).toEqual({
      request: 'agi://ivr/sales',
      script: 'sales',
      channel: 'PJSIP/ann-1',
      uniqueId: '1.1',
      callerNumber: '5550100',
      callerName: 'Ann',
      calledNumber: '100',
      redirectingNumber: '200',
      language: 'fr',
      context: 'office',
      extension: '101',
      priority: 7,
      args: ['gold'],
      release: 16,
    });
  });
});

const NAMES = [
  'request',
  'script',
  'channel',
  'uniqueId',
  'callerNumber',
  'callerName',
  'calledNumber',
  'redirectingNumber',
  'language',
  'context',
  'extension',
  'priority',
  'args',
  'release',
] as const;

const said = (environment: AgiEnvironment) =>
  Object.fromEntries(NAMES.map((name) => [name, environment[name]])) as Pick<AgiEnvironment, (typeof NAMES)[number]>;
