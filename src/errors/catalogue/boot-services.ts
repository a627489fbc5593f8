import { printable } from '../printable.js';
import { CIRCULAR_IMPORT, type ProblemText, sentence } from './wording.js';

/** Who wants something: a constructor parameter (from 0), or an alias. Tokens are in words. */
export interface Want {
  readonly index?: number | undefined;
  readonly token: string;
}

/** What can be wrong with the modules and providers of an app, and with building what they provide. */
export const bootServices = {
  // The package.
  AGI_BOOT_TWO_COPIES: (f: { copies: readonly string[] }) => [
    `${f.copies.length} copies of offhook are loaded, and none knows what another one made (a step, a reader, a token): ${f.copies.map((copy) => printable(copy, 200)).join(' and ')}.`,
    'Let everything import the same one; "npm ls offhook" shows who brings which.',
  ],

  // Modules.
  AGI_BOOT_MODULE: (f: { position: number; entry: string; isUndefined: boolean }) =>
    f.isUndefined
      ? [`import ${f.position + 1} is undefined.`, `${CIRCULAR_IMPORT} Write () => TheModule.`]
      : [
          `import ${f.position + 1} is ${f.entry}, which is no module.`,
          'Give a class with @AgiModule, or { module } with one.',
        ],
  AGI_BOOT_PROVIDED_TWICE: (f: { first: string; second: string }) => [
    `is provided by ${f.first} and by ${f.second}, each in its own way, and neither imports the other.`,
    'Keep one, or say which in a module that imports both.',
  ],

  // Providers.
  AGI_BOOT_PROVIDER: (
    f: { position: number; entry: string; is: 'unfinished' | 'undefined' | 'wrong' } | { givenBy: 'app' | 'call' },
  ) => {
    if ('givenBy' in f)
      return f.givenBy === 'app'
        ? [
            'is given by the app, so a provider for it has no effect.',
            'Remove it from the list; your own logger is an option, { logger }.',
          ]
        : ['is given by each call, so a provider for it has no effect.', 'Remove it from the list.'];
    const position = `provider ${f.position + 1} is`;
    if (f.is === 'unfinished')
      return [
        `${position} provide(…) with nothing behind it.`,
        'Say what it gives: provide(…).withValue(…), .withClass(…), .withFactory(…), .withExisting(…) or .withConfiguration(…).',
      ];
    return [
      `${position} ${f.entry}, neither a class nor { provide, useClass | useValue | useFactory | useExisting | useSchema } with a class or a token() for "provide".`,
      f.is === 'undefined' ? CIRCULAR_IMPORT : 'List a class, or what provide(…) makes.',
    ];
  },
  AGI_BOOT_NOT_INJECTABLE: (f: { name: string }) => [
    'its constructor has parameters, but no @Injectable().',
    `Put @Injectable() on ${f.name}.`,
  ],
  AGI_BOOT_GLOBAL_CONTAINER: (f: Want | { readonly declared: true }) =>
    'declared' in f
      ? [
          "@singleton() and @scoped() of tsyringe register it in tsyringe's global container, which this app does not read.",
          'Use @Injectable({ scope }) instead.',
        ]
      : [
          `${wants(f)}, which only tsyringe's global container knows (its @singleton(), @scoped() and register() put it there), and this app does not read that.`,
          isClass(f.token) ? `Put @Injectable() on it. ${listIt(f.token)}` : listIt(f.token),
        ],
  AGI_BOOT_NOT_LISTED: (f: (Want | { readonly user: string; readonly token: string }) & { readonly hint: string }) => [
    `${'user' in f ? `${f.user} wants ${f.token}` : wants(f)}, which is not among the providers.`,
    `${listIt(f.token)}${f.hint}`,
  ],
  AGI_BOOT_CAPTIVE: (f: Want & { owner: string; way: readonly string[] }) => [
    `${wants(f)}, which belongs to one call${f.way.length > 1 ? ` (${arrows(f.way)})` : ''}, but ${f.owner} is made once for the app and would keep the first caller's.`,
    `Make it @Injectable({ scope: 'call' }), or pass ${f.way.at(-1) ?? f.token} to its methods.`,
  ],
  AGI_BOOT_CIRCULAR: (f: Want & { circle: readonly string[] }) =>
    f.index === undefined
      ? [`${wants(f)}, which closes a circle: ${arrows(f.circle)}.`, 'Let one of them stand for something else.']
      : [
          `constructor parameter ${f.index + 1} closes a circle: ${arrows(f.circle)}.`,
          'Move what they share into a class of its own that both use.',
        ],
  AGI_BOOT_HOOK: (f: { hook: string; ours?: string }) =>
    f.ours === undefined
      ? [
          'would never run, because its class belongs to a call, and the app begins and ends without one.',
          'Move it to a service of scope "app"; for the end of a call write onCallEnd().',
        ]
      : [`offhook does not run ${f.hook}().`, `Name it ${f.ours}().`],

  // When the app starts.
  AGI_BOOT_CONFIGURATION: (f: { place: string; problem: string }) => [
    `the configuration is wrong: ${f.place === '' ? '' : `${printable(f.place)}: `}${sentence(printable(f.problem, 200))}`,
    'Correct it where the configuration is read from.',
  ],
  AGI_BOOT_FACTORY_ORDER: () => [
    'was asked for before its factory ran: factories run in the order of the list.',
    'List it before the factory that asks.',
  ],
  AGI_BOOT_PROVIDER_FAILED: (f: { what: string; needs: readonly string[]; error: unknown }) => [
    `${f.what}${f.needs.length > 1 ? ` (${arrows(f.needs)})` : ''} threw ${sentence(printable(f.error, 300))}`,
    'The cause of this error has its stack.',
  ],
} satisfies Record<string, (fields: never) => ProblemText>;

const arrows = (names: readonly string[]) => names.join(' → ');

const wants = ({ index, token }: Want) =>
  index === undefined ? `the alias stands for ${token}` : `constructor parameter ${index + 1} is ${token}`;

/** A token in words begins so, a class is its name. */
const isClass = (token: string) => !token.startsWith('token ');

/** How a token, in words, gets into the list. */
export const listIt = (token: string): string =>
  isClass(token) ? `List it: providers: [${token}].` : 'List it: providers: [provide(…).withValue(…)].';
