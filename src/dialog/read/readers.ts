/* What `read` holds: one reader to a line. */
export { amount } from './amount.js';
export { cardNumber } from './card-number.js';
export { date } from './date.js';
export { digits } from './digits.js';
export { extension } from './extension.js';
export { integer } from './integer.js';
export { oneOf } from './one-of.js';
export { phoneNumber } from './phone-number.js';
export { pin } from './pin.js';
export { time } from './time.js';
export { yesNo } from './yes-no.js';
