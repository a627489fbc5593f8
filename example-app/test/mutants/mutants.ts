/** A mistake that a test of the example must notice. */
export interface Mutant {
  readonly name: string;
  /** Below `example-app/src`. */
  readonly file: string;
  /** Occurs once in it. */
  readonly from: string;
  readonly to: string;
}

const inFile = (file: string, mistakes: Readonly<Record<string, readonly [from: string, to: string]>>): Mutant[] =>
  Object.entries(mistakes).map(([name, [from, to]]) => ({ name, file, from, to }));

export const mutants: readonly Mutant[] = [
  ...inFile('app.module.ts', {
    'silence is followed by the menu without a word': ["noInput: ['sales/are-you-there']", 'noInput: []'],
    'a wrong key is not told': ["noMatch: ['pm-invalid-option']", 'noMatch: []'],
    'one attempt more': ['attempts: 3', 'attempts: 4'],
    'one attempt less': ['attempts: 3', 'attempts: 2'],
    'a mistake of ours ends without a word': ["apology: 'company/try-later'", "apology: 'beep'"],
    'without a database the call breaks': ['filters: [DatabaseDownFilter]', 'filters: []'],
  }),
  ...inFile('sales/sales.controller.ts', {
    'another key for orders': ["'1': 'order'", "'9': 'order'"],
    'two keys change places': [
      "'2': () => SupportController, '3': 'extension'",
      "'3': () => SupportController, '2': 'extension'",
    ],
    'the link to the operator is lost': ["'0': () => OperatorController", "'8': () => OperatorController"],
    'a key during the greeting is lost': ["play('hello')", "play(say.withoutBargeIn('hello'))"],
    'the greeting is left out': ["await this.call.play('hello');", ''],
    'the prompts of an order in the wrong order': [
      "'sales/order', say.digits(number)",
      "say.digits(number), 'sales/order'",
    ],
    'the order number said as a number': ['say.digits(number)', 'say.number(Number(number))'],
    'an unknown order is not asked for again': [
      "get(Orders).status(number), 'sales/no-such-order'",
      "get(Orders).status(number), 'vm-goodbye'",
    ],
    'the name of the customer is not told to Asterisk': [
      "await this.call.channel.setFunction('CALLERID', 'name', customer.firstName);",
      '',
    ],
    'the language of the customer is ignored': ['customer.language !== this.call.language', 'false'],
    'a VIP comes to the menu': ["? go('main') : go('callManager')", "? go('callManager') : go('main')"],
    'busy sounds as if nobody was there': ["kind === 'busy'", "kind === 'congestion'"],
    'who was put through comes back to the menu': [
      "(await this.#ring(this.manager)) ? hangUp : go('main')",
      "(await this.#ring(this.manager)) ? go('main') : hangUp",
    ],
    'it rings for a second only': ['ringTimeoutMs: 20_000', 'ringTimeoutMs: 1_000'],
    'silence leads nowhere': ["otherwise: 'goodbye',", "otherwise: 'order',"],
    'an order of three digits': ['.digits({ length: 4 })', '.digits({ length: 3 })'],
    'a French customer is greeted in English': [
      `if (customer !== undefined && customer.language !== this.call.language) {
      await this.call.setLanguage(customer.language);
    }
    await this.call.play('hello');`,
      `await this.call.play('hello');
    if (customer !== undefined && customer.language !== this.call.language) {
      await this.call.setLanguage(customer.language);
    }`,
    ],
    'nobody answers, and the call is over': [
      'return (await this.#ring(target)) ? hangUp',
      'return (await this.#ring(target)) || true ? hangUp',
    ],
    'no order ends the call': [
      "prompt: 'sales/enter-order', next: 'main', otherwise: 'main'",
      "prompt: 'sales/enter-order', next: 'main', otherwise: 'goodbye'",
    ],
    'the call ends without goodbye': ["await this.call.play('vm-goodbye');", ''],
  }),
  ...inFile('sales/orders.service.ts', {
    'order 0012 becomes order 12': [
      'where: eq(orders.number, number)',
      'where: eq(orders.number, String(Number(number)))',
    ],
    'orders of other customers are told': [
      "const isOpen = and(eq(orders.customerId, customerId), eq(orders.status, 'open'));",
      "const isOpen = eq(orders.status, 'open');",
    ],
    'orders of other customers can be cancelled': [
      'eq(orders.number, number), eq(orders.customerId, customerId)',
      'eq(orders.number, number)',
    ],
    'shipped orders can be cancelled': [
      "eq(orders.customerId, customerId), eq(orders.status, 'open'));\n    const cancelled",
      'eq(orders.customerId, customerId));\n    const cancelled',
    ],
    'nothing is cancelled': ["set({ status: 'cancelled' })", "set({ status: 'open' })"],
  }),
  ...inFile('office/office.service.ts', {
    'every extension can be dialled': [
      'return extensionTarget(extension, { allow, context });',
      "return extensionTarget(extension, { allow: [...allow, '_XXX'], context });",
    ],
    'extensions are looked for in another context': ['extensionsContext: context', 'recordingsFolder: context'],
    'a forbidden extension breaks the call': ['if (error instanceof ArgumentError) return undefined;', ''],
  }),
  ...inFile('office/operator.controller.ts', {
    'the operator is somewhere else': ["context: 'operators'", "context: 'operator'"],
    'the operator is at another extension': ["extension: 's'", "extension: '0'"],
    'nobody says that one is put through': ["await this.call.play('pls-hold-while-try');", ''],
  }),
  ...inFile('account/sign-in.dialog.ts', {
    'the PIN is not masked': ['read.pin({ length: 4 })', 'read.digits({ length: 4 })'],
    'the PIN becomes a channel variable': [
      'if (result.kind ===',
      "await this.call.variables.set('PIN', pin);\n    if (result.kind ===",
    ],
    'one call may guess as often as it likes': ['++this.wrong >= ATTEMPTS', 'false'],
    'a locked account is asked for again': ["result.kind === 'locked' ||", ''],
    'a slow database is silence': ["slow: { filler: 'company/one-moment' },", ''],
    'a short PIN is enough': ['read.pin({ length: 4 })', 'read.pin({ length: 2 })'],
  }),
  ...inFile('account/accounts.service.ts', {
    'any PIN will do': ['if (customer === undefined || !isRight)', 'if (customer === undefined)'],
    'the fourth wrong PIN locks': ['const WRONG_PINS = 3', 'const WRONG_PINS = 4'],
    'a lock of fifteen seconds': ['15 * 60_000', '15_000'],
    'a lock for ever': ['<= ${now.toISOString()}::timestamptz', '> ${now.toISOString()}::timestamptz'],
    'no lock at all': ['then ${lockedUntil}::timestamptz end', 'then null end'],
    'after a lock one attempt is left': ['case when ${wasLocked} then 1 else', 'case when ${wasLocked} then 2 else'],
    'wrong PINs are never forgotten': [
      'await this.database.run((tables) => tables.delete(signIns).where(eq(signIns.number, number)));',
      '',
    ],
    'the account of somebody else': ['where: eq(customers.number, number)', 'where: eq(customers.language, number)'],
    'the third wrong PIN says wrong': ["attempts < WRONG_PINS ? 'wrong'", "attempts <= WRONG_PINS ? 'wrong'"],
  }),
  ...inFile('account/pin-hash.ts', {
    'every PIN has the same salt': ['randomBytes(16)', 'Buffer.alloc(16)'],
    'PINs are compared letter by letter': ['timingSafeEqual(actual, expected)', 'actual.equals(expected)'],
    'who is no customer is refused sooner': [
      "const [, salt = '', hash = '']",
      "if (stored === undefined) return false;\n  const [, salt = '', hash = '']",
    ],
    'who has no PIN is let in': ['expected.length === BYTES &&', 'expected.length !== BYTES ||'],
  }),
  ...inFile('account/account.controller.ts', {
    'no sign-in': [
      "if (value === undefined) return go('goodbye');\n    this.customer = value;",
      'this.customer = value ?? 1;',
    ],
    'the star leads nowhere': ["'1': 'choose', '*': 'main'", "'1': 'choose'"],
    'the number of orders is wrong': ['say.number(this.open.length)', 'say.number(this.open.length + 1)'],
    'another day is told': ['this.chosen.dueOn,', 'new Date(0),'],
    'cancelling an order says the contrary': [
      "? 'account/cancelled' : 'account/too-late'",
      "? 'account/too-late' : 'account/cancelled'",
    ],
    'the operator is not there for customers': ["links: { '0': () => OperatorController }", 'links: {}'],
    'orders are told as they were': [
      'this.open = await this.orders.openOf(this.customer);',
      'if (this.open.length === 0) this.open = await this.orders.openOf(this.customer);',
    ],
    'the star leads to the first menu': ["'*': back", "'*': 'main'"],
    'a cancelled order is offered again': ["menu: 'one', next: 'list'", "menu: 'one', next: 'one'"],
    'an unknown order is taken for the last one': [
      'this.chosen = this.open.find((order) => order.number === number);',
      'this.chosen = this.open.find((order) => order.number === number) ?? this.open.at(-1);',
    ],
  }),
  ...inFile('support/support.controller.ts', {
    'a message whose caller did not come to send it is lost': [
      'if (this.message !== undefined) await this.messages.keep(this.message);',
      '',
    ],
    'only silence ends the message': ["prompt: 'support/describe',", "prompt: 'support/describe', stopKeys: '*',"],
    'anybody may read the recording': ['!(await this.recordings.protect(name))', 'name === undefined'],
    'sending and saying again change places': [
      "accept: '1', playBack: '2', again: '3'",
      "accept: '3', playBack: '2', again: '1'",
    ],
    'the message is not played back': ["playBack: '2'", "playBack: '9'"],
    'nobody says what to do': ["prompt: 'support/describe',", ''],
    'the ticket number is said before the thanks': [
      "'support/your-ticket', say.digits(number)",
      "say.digits(number), 'support/your-ticket'",
    ],
    'a ticket that was not opened loses its message': [
      'const number = await this.messages.openTicket(this.message);',
      'const { message } = this;\n    this.message = undefined;\n    const number = await this.messages.openTicket(message);',
    ],
    'the next message gets the ticket of the last one': [
      "this.message = undefined;\n    await this.call.play('support/your-ticket'",
      "await this.call.play('support/your-ticket'",
    ],
    'a ticket is not looked for': [
      "get(Tickets).status(number), 'support/no-such-ticket'",
      "get(Tickets).status('100001'), 'support/no-such-ticket'",
    ],
    'nothing counts as a message': ['durationMs === 0 ? undefined : name', 'name'],
    'an empty recording leaves the message it replaced': [
      'this.message = durationMs === 0 ? undefined : name',
      'if (durationMs > 0) this.message = name',
    ],
    'a message counts only when its caller was content': ['this.message = durationMs === 0 ? undefined : name;', ''],
    'messages of a minute at most': ['maxDurationMs: 120_000', 'maxDurationMs: 60_000'],
    'silence does not end a message': ['silenceMs: 4_000', 'silenceMs: 40_000'],
    'who is silent in the support menu leaves a message': [
      "'2': 'ticket' }, otherwise: 'goodbye'",
      "'2': 'ticket' }, otherwise: 'describe'",
    ],
    'a recording that is not there is not told': [
      "this.call.log.warn('others may read the recording, or it is not at RECORDINGS_SEEN_AT');",
      'return;',
    ],
    'a folder that Asterisk cannot write to is not told': [
      "this.call.log.error('Asterisk cannot write to RECORDINGS_FOLDER');",
      'return;',
    ],
  }),
  ...inFile('support/messages.service.ts', {
    'a ticket that could not be opened is never opened': [
      'this.#waiting.set(name, this.#waiting.get(name) ?? this.now());',
      '',
    ],
    'a caller without a database waits once more on the way out': ['if (this.#waiting.has(name)) return;', ''],
    'a database that is away breaks the end of a call': ['.catch((error: unknown) => this.#tell(error))', ''],
    'every try is a line in the log': ['if (trouble !== this.#trouble)', "if (trouble !== '')"],
    'what waits is told only the first time': ["() => (this.#trouble = '')", '() => undefined'],
    'nothing is looked for when the app starts': ['await this.catchUp();\n    this.#timer', 'this.#timer'],
    'nothing is looked for later': ['void this.catchUp(), RETRY_MS', 'undefined, RETRY_MS'],
    'the timer outlives the app': ['clearInterval(this.#timer);\n', ''],
    'an app that stops does not try once more': [
      'clearInterval(this.#timer);\n    await this.catchUp();',
      'clearInterval(this.#timer);',
    ],
    'messages without a ticket are not named at the end': ['if (names.length > 0)', 'if (names.length > 99)'],
    'what was tried once is never tried again': ['.then(() => (this.#running = undefined))', ''],
    'files in the folder are not looked at': ['new Map([...left, ...this.#waiting])', 'new Map(this.#waiting)'],
    'messages that are no file are not looked at': ['new Map([...left, ...this.#waiting])', 'new Map(left)'],
    'a message that was found was left just now': ['todo.get(name));\n    for', 'new Date());\n    for'],
    'a message whose ticket was opened waits on': ['for (const name of todo.keys()) this.#waiting.delete(name);', ''],
    'files that need nothing are looked up again and again': [
      'this.#settled = new Set(found.map(({ name }) => name));',
      '',
    ],
  }),
  ...inFile('support/recordings.service.ts', {
    'the group may read recordings': ['await chmod(file, 0o600)', 'await chmod(file, 0o640)'],
    'a recording of another user breaks the call': [
      '} catch {\n      return false;',
      '} catch (error) {\n      throw error;',
    ],
    'recordings stay for ever': [
      'mtime.getTime() < before);\n    for (const { name } of old)',
      'mtime.getTime() < 0);\n    for (const { name } of old)',
    ],
    'recordings of today are removed': [
      'mtime.getTime() < before);\n    for (const { name } of old)',
      'mtime.getTime() >= before);\n    for (const { name } of old)',
    ],
    'files of others are removed': ['if (!OWN.test(file)) continue;', ''],
    'folders and links are recordings': ['if (stats?.isFile() === true)', 'if (stats !== undefined)'],
    'every recording has the same name': ['return randomUUID();', "return '00000000-0000-0000-0000-000000000000';"],
    'Asterisk is told the folder as the app sees it': [
      'return this.config.recordingsFolder;',
      'return this.config.recordingsSeenAt;',
    ],
    'nothing is removed when the app starts': ['await this.#tidy();\n', ''],
    'what gets too old later stays': ['void this.#tidy(), HOUR_MS', 'undefined, HOUR_MS'],
    'the timer of the retention outlives the app': ['clearInterval(this.#timer);', ''],
    'what is still being written is complete': [
      'mtime.getTime() < before);\n    let',
      'mtime.getTime() < Infinity);\n    let',
    ],
    'what is complete is complete a minute later': ['const QUIET_MS = 10_000', 'const QUIET_MS = 60_000'],
    'a file without a word is a message': ['size > HEADER_BYTES', 'size >= HEADER_BYTES'],
    'what a dead process recorded stays readable': [
      '(mode & OTHERS) !== 0 && !(await this.protect(name))',
      '(mode & OTHERS) !== 0 && name === undefined',
    ],
    'recordings of another user are told again and again': [
      'if (unprotected > this.#unprotected)',
      'if (unprotected > 0)',
    ],
    'a folder that cannot be seen is told again and again': ['if (this.#isSeen) this.log', 'this.log'],
    'a folder that cannot be seen is told once in a lifetime': ['this.#isSeen = true;\n    } catch', '} catch'],
  }),
  ...inFile('database/database-down.filter.ts', {
    'one apology less': ['const APOLOGIES = 2', 'const APOLOGIES = 1'],
    'no apology at all': ["await call.play('company/try-later');", ''],
    'the apologies of all callers are counted together': ["scope: 'call'", "scope: 'app'"],
    'a caller without a database comes to the office': ["leave({ context: 'operators'", "leave({ context: 'office'"],
  }),
  ...inFile('support/tickets.service.ts', {
    'nobody knows when a ticket was opened': ['openedAt = this.now()', 'openedAt = new Date(0)'],
    'every file is asked for at once': ['from += AT_ONCE', 'from += AT_ONCE * 2'],
    'what has a ticket is missing': ['filter((recording) => !known.has(recording))', 'filter(() => known.size < 1e9)'],
    'a ticket whose answer was lost cannot be asked for again': [
      '.onConflictDoUpdate({ target: tickets.recording, set: { recording } })',
      '',
    ],
    'a ticket without its recording': ['.values({ recording,', ".values({ recording: '',"],
  }),
  ...inFile('config/config.ts', {
    'the app listens to everybody': ["HOST: z.string().default('127.0.0.1')", "HOST: z.string().default('0.0.0.0')"],
    'recordings are kept for a year': ['(1, 3_650).default(30)', '(1, 3_650).default(365)'],
    'an empty PORT is any port': ['z.preprocess(withoutEmpty, variables)', 'variables'],
    'a folder may be relative': [".startsWith('/', 'a path that begins with / is needed')", ''],
  }),
];
