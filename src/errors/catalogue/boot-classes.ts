import { printable } from '../printable.js';
import { CIRCULAR_IMPORT, list, type ProblemText, quote } from './wording.js';

/** What can be wrong with a controller, a dialog, a form or a question, its options and what is bound to it. */
export const bootClasses = {
  // The class.
  AGI_BOOT_NOT_A_CONTROLLER: (entry?: { position: number; entry: string; isUndefined: boolean }) =>
    entry === undefined
      ? ['is listed as a controller, but has no @AgiController(path).', 'Put it on the class.']
      : [
          `controller ${entry.position + 1} is ${entry.entry}, but a class with @AgiController is needed.`,
          entry.isUndefined ? CIRCULAR_IMPORT : '',
        ],
  AGI_BOOT_PATH: (f: { path: unknown }) => [
    `its path is ${quote(f.path)}, but text is needed.`,
    'Write @AgiController("/sales").',
  ],
  AGI_BOOT_TWO_KINDS: () => [
    'has @AgiController and @Dialog: it is entered with a path and waited for by nobody, or it is run by others.',
    'Keep one.',
  ],
  AGI_BOOT_DIALOG_LISTED: () => [
    'is a @Dialog: the app finds it through the classes that lead to it.',
    'Take it out of the list of controllers.',
  ],
  AGI_BOOT_SCREENING_PATH: (f: { path: string }) => [
    `its path is ${quote(f.path)}, but Dial gives it to the dialplan, where only letters, digits, / . _ and - are safe.`,
    'Give it a plain path: @Screening("/screen-agent").',
  ],
  AGI_BOOT_NEVER_ACCEPTS: () => [
    'no way ends with accept: nobody would ever be connected.',
    'Add it to a choice, "next", or "to" of a method that returns it.',
  ],
  AGI_BOOT_NO_START: (f: { first: string; questions: readonly string[] }) =>
    f.questions.length === 0
      ? [`nothing says where to begin.`, `Put ${f.first} on the method that runs first.`]
      : [
          `nothing says where to begin: there is no ${f.first} and more than one question (${list(f.questions)}).`,
          `Add start: "${f.questions[0]}", or an ${f.first} method.`,
        ],
  AGI_BOOT_TWO_STARTS: (f: { starts: readonly string[] }) => [
    `it begins in one place, but here are ${f.starts.length}: ${list(f.starts)}.`,
    `Keep one.`,
  ],
  AGI_BOOT_WRONG_FIRST: (f: { decorator: string }) =>
    f.decorator === '@OnCall'
      ? ['@OnCall is for a class with @AgiController: a @Dialog is entered, not called.', 'Write @OnEnter.']
      : ['@OnEnter is for a class with @Dialog: a controller is called, not entered.', 'Write @OnCall.'],
  AGI_BOOT_INPUT: () => ['@Input is for a class with @Dialog: nobody gives a controller an input.', 'Take it away.'],
  AGI_BOOT_INPUT_NAME: () => [
    'the property with @Input must be called "input".',
    'Write @Input() declare readonly input: … .',
  ],
  AGI_BOOT_TYPE_MISSING: (f: { parameter: number } & MissingType) => {
    const [message, fix] = whyMissing(f);
    return [`constructor parameter ${f.parameter + 1} ${message}`, fix];
  },

  // The members.
  AGI_BOOT_NOT_A_METHOD: (f: { decorator: string; isStatic: boolean }) =>
    f.isStatic
      ? [`${f.decorator} stands on a static member, but each call has an object of its own.`, `Take "static" away.`]
      : [`${f.decorator} stands on something that is no method.`, `Make it one: name() { … }.`],
  AGI_BOOT_TWO_ROLES: (f: { decorators: readonly string[] }) => [
    `has ${list(f.decorators)}, which do not go together.`,
    `Move one of them to a method of its own.`,
  ],
  AGI_BOOT_DEAD_END: (f: { decorator: string }) => [
    `${f.decorator} says nowhere to go next.`,
    `Add "next", or "to" with the steps that the method returns.`,
  ],
  AGI_BOOT_SLOW_DEAD_END: () => [
    'has slow.limitMs, and says nowhere to go when the limit is passed.',
    'Add slow.otherwise, or "next".',
  ],
  AGI_BOOT_UNDECORATED_PARAMETER: (f: { positions: readonly number[]; given: boolean }) =>
    f.given
      ? [
          `parameters ${list(f.positions)} have no decorator, but only the first such parameter is filled (with what the caller gave).`,
          `Decorate the others.`,
        ]
      : [
          `parameter ${f.positions[0]} has no decorator, and here the caller gives nothing to fill it with.`,
          `Decorate it, or take it away.`,
        ],
  AGI_BOOT_PARAMETER: (f: { decorator: string; index: number | undefined; problem: ProblemText }) => [
    `${f.decorator} on ${f.index === undefined ? 'a property' : `parameter ${f.index + 1}`} ${f.problem[0]}`,
    f.problem[1],
  ],
  AGI_BOOT_UNREACHABLE: () => [
    'no way leads here from the start of the call.',
    'Let a choice, a link, "next" or "to" name it, or take it away.',
  ],

  // Where a call goes.
  AGI_BOOT_UNKNOWN_START: (f: { start: unknown; hint: string }) => [
    `start is ${quote(f.start)}, which is not a handler.`,
    f.hint || NAME_A_HANDLER,
  ],
  AGI_BOOT_UNKNOWN_CHOICE: (f: { keys: string; node: unknown; hint: string }) => [
    `choice "${printable(f.keys)}" goes to ${quote(f.node)}, which is not a handler.`,
    f.hint || NAME_A_HANDLER,
  ],
  AGI_BOOT_UNKNOWN_TARGET: (f: { option: string; node: unknown; hint: string }) => [
    `${f.option} names ${quote(f.node)}, which is not a handler.`,
    f.hint || NAME_A_HANDLER,
  ],
  AGI_BOOT_UNDECORATED_TARGET: (f: { option: string; node: string; decorators: readonly string[] }) =>
    f.decorators.length === 0
      ? [`${f.option} names "${f.node}", a method without a decorator.`, `Decorate it with @Step, @Menu or @Ask.`]
      : [
          `${f.option} names "${f.node}", which only answers (${list(f.decorators)}).`,
          `Put @Step on it as well, or name a @Step, @Menu or @Ask method.`,
        ],
  AGI_BOOT_TARGET: (f: { option: string; value: unknown }) => [
    `${f.option} is ${quote(f.value)}, which is no place to go.`,
    `Give the name of a method, a class, () => a class, or a step.`,
  ],
  AGI_BOOT_TARGET_CLASS: (f: { option: string; value: unknown }) =>
    f.value === undefined
      ? [`${f.option} leads to undefined.`, `${CIRCULAR_IMPORT} Write () => TheClass.`]
      : [
          `${f.option} leads to ${quote(f.value)}, which has neither @AgiController nor @Dialog.`,
          'Put one of them on it.',
        ],
  AGI_BOOT_CONTROLLER_NOT_LISTED: (f: { target: string }) => [
    `goes to ${printable(f.target)}, which is not among the controllers of this app.`,
    `List it: controllers: [${printable(f.target)}].`,
  ],

  AGI_BOOT_INPUT_MISSING: (f: { option: string; dialog: string }) => [
    `${f.option} leads to ${printable(f.dialog)}, which wants an input.`,
    `Give it: go(${printable(f.dialog)}, …).`,
  ],
  AGI_BOOT_FINISH: (f: { option: string }) => [
    `${f.option} has finish, but a controller gives nobody a value.`,
    `Move it to a class with @Dialog, and run that with @Subdialog.`,
  ],
  AGI_BOOT_ACCEPT: (f: { option: string; step: string }) => [
    `${f.option} has ${f.step}, but only a class with @Screening says whether a call is taken.`,
    'Move it to such a class.',
  ],
  AGI_BOOT_FINISH_WITHOUT_CODE: (f: { option: string }) => [
    `${f.option} has finish, but only code gives a value.`,
    `Return finish(…) from a handler with to: [finish].`,
  ],
  AGI_BOOT_FINISH_TO_NOBODY: (f: { dialog: string; from: string }) => [
    `goes to ${f.dialog} for good, but ${f.dialog}.${printable(f.from)} finishes with a value, for which nobody waits.`,
    `Run it with @Subdialog(${f.dialog}).`,
  ],
  AGI_BOOT_GIVE_UP_TO_NOBODY: (f: { dialog: string; from: string }) => [
    `goes to ${f.dialog} for good, but ${f.dialog}.${printable(f.from)} gives up when the attempts are used up, and nobody is told.`,
    `Say where with "otherwise" there, or run it with @Subdialog(${f.dialog}).`,
  ],
  AGI_BOOT_LISTEN: (f: { option: string }) => [
    `${f.option} has keepListening, but no question is open there.`,
    `Only @OnDtmf, @OnNoInput, @OnNoMatch and @Link methods can listen.`,
  ],

  // Questions.
  AGI_BOOT_UNKNOWN_MENU: (f: { decorator: string; menu: unknown; hint: string }) => [
    `${f.decorator} belongs to menu ${quote(f.menu)}, which is not a @Menu of this class.`,
    f.hint || 'Name one.',
  ],
  AGI_BOOT_UNKNOWN_ASK: (f: { decorator: string; ask: unknown; hint: string }) => [
    `${f.decorator} belongs to ask ${quote(f.ask)}, which is not an @Ask of this class.`,
    f.hint || 'Name one.',
  ],
  AGI_BOOT_TWO_QUESTIONS: (f: { decorator: string; menu: unknown; ask: unknown }) => [
    `${f.decorator} belongs to one question, but names menu ${quote(f.menu)} and ask ${quote(f.ask)}.`,
    `Keep one.`,
  ],
  AGI_BOOT_EVERY_QUESTION: (f: { decorator: string; question: unknown }) => [
    `${f.decorator} answers for every question, and names ${quote(f.question)}.`,
    `Keep "everyQuestion", or the name.`,
  ],
  AGI_BOOT_MENU_PROMPT: (f: { isMethod: boolean }) =>
    f.isMethod
      ? [
          'says what is heard, and its @Menu has a "prompt" too.',
          'Keep the method, or make it a property: declare readonly name: Menu.',
        ]
      : [
          'is a menu, but nothing says what is heard.',
          'Give @Menu a "prompt", or make it a method that returns menu(…).',
        ],
  AGI_BOOT_WHICH_MENU: (f: { decorator: string; menus: readonly string[]; asks: readonly string[] }) =>
    f.menus.length === 0
      ? [
          `${f.decorator} belongs to a menu, but the class has no @Menu.`,
          f.asks.length === 0 ? 'Add one, or take this away.' : `Name the question: { ask: "${f.asks[0]}" }.`,
        ]
      : [`${f.decorator} may belong to several menus.`, `Say which: { menu: "${f.menus[0]}" } (${list(f.menus)}).`],
  AGI_BOOT_NO_CHOICES: () => [
    'is a menu without choices: every key would be wrong.',
    'Add choices, or an @OnDtmf method.',
  ],
  AGI_BOOT_KEYS: (f: { keys: unknown; problem: string }) => [`keys ${quote(f.keys)}: ${f.problem}.`, ''],
  AGI_BOOT_SAME_KEYS: (f: { keys: readonly string[]; first: string; second: string }) => [
    `${f.keys.map((keys) => `"${printable(keys)}"`).join(' and ')} ${f.keys.length === 1 ? 'is taken twice' : 'are the same keys'}: by ${f.first} and by ${f.second}.`,
    `Keep one.`,
  ],
  AGI_BOOT_SAME_COUNT: (f: {
    decorator: string;
    count: number;
    reason: string | undefined;
    first: string;
    second: string;
  }) => [
    `${f.first} and ${f.second} both have ${f.decorator} from failure ${f.count} on${f.reason === undefined ? '' : ` for ${quote(f.reason)}`}.`,
    `Give one of them another count.`,
  ],
  AGI_BOOT_TWO_USED_UP: (f: { first: string; second: string }) => [
    `${f.first} and ${f.second} both have @OnAttemptsUsedUp.`,
    `Keep one.`,
  ],
  AGI_BOOT_NEVER_RUNS: (f: { what: string; count: number; limit: string }) => [
    `${f.what} is for failure ${f.count}, but with ${f.limit} the question has ended by then.`,
    `Allow more attempts, or take it away.`,
  ],
  AGI_BOOT_NO_OTHERWISE: (f: { attempts: string }) => [
    `a caller who uses up their attempts (${f.attempts}) goes back to the dialplan, because nothing else is said.`,
    `Say where with "otherwise".`,
  ],

  AGI_BOOT_READER: (f: { decorator: string; value: unknown }) => [
    `what ${f.decorator} reads with is ${quote(f.value)}, but a reader is needed.`,
    'Give it one: read.digits({ length: 4 }).',
  ],
  AGI_BOOT_NO_FIELDS: () => [
    'is no form: none of its properties has @Field.',
    'Put it on those that the caller fills.',
  ],
  AGI_BOOT_FIELD: () => [
    '@Field stands on something that is no property of an object under a plain name.',
    'Move it to one.',
  ],

  AGI_BOOT_DEAD_LINK: (f: { key: string; of?: string | undefined; why: DeadLinkReason }) => [
    `${linkOf(f)} does nothing here: the question takes that key ${DEAD[f.why]}.`,
    'Give the link another key, or the question another reader.',
  ],
  AGI_BOOT_SLOW_LINK: (f: { key: string; of?: string | undefined; longer: string; waitMs: number }) => [
    `${linkOf(f)} waits ${f.waitMs} ms here, because choice "${printable(f.longer)}" may begin with that key.`,
    'Give one of them another key, if that is too long.',
  ],
  AGI_BOOT_KEYS_FORGOTTEN: () => [
    'what nothing stops is heard behind something that a key stops: it forgets that key, and the caller presses it again.',
    'Put it first.',
  ],
  AGI_BOOT_DIALOG_CIRCLE: (f: { circle: readonly string[] }) => [
    `dialogs run each other in a circle, ${f.circle.map((name) => printable(name)).join(' → ')}: the call ends when too many run within each other.`,
    `Use go() where nothing is to come back.`,
  ],
  AGI_BOOT_SOUND: (f: { sound: string; hint: string }) => [
    `sound "${printable(f.sound)}" is in none of the soundFolders.`,
    f.hint || 'Record it, or correct the name.',
  ],

  // Guards, interceptors, pipes and filters.
  AGI_BOOT_BOUND: (f: { decorator: string; value: unknown; method: string }) => [
    `${f.decorator} has ${quote(f.value)}, but a class or an object with ${f.method}() is needed.`,
    f.value === undefined ? CIRCULAR_IMPORT : '',
  ],
  AGI_BOOT_BOUND_NOWHERE: (f: { decorators: readonly string[] }) => [
    `${list(f.decorators)}: no decorator makes this a handler that runs while the caller is there, so nothing comes of it.`,
    `Take it away.`,
  ],
  AGI_BOOT_GUARD_LETS_IN: (f: { step: string }) => [
    `"otherwise" of @UseGuard is ${printable(f.step)}, which lets in the call that was refused.`,
    `Lead it elsewhere.`,
  ],
  AGI_BOOT_FILTER: (f: { filter: string }) => [
    `${printable(f.filter)} is no exception filter.`,
    'Put @Catch(error, { to }) with at least one place on its class.',
  ],
  AGI_BOOT_FILTER_TO_NODE: (f: { filter: string; node: string }) => [
    `${printable(f.filter)} leads to the node ${quote(f.node)}, but a filter serves many classes.`,
    `Lead it to a class, or to a step such as leave.`,
  ],
  AGI_BOOT_CATCH: (f: { filter: string }) => [
    `@Catch of ${printable(f.filter)} names something that is no class of errors.`,
    CIRCULAR_IMPORT,
  ],

  // Options.
  AGI_BOOT_UNKNOWN_OPTION: (f: { decorator: string; option: string; hint: string }) => [
    `${f.decorator} has no option "${printable(f.option)}".`,
    f.hint || 'Take it away.',
  ],
  AGI_BOOT_OPTION: (f: { option: string; value: unknown; problem: string }) => [
    `${f.option} is ${quote(f.value)}, but ${f.problem}.`,
    '',
  ],
  AGI_BOOT_PROMPT: (f: { option: string; value: unknown; problem: string }) => [
    `${f.option}: ${quote(f.value)} ${f.problem}.`,
    '',
  ],
} satisfies Record<string, (fields: never) => ProblemText>;

/** Why nobody can know what a constructor parameter wants. */
export type MissingType =
  /** The class whose constructor it is, a base class perhaps, has no decorator: the compiler writes types only below one. */
  | { readonly kind: 'noDecorator'; readonly owner: string }
  | { readonly kind: 'noMetadata' }
  /** @param reads - what the compiler wrote instead of a class */
  | { readonly kind: 'noClass'; readonly reads: string }
  | { readonly kind: 'undefined' }
  | { readonly kind: 'notAToken'; readonly written: string };

function whyMissing(missing: MissingType): ProblemText {
  switch (missing.kind) {
    case 'noDecorator':
      return [
        `has no type at run time, because ${printable(missing.owner)} has no decorator.`,
        `Put @Injectable() on ${printable(missing.owner)}, or inject by token: @Inject(token).`,
      ];
    case 'noMetadata':
      return [
        'has no type at run time, because this compiler writes none (esbuild, tsx and Vite 7 do not).',
        'Compile with tsc or Vite 8 and "emitDecoratorMetadata", or inject by token: @Inject(token).',
      ];
    case 'noClass':
      if (!STANDS_FOR_MANY.has(missing.reads))
        return [
          `has the type ${printable(missing.reads)}, which is no class of yours.`,
          'Inject by token: @Inject(token).',
        ];
      return [
        `has no class for a type at run time (it reads ${printable(missing.reads)}): it is an interface, came with "import type", or a circular import left it undefined.`,
        'Import a class as a value, break the circle, or inject by token: @Inject(token).',
      ];
    case 'undefined':
      return [
        'has the type undefined at run time: a circular import has not given its class yet.',
        'Break the circle, or inject by token: @Inject(token).',
      ];
    case 'notAToken':
      return [
        `has @Inject(${printable(missing.written)}), which is no token here.`,
        "Make one, const NAME = token<Type>('name'), and use it in both places.",
      ];
  }
}

/** What a question has the key of a dead link for. */
export type DeadLinkReason = 'value' | 'terminator' | 'cancelKey';

const linkOf = ({ key, of }: { key: string; of?: string | undefined }) =>
  `link "${printable(key)}"${of === undefined ? '' : ` of ${printable(of)}`}`;

const DEAD = {
  value: 'as a part of what is typed',
  terminator: 'for the end of an entry',
  cancelKey: 'to cancel',
} as const satisfies Record<DeadLinkReason, string>;

/** What the compiler writes for an interface, a union, what `import type` brought, and what is not there yet. */
const STANDS_FOR_MANY = new Set(['Object', 'Function']);

const NAME_A_HANDLER = 'Name a method with @Step, @Menu or @Ask.';
