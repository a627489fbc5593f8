import { existsSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import type { AgiChannel } from '../../../src/core/channel.js';
import { absoluteFile } from '../../../src/core/checked-file.js';
import { extensionTarget, transferTarget, trunkTarget } from '../../../src/core/applications/targets.js';
import { ArgumentError } from '../../../src/errors/offhook-error.js';
import { askedReleases } from '../support/install.js';
import { LiveCalls } from './support/live-calls.js';

const PWNED = '/tmp/offhook-pwned';

/** What a caller, a caller's name or another system may give. `evil` in a target, a second queue, an option or a command. */
const CORPUS = [
  'quote"',
  '"quoted"',
  "single'quote",
  'back\\slash',
  'end\\',
  'line\nSET VARIABLE EVIL 1',
  'return\rSET VARIABLE EVIL 1',
  'nul\0',
  'a,b,c,d,e,f,g,h',
  'x&Local/evil@evil/n',
  'x,1,U(evil)',
  ')U(evil',
  'gU(evil^s^1)',
  '${SET(EVIL=1)}',
  `\${SHELL(touch ${PWNED})}`,
  `$(touch ${PWNED})`,
  `x.wav,,touch ${PWNED}`,
  `x.wav\\,\\,touch ${PWNED}`,
  `\`touch ${PWNED}\`;touch ${PWNED}|touch ${PWNED}`,
  '%s%n%d%x',
  Array.from({ length: 128 }, () => '"w"').join(' '),
  'x'.repeat(9_000),
  'half\ud800',
  '(',
  '[',
  '^~:;=|',
];

/** Every argument that takes text. */
const ATTEMPTS: Readonly<Record<string, (channel: AgiChannel, text: string) => Promise<unknown>>> = {
  'dial target': (c, text) => c.dial(`Local/${text}`, { ringTimeoutMs: 1 }),
  'dial whole target': (c, text) => c.dial(text as `${string}/${string}`, { ringTimeoutMs: 1 }),
  'dial second target': (c, text) => c.dial(['Local/none@none', `Local/${text}`], { ringTimeoutMs: 1 }),
  'dial music': (c, text) => c.dial('Local/none@none', { ringTimeoutMs: 1, music: text }),
  'dial announce': (c, text) => c.dial('Local/none@none', { ringTimeoutMs: 1, announce: text }),
  'dial digits': async (c, text) =>
    c.dial(extensionTarget(text, { allow: ['_.'], context: 'none' }), { ringTimeoutMs: 1 }),
  'dial context': async (c, text) =>
    c.dial(extensionTarget('1', { allow: ['1'], context: text }), { ringTimeoutMs: 1 }),
  'dial trunk': async (c, text) => c.dial(trunkTarget(text, { allow: ['_!'], endpoint: text }), { ringTimeoutMs: 1 }),
  queue: (c, text) => c.queue(text, { timeoutMs: 1 }),
  'queue announce': (c, text) => c.queue('none', { announce: text }),
  voicemail: (c, text) => c.voicemail(text),
  'confBridge profile': (c, text) =>
    c.confBridge('room', { bridgeProfile: text, userProfile: `no-${text}`, menu: text }),
  'confBridge room': (c, text) => c.confBridge(text, { userProfile: 'no-such-profile' }),
  'read sounds': (c, text) => c.read({ sounds: [text], timeoutMs: 1, maxDigits: 1 }),
  'record file': (c, text) => c.record(absoluteFile(`/tmp/offhook-none/${text}`), { format: 'nope', beep: false }),
  'record format': (c, text) => c.record(absoluteFile('/tmp/offhook-none/x'), { format: text, beep: false }),
  'mixMonitor file': (c, text) => c.mixMonitor(text),
  'mixMonitor heard': (c, text) => c.mixMonitor('x', { heardFile: text, spokenFile: text }),
  'stopMixMonitor id': (c, text) => c.stopMixMonitor({ id: text }),
  transfer: (c, text) => c.transfer(text),
  'transfer digits': async (c, text) => c.transfer(transferTarget(text, { allow: ['_!'], host: text })),
  'setText value': (c, text) => c.setText('NOTE', text),
  'setText name': (c, text) => c.setText(text, 'x'),
  'getText name': (c, text) => c.getText(text),
  'function argument': (c, text) => c.getFunction('CHANNEL', text),
  'function header': (c, text) => c.setFunction('PJSIP_HEADER', 'add', text, text),
  'function value': (c, text) => c.setFunction('CALLERID', 'name', text),
  'hang-up cause': (c, text) => c.getFunction('HANGUPCAUSE', text, 'ast'),
};

describe.each(askedReleases())('hostile text on Asterisk %i', (release) => {
  let live: LiveCalls;
  beforeAll(async () => {
    // With AGIEXECFULL off, as it is: what is evaluated in spite of that would show here.
    live = await LiveCalls.start({
      release,
      extraModules: ['func_shell'],
      dialplan:
        '[evil]\nexten => _.,1,Set(GLOBAL(EVIL)=1)\n same => n,Return()\nexten => s,1,Set(GLOBAL(EVIL)=1)\n same => n,Return()\n[toll]\nexten => 9001,1,Set(GLOBAL(TOLL)=1)\nexten => _7XXX,1,NoOp()\n',
    });
  });
  afterAll(() => live?.stop());
  beforeEach(() => expect(existsSync(live.asterisk.pathOf(PWNED))).toBe(false));

  test.each(Object.entries(ATTEMPTS))('as %s makes no second command, argument or evaluation', async (_, attempt) => {
    const values = await live.value(async (c) => {
      for (const text of CORPUS) {
        await attempt(c, text).catch((error: unknown) => {
          // Refused here, or by Asterisk; never a broken conversation, never the end of the call.
          expect(error).toMatchObject({ code: expect.stringMatching(/^AGI_(ARGUMENT|LINE_TOO_LONG|COMMAND_FAILED)$/) });
        });
        // Request and reply are in step.
        expect(await c.getVariable('EXTEN')).toBe('s');
      }
      return { evil: await c.getVariable('EVIL'), full: await c.getFullVariable('${AGIEXECFULL}') };
    });
    expect(values).toEqual({ evil: undefined, full: '' });
    expect(existsSync(live.asterisk.pathOf(PWNED))).toBe(false);
    expect(live.asterisk.isRunning).toBe(true);
  });

  test('a line feed is refused before anything is sent', async () => {
    const { outcome } = await live.run((c) => c.queue('line\nNOOP'));
    expect(outcome).toEqual({ status: 'rejected', reason: expect.any(ArgumentError) });
  });

  test('in an extension Asterisk passes over the dash, and over nothing else', async () => {
    const passedOver = await live.value(async (c) => {
      const found: string[] = [];
      for (const [first, rest] of [
        ['9', '001'],
        ['7', '001'],
      ]) {
        for (let code = 0x20; code < 0x7f; code++) {
          // A function takes the backslash out of its argument before an extension is looked for.
          if (code === 0x5c) continue;
          await c.setVariable('DIALLED', `${first}${String.fromCharCode(code)}${rest}`);
          if ((await c.getFullVariable('${DIALPLAN_EXISTS(toll,${DIALLED},1)}')) === '1')
            found.push(String.fromCharCode(code));
        }
      }
      return found;
    });
    expect(passedOver).toEqual(['-', '-']);
  });

  test('a number with dashes would be dialled, and is refused', async () => {
    const { toll, refused } = await live.value(async (c) => {
      const error = await c.dial('Local/9-0-0-1@toll', { ringTimeoutMs: 1_000 }).catch((caught: unknown) => caught);
      const before = await c.getVariable('TOLL');
      await c.sendRawCommand('EXEC Dial "Local/9-0-0-1@toll,1"');
      return { refused: error, toll: [before, await c.getVariable('TOLL')] };
    });
    expect(refused).toBeInstanceOf(ArgumentError);
    expect(toll).toEqual([undefined, '1']);
  });

  test('the corpus would bite if it were passed on as it is', async () => {
    const evil = await live.value(async (c) => {
      await c.sendRawCommand('EXEC Dial "Local/none@none&Local/evil@evil/n,1"');
      return c.getVariable('EVIL');
    });
    expect(evil).toBe('1');
  });
});
