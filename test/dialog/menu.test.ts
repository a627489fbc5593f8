import { describe, expect } from 'vitest';

import { say } from '../../src/dialog/say.js';
import { leave } from '../../src/dialog/step.js';
import { M } from './support/flows.js';
import type { TestApp } from './support/test-flow.js';
import { HUNG_UP, scenario } from './support/scenario.js';
import { hangsUp, key, keys, stopsPlayback } from './support/timeline.js';

const orders: readonly [string, unknown] = ['orders', '1'];
const billing: readonly [string, unknown] = ['billing', '2'];

describe('a stop by AMI, which is no key,', () => {
  scenario('in the wait is passed over: the wait goes on', {
    flow: M(),
    caller: [stopsPlayback(9_000), key('1', 11_000)],
    wire: ['SF hello K→0 @2000', 'GD opts 5000→\ufffd @9000', 'WD 5000→49 @11000'],
    handlers: [orders],
  });

  scenario('in the sound ends the sound, and the wait begins', {
    flow: M(),
    caller: [stopsPlayback(2_500), key('1', 4_000)],
    wire: ['SF hello K→0 @2000', 'GD opts 5000→1 @4000'],
    handlers: [orders],
  });

  scenario('is passed over again in the wait that goes on', {
    flow: M(),
    caller: [stopsPlayback(9_000), stopsPlayback(10_000), key('1', 11_000)],
    wire: ['SF hello K→0 @2000', 'GD opts 5000→\ufffd @9000', 'WD 5000→1000 @10000', 'WD 4000→49 @11000'],
    handlers: [orders],
  });
});

describe('a key', () => {
  scenario('1: stops the first sound', {
    flow: M(),
    caller: [key('1', 500)],
    wire: ['SF hello K→49 endpos=4000 @500'],
    handlers: [orders],
  });

  scenario('2: stops the last sound', {
    flow: M(),
    caller: [key('1', 2_300)],
    wire: ['SF hello K→0 @2000', 'GD opts 5000→1 @2300'],
    handlers: [orders],
  });

  scenario('3: whose tone spans the gap between two commands counts once', {
    flow: M(),
    caller: [key('1', 2_060)],
    gaps: [[2_000, 2_080]],
    wire: ['SF hello K→0 @2000', 'GD opts 5000→1 @2160'],
    handlers: [orders],
  });

  scenario('3, the other way: whose whole tone falls into a gap is lost, and the wait goes on', {
    flow: M(),
    caller: [key('1', 2_120), key('2', 5_000)],
    gaps: [[2_000, 2_130]],
    wire: ['SF hello K→0 @2000', 'GD opts 5000→2 @5000'],
    handlers: [billing],
    lostKeys: ['1'],
  });

  scenario('4: may come in the wait behind the prompt', {
    flow: M(),
    caller: [key('2', 8_000)],
    wire: ['SF hello K→0 @2000', 'GD opts 5000→2 @8000'],
    handlers: [billing],
  });

  scenario('5: that is the terminator alone is a wrong entry', {
    flow: M(),
    caller: [key('#', 8_000), key('1', 9_000)],
    wire: ['SF hello K→0 @2000', 'GD opts 5000→result= @8000', 'WD 500→0 @8500', 'SF bad K→49 endpos=4000 @9000'],
    handlers: [orders],
    failures: ['noMatch #'],
  });
});

describe('silence', () => {
  scenario('6: is answered, and uses the attempts up', {
    flow: M(),
    caller: [],
    wire: [
      'SF hello K→0 @2000',
      'GD opts 5000→(timeout) @11000',
      'SF still K→0 @12200',
      'SF hello K→0 @14200',
      'GD opts 5000→(timeout) @23200',
      'SF still K→0 @24400',
      'SF hello K→0 @26400',
      'GD opts 5000→(timeout) @35400',
      'SF bye K→0 @36400',
    ],
    handlers: [['exhausted', 'noInput']],
    failures: ['noInput', 'noInput'],
  });

  scenario('7: brings the short prompt', {
    flow: M({ reprompts: [{ count: 2, prompt: 'short' }] }),
    caller: [key('1', 25_000)],
    wire: [
      'SF hello K→0 @2000',
      'GD opts 5000→(timeout) @11000',
      'SF still K→0 @12200',
      'GD short 5000→(timeout) @18700',
      'SF still K→0 @19900',
      'GD short 5000→1 @25000',
    ],
    handlers: [orders],
    failures: ['noInput', 'noInput'],
    prompts: { hello: 1, opts: 1, short: 2 },
  });
});

describe('a wrong key', () => {
  scenario('8: is told, and the menu is said again', {
    flow: M(),
    caller: [key('9', 1_000), key('1', 3_000)],
    wire: ['SF hello K→57 endpos=8000 @1000', 'WD 500→0 @1500', 'SF bad K→0 @2500', 'SF hello K→49 endpos=4000 @3000'],
    handlers: [orders],
    failures: ['noMatch 9'],
  });

  scenario('9: and those right behind it are one mistake', {
    flow: M(),
    caller: [...keys('9999', 1_000), key('1', 2_500)],
    wire: [
      'SF hello K→57 endpos=8000 @1000',
      'WD 500→57 @1200',
      'WD 500→57 @1400',
      'WD 500→57 @1600',
      'WD 500→0 @2100',
      'SF bad K→49 endpos=3200 @2500',
    ],
    handlers: [orders],
    failures: ['noMatch 9999'],
  });

  scenario('10: may be put right while it is told', {
    flow: M(),
    caller: [key('9', 1_000), key('1', 2_000)],
    wire: ['SF hello K→57 endpos=8000 @1000', 'WD 500→0 @1500', 'SF bad K→49 endpos=4000 @2000'],
    handlers: [orders],
    failures: ['noMatch 9'],
  });

  scenario('11: is ended by the terminator', {
    flow: M(),
    caller: [...keys('9#', 1_000), key('1', 1_700)],
    wire: ['SF hello K→57 endpos=8000 @1000', 'WD 500→35 @1200', 'SF bad K→49 endpos=4000 @1700'],
    handlers: [orders],
    failures: ['noMatch 9'],
  });

  scenario('12: and silence use up the common attempts', {
    flow: M(),
    caller: [key('9', 1_000), key('9', 16_000)],
    wire: [
      'SF hello K→57 endpos=8000 @1000',
      'WD 500→0 @1500',
      'SF bad K→0 @2500',
      'SF hello K→0 @4500',
      'GD opts 5000→(timeout) @13500',
      'SF still K→0 @14700',
      'SF hello K→57 endpos=10400 @16000',
      'WD 500→0 @16500',
      'SF bye K→0 @17500',
    ],
    handlers: [['exhausted', 'noMatch']],
    failures: ['noMatch 9', 'noInput'],
  });

  scenario('13: and silence have limits of their own', {
    flow: M({ attempts: undefined, noInputAttempts: 2, noMatchAttempts: 3 }),
    caller: [key('9', 1_000)],
    wire: [
      'SF hello K→57 endpos=8000 @1000',
      'WD 500→0 @1500',
      'SF bad K→0 @2500',
      'SF hello K→0 @4500',
      'GD opts 5000→(timeout) @13500',
      'SF still K→0 @14700',
      'SF hello K→0 @16700',
      'GD opts 5000→(timeout) @25700',
      'SF bye K→0 @26700',
    ],
    handlers: [['exhausted', 'noInput']],
    failures: ['noMatch 9', 'noInput'],
  });
});

describe('a handler', () => {
  const visited = new WeakSet<TestApp>();
  scenario('14: that returns nothing brings the long prompt again, without the greeting', {
    flow: M(
      { greeting: 'short', reprompts: [{ count: 2, prompt: 'still' }] },
      { code: { orders: (_, app) => (visited.has(app) ? leave() : void visited.add(app)) } },
    ),
    caller: [key('1', 2_000), key('1', 5_000)],
    wire: ['SF short K→0 @1500', 'SF hello K→49 endpos=4000 @2000', 'SF hello K→0 @4000', 'GD opts 5000→1 @5000'],
    handlers: [orders, orders],
    prompts: { short: 1, hello: 2 },
  });
});

describe('a sound without barge-in', () => {
  scenario('15: is heard to the end, and its keys are dropped', {
    flow: M({ greeting: say.withoutBargeIn('legal') }),
    caller: [key('1', 1_000), key('1', 4_000)],
    wire: ['SF legal ""→0 @3000', 'SF hello K→49 endpos=8000 @4000'],
    handlers: [orders],
    lostKeys: ['1'],
  });

  scenario('16: may keep its keys', {
    flow: M({ greeting: say.withoutBargeIn('legal', { dropTypedKeys: false }) }),
    caller: [key('1', 1_000)],
    wire: ['SF legal K→49 endpos=8000 @1000', 'SF legal K 8000→0 @3000'],
    handlers: [orders],
    prompts: { legal: 1 },
  });

  scenario('17: drops the keys that were typed before it', {
    flow: M({ prompt: ['hello', say.withoutBargeIn('legal'), 'opts'] }),
    caller: [key('1', 500), key('2', 5_500)],
    wire: ['SF hello K→49 endpos=4000 @500', 'SF legal ""→0 @3500', 'GD opts 5000→2 @5500'],
    handlers: [billing],
  });
});

describe('what is no sound file', () => {
  scenario('18: is stopped by a key as well', {
    flow: M({ prompt: ['hello', say.digits('42')] }),
    caller: [key('1', 2_400)],
    wire: ['SF hello K→0 @2000', 'SAY DIGITS 42 K→49 @2400'],
    handlers: [orders],
  });

  scenario('19: is followed by a wait of its own', {
    flow: M({ prompt: ['hello', say.digits('42')] }),
    caller: [hangsUp(9_000)],
    wire: [
      'SF hello K→0 @2000',
      'SAY DIGITS 42 K→0 @3000',
      'WD 5000→0 @8000',
      'SF still K→-1 endpos=8000 @9000',
      'HANGUP @9000',
    ],
    failures: ['noInput'],
    end: HUNG_UP,
  });

  scenario('20: may be silence', {
    flow: M({ prompt: ['hello', say.silence({ durationMs: 800 }), 'opts'] }),
    caller: [key('1', 2_400)],
    wire: ['SF hello K→0 @2000', 'WD 800→49 @2400'],
    handlers: [orders],
  });
});

describe('a missing sound', () => {
  scenario('21: is skipped and told', {
    flow: M({ prompt: ['nowhere', 'opts'] }),
    caller: [key('2', 1_000)],
    wire: ['SF nowhere K→-1 endpos=0 @0', 'ST→6 @0', 'GD opts 5000→2 @1000'],
    handlers: [billing],
    also: ({ missing }) => expect(missing).toEqual(['nowhere']),
  });

  scenario('22: at the end leaves the wait', {
    flow: M({ prompt: ['hello', 'nowhere'] }),
    caller: [key('1', 3_000)],
    wire: ['SF hello K→0 @2000', 'GD nowhere 5000→-1 @2000', 'ST→6 @2000', 'WD 5000→49 @3000'],
    handlers: [orders],
    also: ({ missing }) => expect(missing).toEqual(['nowhere']),
  });
});

describe('a hang-up', () => {
  scenario('23: in a sound ends the dialog', {
    flow: M(),
    caller: [hangsUp(500)],
    wire: ['SF hello K→-1 endpos=4000 @500', 'HANGUP @500'],
    end: HUNG_UP,
    also: ({ signal }) => expect(signal.reason).toMatchObject({ code: 'AGI_HANG_UP', reason: 'caller' }),
  });

  scenario('24: is asked for when Asterisk does not say HANGUP', {
    flow: M(),
    caller: [hangsUp(500)],
    variables: { AGISIGHUP: 'no' },
    wire: ['SF hello K→-1 endpos=4000 @500', 'ST→511 @500'],
    end: HUNG_UP,
    also: ({ signal }) => expect(signal.reason).toMatchObject({ notice: 'deadChannel' }),
  });

  scenario('25: in the wait ends the dialog', {
    flow: M(),
    caller: [hangsUp(8_000)],
    wire: ['SF hello K→0 @2000', 'GD opts 5000→-1 @8000', 'HANGUP @8000'],
    end: HUNG_UP,
  });

  // The virtual Asterisk knows no AMI. To the dialog a redirect is a hang-up; hangUpReason() then tells the two apart by the
  // place in the dialplan, which test/app and the suite against a real Asterisk look at.
  scenario('26: that is a redirect ends the dialog all the same', {
    flow: M(),
    caller: [hangsUp(8_000)],
    wire: ['SF hello K→0 @2000', 'GD opts 5000→-1 @8000', 'HANGUP @8000'],
    end: HUNG_UP,
  });
});
