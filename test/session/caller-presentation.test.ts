import { describe, expect, test } from 'vitest';
import { AgiEnvironment } from '../../src/session/environment.js';
import { environmentBlock } from '../support/environment-block.js';

const withCaller = (callerid: string, calleridname: string, callingpres?: string) => {
  const block = environmentBlock({
    agi_callerid: callerid,
    agi_calleridname: calleridname,
    agi_callingpres: callingpres ?? '',
  });
  return new AgiEnvironment(callingpres === undefined ? block.replace(/agi_callingpres: .*\n/, '') : block);
};

describe('who calls', () => {
  // The first three columns are what an Asterisk 22 wrote, by SIP and by CALLERID(pres), but for the rows marked with a #.
  test.each([
    ['5550100', 'Ann', '0', 'allowed', '5550100', 'Ann', undefined],
    ['5550100', 'Ann', '3', 'allowed', '5550100', 'Ann', undefined],
    ['5551234', 'Ann', '32', 'restricted', undefined, undefined, '5551234'],
    ['5551234', 'Ann', '33', 'restricted', undefined, undefined, '5551234'],
    ['5550100', 'Ann', '35', 'restricted', undefined, undefined, '5550100'],
    ['5550100', 'Ann', '67', 'unavailable', undefined, undefined, '5550100'],
    ['unknown', 'unknown', '67', 'unavailable', undefined, undefined, undefined],
    ['unknown', 'Ann', '0', 'unavailable', undefined, 'Ann', undefined],
    ['anonymous', 'Anonymous', '0', 'restricted', undefined, undefined, undefined],
    ['unavailable', 'Unavailable', '0', 'unavailable', undefined, 'Unavailable', undefined],
    // # Words of other trunks, in their spelling.
    ['Anonymous', 'unknown', '0', 'restricted', undefined, undefined, undefined],
    ['Restricted', 'unknown', '0', 'restricted', undefined, undefined, undefined],
    ['anonymous', 'Anonymous', '67', 'restricted', undefined, undefined, undefined],
    ['anonymous', 'Anonymous', '32', 'restricted', undefined, undefined, undefined],
    ['', 'Ann', '0', 'unavailable', undefined, 'Ann', undefined],
    // # A reserved value withholds, and a block without the line does not.
    ['5550100', 'Ann', '96', 'unavailable', undefined, undefined, '5550100'],
    ['5550100', 'Ann', undefined, 'allowed', '5550100', 'Ann', undefined],
    // # A number that only looks like such a word.
    ['anonymous1', 'Ann', '0', 'allowed', 'anonymous1', 'Ann', undefined],
  ] as const)('%s, %s, presentation %s: %s', (callerid, name, pres, presentation, number, shownName, withheld) => {
    const environment = withCaller(callerid, name, pres);
    expect({
      presentation: environment.callerPresentation,
      number: environment.callerNumber,
      name: environment.callerName,
      withheld: environment.withheldCallerNumber,
    }).toEqual({ presentation, number, name: shownName, withheld });
  });

  test('forwarded by somebody who withholds the number: it is none', () => {
    expect(new AgiEnvironment(environmentBlock({ agi_rdnis: 'anonymous' })).redirectingNumber).toBeUndefined();
    expect(new AgiEnvironment(environmentBlock({ agi_rdnis: '5550100' })).redirectingNumber).toBe('5550100');
  });
});
