import { heard } from 'offhook/testing';
import { expect, test } from 'vitest';
import { phoneTo, type RawAgi } from './support/raw-app.js';

/** A telephone to an app that runs one application, and what this answered and left. */
function phoneToApplication(line: string, variable: string) {
  const answers: string[] = [];
  const phone = phoneTo(async (agi: RawAgi) => {
    answers.push(await agi.send(`EXEC ${line}`), await agi.send(`GET VARIABLE ${variable}`));
  });
  return Object.assign(phone, { answers });
}

test.each([
  ['Dial PJSIP/ann,20,gm', 'DIALEDTIME_MS'],
  ['Dial PJSIP/ann,20,gm', 'ANSWEREDTIME_MS'],
  ['Queue sales,c', 'QUEUEWAIT_MS'],
  ['Queue sales,c', 'ANSWEREDTIME_MS'],
])('%s tells whole milliseconds in %s, whatever the clock does', async (line, variable) => {
  await using phone = phoneToApplication(line, variable);
  const outcome = { answersAfterMs: 1_000.4, talksMs: 2_000.4 };
  phone.onDial('PJSIP/ann', outcome);
  phone.onQueue('sales', outcome);
  await phone.dial('/').hears(heard.music).ends({ by: 'dialplan' });
  expect(phone.answers[1]).toMatch(/^200 result=1 \([1-3]0\d\d\)$/);
});

test('a mailbox that was not scripted takes a message until #', async () => {
  await using phone = phoneToApplication('VoiceMail 12@sales,u', 'VM_MESSAGEFILE');
  const caller = phone
    .dial('/')
    .hears('vm-theperson', 'digits/1', 'digits/2', 'vm-isunavail', 'vm-intro', heard.beep)
    .speaks({ forMs: 3_000 })
    .presses('#')
    .hears('auth-thankyou')
    .ends({ by: 'dialplan' });
  await caller;
  const file = '/var/spool/asterisk/voicemail/sales/12/INBOX/msg0000';
  expect(phone.answers).toEqual(['200 result=0', `200 result=1 (${file})`]);
  expect(phone.asterisk.recordings.get(file)).toEqual({ format: 'wav', durationMs: 2_360 });
  expect(caller.variables).toMatchObject({ VMSTATUS: 'SUCCESS' });
});

test('who hangs up has left their message, and # leaves out the rest of what is said before the tone', async () => {
  await using phone = phoneToApplication('VoiceMail 12,b', 'VMSTATUS');
  await phone
    .dial('/')
    .hears('vm-theperson')
    .presses('#')
    .hears(heard.beep)
    .speaks({ forMs: 1_000 })
    .hangsUp()
    .ends({ by: 'caller' });
  expect(phone.answers).toEqual(['200 result=-1', '200 result=1 (SUCCESS)']);
});

test('who hangs up before the tone has left none', async () => {
  await using phone = phoneToApplication('VoiceMail 12', 'VMSTATUS');
  await phone.dial('/').hears('vm-intro').hangsUp({ afterMs: 100 }).ends({ by: 'caller' });
  expect(phone.answers).toEqual(['200 result=-1', '200 result=1 (FAILED)']);
});

test('in a conference that was not scripted nobody else is there', async () => {
  await using phone = phoneToApplication('ConfBridge standup', 'CONFBRIDGE_RESULT');
  await phone.dial('/').hears('conf-onlyperson').waits({ forMs: 60_000 }).hangsUp().ends({ by: 'caller' });
  expect(phone.answers).toEqual(['200 result=0', '200 result=1 (HANGUP)']);
});

test('a script says how else they end', async () => {
  await using phone = phoneToApplication('ConfBridge standup', 'CONFBRIDGE_RESULT');
  phone.onExec('ConfBridge', { takesMs: 60_000, variables: { CONFBRIDGE_RESULT: 'KICKED' } });
  await phone.dial('/').ends({ by: 'dialplan' });
  expect(phone.answers).toEqual(['200 result=0', '200 result=1 (KICKED)']);
});

test.each([
  ['Background hello', 'BACKGROUNDSTATUS', 'SUCCESS'],
  ['Background no-such-sound', 'BACKGROUNDSTATUS', 'FAILED'],
  ['Playback no-such-sound', 'PLAYBACKSTATUS', 'FAILED'],
  ['Read TYPED,,1,,1,2', 'READSTATUS', 'TIMEOUT'],
])('what %s leaves behind when nobody presses a key', async (line, variable, left) => {
  await using phone = phoneToApplication(line, variable);
  await phone.dial('/').staysOn();
  expect(phone.answers).toEqual(['200 result=0', `200 result=1 (${left})`]);
});

test('Read tells a caller who has hung up from one who is silent', async () => {
  await using phone = phoneToApplication('Read TYPED,hello,4', 'READSTATUS');
  await phone.dial('/').hears('hello').presses('12').hangsUp({ afterMs: 500 }).ends({ by: 'caller' });
  expect(phone.answers[1]).toBe('200 result=1 (HANGUP)');
});

test("Dial counts from the answer of the caller's own channel, and tells the cause of the end", async () => {
  const answers: string[] = [];
  await using phone = phoneTo(async (agi: RawAgi) => {
    for (const line of ['ANSWER', 'EXEC Wait 3', 'EXEC Dial "PJSIP/ann,20,g"']) await agi.send(line);
    for (const name of ['ANSWEREDTIME', 'DIALEDTIME', 'HANGUPCAUSE'])
      answers.push(await agi.send(`GET VARIABLE ${name}`));
  });
  phone.onDial('PJSIP/ann', { answersAfterMs: 2_000, talksMs: 4_000 });
  await phone.dial('/').staysOn();
  expect(answers).toEqual(['200 result=1 (9)', '200 result=1 (9)', '200 result=1 (16)']);
});

test('a new extension begins where the priority was', async () => {
  await using phone = phoneTo(async (agi: RawAgi) => {
    for (const line of ['SET PRIORITY 7', 'SET EXTENSION 42']) await agi.send(line);
  });
  await phone.dial('/').ends({ by: 'dialplan', extension: '42', priority: 7 });
});

test.each([
  [{ result: 'leftEmpty', endsAfterMs: 4_000 }, 'LEAVEEMPTY', 4_000],
  [{ result: 'withdrawn', endsAfterMs: 4_000 }, 'WITHDRAW', 4_000],
  [{ result: 'withdrawn' }, 'WITHDRAW', 1_000],
  // Queue's own time comes first.
  [{ result: 'leftEmpty', endsAfterMs: 20_000 }, 'TIMEOUT', 10_000],
  [{ result: 'timeout', answersAfterMs: 1_000 }, 'TIMEOUT', 10_000],
] as const)('a wait in a queue that is scripted as %o ends as %s', async (outcome, status, waitedMs) => {
  await using phone = phoneToApplication('Queue sales,c,,,10', 'QUEUESTATUS');
  phone.onQueue('sales', outcome);
  const startMs = phone.clock.nowMs();
  await phone.dial('/').hears(heard.music).ends({ by: 'dialplan' });
  expect(phone.answers[1]).toBe(`200 result=1 (${status})`);
  expect(phone.clock.nowMs() - startMs).toBe(waitedMs);
});

test.each(['Exec', 'TryExec'])('%s evaluates the options of the application it runs', async (name) => {
  await using phone = phoneToApplication(`${name} Set(NOTE=a\${URIDECODE(%20%29%3a)}\${EXTEN})`, 'NOTE');
  await phone.dial('/').ends({ by: 'dialplan' });
  expect(phone.answers).toEqual(['200 result=0', '200 result=1 (a ):s)']);
});
