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

test('who hangs up has left his message, and # leaves out the rest of what is said before the tone', async () => {
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
