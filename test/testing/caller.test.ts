import { AssertionError } from 'node:assert';

import { describe, expect, it } from 'vitest';

import type { Caller } from '../../src/testing/caller.js';
import { heard } from '../../src/testing/heard.js';
import { phoneTo, type RawApp } from './support/raw-app.js';

const KEYS = '"0123456789*#"';

/** "demo-thanks", then "beep", then a key; 1 says a number, anything else and silence say goodbye. */
const menu: RawApp = async (agi) => {
  await agi.send('ANSWER');
  let reply = await agi.send(`STREAM FILE demo-thanks ${KEYS}`);
  if (reply.startsWith('200 result=0')) reply = await agi.send('GET DATA beep 3000 1');
  if (/result=(49 |1$)/.test(reply)) await agi.send('SAY NUMBER 4 ""');
  else await agi.send('STREAM FILE vm-goodbye ""');
  await agi.send('HANGUP');
};

/** The failure of a caller's steps. */
async function failureOf(caller: Caller): Promise<AssertionError> {
  const error: unknown = await caller.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AssertionError)) throw new Error(`no AssertionError but ${String(error)}`);
  return error;
}

describe('a caller', () => {
  it('hears, presses during the prompt just heard, and hears what follows', async () => {
    await using phone = phoneTo(menu);
    const caller = phone.dial('/sales', { callerId: '5551234', callerName: 'Ann' });
    await caller.hears('demo-thanks').presses('1').hears(heard.number(4)).ends({ by: 'app' });
    expect(caller.transcript).toBe(
      [
        '0:00.000  calls      agi://localhost/sales from 5551234 "Ann"',
        '0:00.000  answered',
        '0:00.020  hears      demo-thanks (5.5 s, cut by a key after 0.1 s)',
        '0:00.020  presses    1',
        '0:00.120  hears      number 4 (0.8 s)',
        '0:00.940  hung up    by the app',
        '0:00.940  ends       by the app, AGISTATUS HANGUP',
      ].join('\n'),
    );
  });

  it('presses where and when it is told: during a later prompt, after a while', async () => {
    await using phone = phoneTo(menu);
    const caller = phone.dial('/sales');
    await caller
      .presses('1', { during: 'beep', afterMs: 200 })
      .hears('demo-thanks', 'beep', heard.number(4))
      .ends({ by: 'app' });
    expect(caller.transcript).toContain('0:05.540  hears      beep (0.4 s, cut by a key after 0.3 s)');
  });

  it('stays silent until something new is heard', async () => {
    await using phone = phoneTo(menu);
    const caller = phone.dial('/sales');
    await caller.hears('demo-thanks', 'beep').staysSilent().hears('vm-goodbye').ends({ by: 'app' });
    expect(caller.transcript).toContain('silence    3.0 s');
  });

  it('hears silence when nothing more is played and a key is waited for', async () => {
    await using phone = phoneTo(menu);
    const caller = phone.dial('/sales');
    await caller.hears('demo-thanks', 'beep', heard.silence).presses('1').hears(/4/).ends({ by: 'app' });
    expect(caller.transcript).toContain('0:05.980  presses    1');
  });

  it('types ahead before anything is heard', async () => {
    await using phone = phoneTo(menu);
    const caller = phone.dial('/sales');
    await caller.presses('1').hears('demo-thanks', heard.number(4)).ends({ by: 'app' });
    expect(caller.transcript).toContain('0:00.020  presses    1');
  });

  it('needs its time from one key to the next, in whatever steps', async () => {
    const replies: string[] = [];
    await using phone = phoneTo(async (agi) => {
      replies.push(await agi.send('GET DATA "" 5000 3'));
    });
    const caller = phone.dial('/');
    await caller.presses('1').presses('2', { gapMs: 40 }).presses('3').ends({ by: 'dialplan' });
    expect(replies).toEqual(['200 result=123']);
    expect(
      caller.events.filter(({ kind }) => kind === 'key').map(({ atMs }) => atMs - (caller.events[0]?.atMs ?? 0)),
    ).toEqual([0, 140, 390]);
  });

  it('hangs up in the middle of a prompt', async () => {
    const replies: string[] = [];
    await using phone = phoneTo(async (agi) => {
      replies.push(await agi.send('STREAM FILE demo-thanks ""'));
      await agi.hungUp;
    });
    const caller = phone.dial('/sales');
    await caller.hangsUp({ during: 'demo-thanks', afterMs: 1_000 }).ends({ by: 'caller' });
    expect(replies).toEqual(['200 result=-1 endpos=8000']);
    expect(caller.variables).toMatchObject({ AGISTATUS: 'HANGUP', PLAYBACKSTATUS: 'FAILED' });
  });

  it('hangs up while the app works', async () => {
    let wasStopped = false;
    await using phone = phoneTo(async (agi) => {
      await agi.send('ANSWER');
      await agi.hungUp;
      wasStopped = true;
    });
    await phone.dial('/sales').waits({ forMs: 200 }).hangsUp().ends({ by: 'caller' });
    expect(wasStopped).toBe(true);
  });

  it('is given back to the dialplan, at the place that the app chose', async () => {
    await using phone = phoneTo(async (agi) => {
      await agi.send('SET CONTEXT overflow');
      await agi.send('SET EXTENSION 77');
      await agi.send('SET PRIORITY 3');
    });
    const caller = phone.dial('/sales');
    await caller.ends({ by: 'dialplan', context: 'overflow', extension: '77', priority: 3 });
    expect(caller.transcript).toContain('the dialplan goes on at overflow,77,3, AGISTATUS SUCCESS');
  });

  it('skips to a prompt, which may be named again or not', async () => {
    await using phone = phoneTo(menu);
    const naming = phone
      .dial('/')
      .skips({ until: 'beep' })
      .hears('beep')
      .presses('1')
      .hears(heard.number(4))
      .ends({ by: 'app' });
    const passing = phone.dial('/').skips({ until: 'beep' }).presses('1').hears(heard.number(4)).ends({ by: 'app' });
    await naming;
    await passing;
    expect(naming.transcript).toBe(passing.transcript);
  });

  it('waits until the app listens, whatever is heard', async () => {
    await using phone = phoneTo(menu);
    const caller = phone.dial('/');
    await caller.listens().presses('1');
    expect(caller.transcript).toContain('0:05.980  presses    1');
  });

  it('speaks into a recording until silence ends it', async () => {
    let reply = '';
    await using phone = phoneTo(async (agi) => {
      await agi.send('ANSWER');
      reply = await agi.send('RECORD FILE /tmp/message wav "#" 10000 BEEP s=2');
    });
    await phone.dial('/').hears(heard.beep).waits({ forMs: 440 }).speaks({ forMs: 4_000 }).ends({ by: 'dialplan' });
    expect(reply).toBe('200 result=4000 (timeout) endpos=40000');
    expect(phone.asterisk.recordings.get('/tmp/message')).toEqual({ format: 'wav', durationMs: 5_000 });
  });

  it('is put through by Dial', async () => {
    await using phone = phoneTo(async (agi) => {
      await agi.send('EXEC Dial PJSIP/ann,20,gm');
    });
    phone.onDial('PJSIP/ann', { answersAfterMs: 4_000, talksMs: 60_000 });
    const caller = phone.dial('/');
    await caller.hears(heard.music).isConnectedTo('PJSIP/ann').ends({ by: 'dialplan' });
    expect(caller.variables).toMatchObject({ DIALSTATUS: 'ANSWER', ANSWEREDTIME: '60', DIALEDTIME: '64' });
    expect(caller.variables).toMatchObject({ DIALEDPEERNAME: 'PJSIP/ann-00000001', DIALEDPEERNUMBER: 'ann' });
  });

  it('is sent elsewhere in the dialplan by somebody else', async () => {
    let reply = '';
    await using phone = phoneTo(async (agi) => {
      reply = await agi.send('STREAM FILE beep ""');
    });
    const elsewhere = { context: 'queues', extension: 'support', priority: 1 };
    const caller = phone.dial('/');
    await caller.isRedirected(elsewhere, { during: 'beep', afterMs: 40 }).ends({ by: 'dialplan', ...elsewhere });
    expect(reply).toMatch(/^200 result=-1/);
    expect(caller.variables['AGISTATUS']).toBe('HANGUP');
  });

  it('can be awaited in pieces, and time stands still between them', async () => {
    await using phone = phoneTo(menu);
    const caller = phone.dial('/');
    await caller.hears('demo-thanks');
    const before = phone.clock.nowMs();
    // Real time, of which the virtual clock shall take no notice.
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(phone.clock.nowMs()).toBe(before);
    await caller.hears('beep').presses('1').hears(heard.number(4)).ends({ by: 'app' });
  });

  it('takes what the app does at once as no time, even when it is real work', async () => {
    await using phone = phoneTo(async (agi) => {
      await agi.send('STREAM FILE beep ""');
      // Real work of the app, such as a query.
      await new Promise((resolve) => setTimeout(resolve, 20));
      await agi.send('STREAM FILE demo-thanks ""');
    });
    const caller = phone.dial('/');
    await caller.hears('beep', 'demo-thanks').ends({ by: 'dialplan' });
    expect(caller.transcript).toContain('0:00.440  hears      demo-thanks');
  });

  it('goes on with a file that a key cut as with one and the same', async () => {
    await using phone = phoneTo(async (agi) => {
      const reply = await agi.send('STREAM FILE demo-thanks "5"');
      const endpos = reply.split('endpos=')[1] ?? '';
      await agi.send(`STREAM FILE demo-thanks "" ${endpos}`);
      await agi.send('STREAM FILE beep ""');
    });
    const caller = phone.dial('/');
    await caller.hears('demo-thanks').presses('5').hears('beep').ends({ by: 'dialplan' });
    expect(caller.transcript).toContain('hears on   demo-thanks (5.4 s)');
  });
});

describe('a caller fails', () => {
  it('when something else is heard, with the transcript beside the steps', async () => {
    await using phone = phoneTo(menu);
    const error = await failureOf(
      phone.dial('/').hears('demo-thanks').presses('1').hears('vm-goodbye').ends({ by: 'app' }),
    );
    expect(error.message).toBe(
      [
        'hears(vm-goodbye): expected vm-goodbye, but number 4 was heard.',
        '',
        'What happened:',
        '  0:00.000  calls      agi://localhost/',
        '  0:00.000  answered',
        '  0:00.020  hears      demo-thanks (5.5 s, cut by a key after 0.1 s)',
        '  0:00.020  presses    1',
        '  0:00.120  hears      number 4 (0.8 s)',
        '',
        'What was expected:',
        '  + hears(demo-thanks)',
        '  + presses(1)',
        '  x hears(vm-goodbye)',
        '    ends(by the app)',
        '',
      ].join('\n'),
    );
    expect(error.stack).toContain('caller.test.ts');
  });

  it('when a prompt that nobody expected is heard before the end', async () => {
    await using phone = phoneTo(menu);
    const error = await failureOf(phone.dial('/').hears('demo-thanks').ends({ by: 'app' }));
    expect(error.message).toContain('ends(by the app): beep was heard, which was not expected.');
  });

  it('when what it expects never comes', async () => {
    await using phone = phoneTo(menu);
    const error = await failureOf(phone.dial('/').hears('demo-thanks', 'beep', 'vm-goodbye', 'vm-intro'));
    expect(error.message).toContain('expected vm-intro, but the call was over');
  });

  it('when a file is missing, and the transcript names it', async () => {
    await using phone = phoneTo(async (agi) => {
      await agi.send('STREAM FILE sales/welcome ""');
    });
    const error = await failureOf(phone.dial('/').hears('sales/welcome'));
    expect(error.message).toContain('! missing  sound sales/welcome: Asterisk has no such file');
  });

  it('when it was to stay silent for ever', async () => {
    await using phone = phoneTo(
      async (agi) => {
        await agi.send('WAIT FOR DIGIT -1');
      },
      { appLimitMs: 20 },
    );
    const error = await failureOf(phone.dial('/').staysSilent());
    expect(error.message).toContain('nothing more happens');
  });

  it('when a handler does not come back', async () => {
    await using phone = phoneTo((agi) => agi.hungUp, { appLimitMs: 20 });
    const error = await failureOf(phone.dial('/').hears('beep'));
    expect(error.message).toContain('the app did nothing for 20 ms: a handler has not come back');
  });

  it('when the call ends otherwise than expected', async () => {
    await using phone = phoneTo(menu);
    const error = await failureOf(
      phone.dial('/').presses('1').hears('demo-thanks', heard.number(4)).ends({ by: 'dialplan' }),
    );
    expect(error.message).toContain('the call was to end by the dialplan, but the app hung up');
  });

  it('when the dialplan goes on elsewhere', async () => {
    await using phone = phoneTo(async () => {});
    const error = await failureOf(phone.dial('/').ends({ by: 'dialplan', context: 'overflow' }));
    expect(error.message).toContain('the dialplan was to go on at context overflow, not default');
  });

  it('when it presses after the call', async () => {
    await using phone = phoneTo(async (agi) => {
      await agi.send('STREAM FILE beep ""');
    });
    const error = await failureOf(phone.dial('/').hears('beep').presses('123'));
    expect(error.message).toContain('the call was over before key 3');
  });

  it('once: the next await runs steps of its own', async () => {
    await using phone = phoneTo(menu);
    const caller = phone.dial('/sales');
    await failureOf(caller.hears('beep').presses('1'));
    await caller.hears('demo-thanks').presses('1').hears(heard.number(4)).ends({ by: 'app' });
    expect(caller.transcript.match(/presses/g)).toHaveLength(1);
  });

  it('when its steps are never awaited', async () => {
    const phone = phoneTo(menu);
    void phone.dial('/').hears('demo-thanks');
    await expect(phone[Symbol.asyncDispose]()).rejects.toThrow('these steps were never run: await the caller');
  });

  it('at once for a key that no telephone has', () => {
    expect(() => phoneTo(menu).dial('/').presses('1x')).toThrow('presses(1x): x is on no telephone');
  });
});

describe('a transcript', () => {
  it('does not show keys pressed masked, nor the reply that tells them', async () => {
    await using phone = phoneTo(
      async (agi) => {
        await agi.send('GET DATA beep 3000 4');
        await agi.send('VERBOSE "checking 1234"');
      },
      { transcript: { wire: true, mask: ['1234'] } },
    );
    const caller = phone.dial('/');
    await caller.hears('beep').presses('1234', { masked: true }).ends({ by: 'dialplan' });
    expect(caller.transcript).not.toContain('1234');
    expect(caller.transcript).toContain('presses    [masked]');
    expect(caller.transcript).toContain('console    checking [masked]');
  });

  it('shows text from outside without control characters', async () => {
    await using phone = phoneTo(async (agi) => {
      await agi.send('SET VARIABLE X "a\tb"');
    });
    const caller = phone.dial('/', { callerName: 'Bob\u001b[2J' });
    await caller.ends({ by: 'dialplan' });
    expect(caller.transcript).toContain('"Bob\\x1b[2J"');
    expect(caller.transcript).toContain('sets       X=a\\x09b');
  });
});

describe('a test phone', () => {
  it('ends every call and waits for the app when it is disposed', async () => {
    let isOver = false;
    {
      await using phone = phoneTo(async (agi) => {
        await agi.send('STREAM FILE demo-thanks ""');
        await agi.send('EXEC Wait 1');
        isOver = true;
      });
      await phone.dial('/').hears('demo-thanks');
    }
    expect(isOver).toBe(true);
  });

  it('fails when the app never ends the call', async () => {
    const phone = phoneTo(() => new Promise(() => {}), { appLimitMs: 20 });
    await phone.dial('/').waits({ forMs: 10 });
    await expect(phone[Symbol.asyncDispose]()).rejects.toThrow('waited for the app to close the connection');
  });

  it('shows the time it is told', async () => {
    let epoch = '';
    await using phone = phoneTo(
      async (agi) => {
        epoch = await agi.send('GET VARIABLE EPOCH');
      },
      { now: '2026-11-24T10:00:00+01:00' },
    );
    await phone.dial('/').ends({ by: 'dialplan' });
    expect(epoch).toBe(`200 result=1 (${Date.UTC(2026, 10, 24, 9) / 1000})`);
  });

  it('keeps the database from call to call', async () => {
    const seen: string[] = [];
    await using phone = phoneTo(async (agi) => {
      seen.push(await agi.send('DATABASE GET visits ann'));
      await agi.send('DATABASE PUT visits ann 1');
    });
    await phone.dial('/').ends({ by: 'dialplan' });
    await phone.dial('/').ends({ by: 'dialplan' });
    expect(seen).toEqual(['200 result=0', '200 result=1 (1)']);
  });
});
