import { account } from '../../../example-app/test/scenarios/account.js';
import { OWN_CALLS } from './own-calls.js';
import { alone, sameCalls } from './same-calls.js';

sameCalls({ ...alone(account), ...OWN_CALLS });
