import { account, lockedOut } from '../../../example-app/test/scenarios/account.js';
import type { CompanyCall } from './company-line.js';

/** Tests of the example whose calls find what earlier ones left. */
export const OWN_CALLS: Readonly<Record<string, readonly CompanyCall[]>> = {
  'a lock outlives the call, and is over after 15 minutes': [
    { scenario: account['three wrong PINs lock the account'] },
    { scenario: lockedOut },
    { scenario: account['number and PIN lead to the open orders'], laterMs: 15 * 60_000 },
  ],
};

/** Tests of the example that call, and whose calls are not made on a real Asterisk, and why. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  'French is spoken from the first word': 'the call is a scenario; here its events are looked at',
  'a message may take two minutes, and ends after four seconds of silence':
    'it would take two minutes, and the caller on the real one speaks all the time',
  'a key in the beep skips it and ends no message': 'the beep is too short for a caller on a busy machine',
  'where Asterisk cannot record, the caller hears so, and those who run the app':
    'the virtual Asterisk is told to fail',
  'a caller who hangs up in the %s before a word has left no message':
    'a real one may record a frame before it sees the hang-up',
  'an empty recording replaces the message, and who then %s has left none':
    'a real one may record a frame before it sees the key',
  'a message that Asterisk cannot write does not get the ticket of the message before it':
    'the virtual Asterisk is told to fail',
  'a message that is left without a database gets its ticket when the database is back':
    'its database is a fake; test/postgres ends a real one',
  'a mistake of ours in the middle of sending loses no message': 'its database is a fake',
  'a recording that cannot be protected is told to those who run the app': 'its recordings are fakes',
  'who waits for the database behind a PIN hears that it goes on': 'its database is a fake',
  'a message outlives a database that is away for a moment, and the next message': 'its database is a fake',
  'a mistake of ours is an apology, and no silence': 'its database is a fake',
  'without a database there are apologies, another try, and in the end the operator':
    'its database is a fake; test/postgres ends a real one in the middle of calls',
};
