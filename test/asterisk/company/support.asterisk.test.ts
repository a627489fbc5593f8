import { support } from '../../../example-app/test/scenarios/support.js';
import { alone, sameCalls } from './same-calls.js';

sameCalls(alone(support));
