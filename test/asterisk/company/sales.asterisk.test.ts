import { sales } from '../../../example-app/test/scenarios/sales.js';
import { alone, sameCalls } from './same-calls.js';

sameCalls(alone(sales));
