import { carryOutOnRealAsterisk } from './support/on-real-asterisk.js';

// The rows of the dialog suite, the same ones, with real tones on a real Asterisk.
carryOutOnRealAsterisk();

await import('../../dialog/menu.test.js');
await import('../../dialog/choices.test.js');
await import('../../dialog/ask.test.js');
await import('../../dialog/hold.test.js');
await import('../../dialog/outcomes.test.js');
await import('../../dialog/type-ahead.test.js');
await import('../../dialog/line/wait-for.test.js');
