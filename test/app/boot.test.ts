import { problemLine } from '../../src/errors/catalogue/boot-problem.js';
import { mistakeSentence } from '../support/mistake-sentence.js';
import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import {
  AgiController,
  Ask,
  type AppOptions,
  type AppParts,
  BootError,
  Call,
  createAgiApp,
  hangUp,
  Injectable,
  leave,
  menu,
  Menu,
  OnCall,
  OnDtmf,
  provide,
  read,
} from 'offhook';
// The mistake of one test: the class is gone when the program runs.
import type { Orders } from '../../example-app/src/sales/orders.service.js';
import { RecordingLogger } from '../support/recording-logger.js';

const logger = new RecordingLogger();

/** Builds an app that must not start, and gives its mistakes. */
async function mistakesOf(parts: AppParts, options: AppOptions = {}): Promise<readonly string[]> {
  const error = await createAgiApp({ ...parts, logger, ...options })
    .start()
    .then(
      () => undefined,
      (reason: unknown) => reason,
    );
  if (!(error instanceof BootError)) throw new Error('the app was built', { cause: error });
  return error.problems.map(mistakeSentence);
}

@AgiController('/good')
class GoodController {
  @OnCall({ next: leave })
  async talk() {}
}

@AgiController('/sales')
class FirstController {
  @OnCall({ next: leave })
  async talk() {}
}

@AgiController('/sales')
class SecondController {
  @OnCall({ next: leave })
  async talk() {}
}

class ForgottenController {
  @OnCall({ next: leave })
  async talk() {}
}

@AgiController('support')
class SlashlessController {
  @OnCall({ next: leave })
  async talk() {}
}

@AgiController('')
class PathlessController {
  @OnCall({ next: leave })
  async talk() {}
}

@Injectable()
class CrmService {
  readonly url = 'https://crm.example';
}

@Injectable()
class BillingService {
  constructor(readonly crm: CrmService) {}
}

@AgiController('/crm')
class CrmController {
  constructor(
    readonly call: Call,
    readonly crm: CrmService,
  ) {}

  @OnCall({ next: leave })
  async talk() {}
}

@AgiController('/typed')
class TypeOnlyController {
  constructor(readonly orders: Orders) {}

  @OnCall({ next: leave })
  async talk() {}
}

@AgiController('/menus')
class UnknownMenuController {
  @Menu({ choices: { '2': hangUp }, otherwise: hangUp, attempts: 3 })
  main() {
    return menu('options');
  }

  // The editor shows this mistake too; who writes JavaScript has only the boot.
  @OnDtmf('1', { menu: 'mian' as never, next: 'main' })
  async one() {}
}

@AgiController('/prompts')
class OddPromptController {
  @Menu({ choices: { '1': hangUp }, noInput: ['are-you"there', 'line\nfeed'], otherwise: hangUp, attempts: 3 })
  main() {
    return menu('options');
  }
}

describe('an app with a mistake says which class and what to do', () => {
  test.each<[name: string, parts: AppParts, ...sentences: RegExp[]]>([
    [
      'a class without @AgiController',
      { controllers: [ForgottenController] },
      /^ForgottenController: .*has no @AgiController\(path\)\. Put it on the class\./,
    ],
    [
      'a path without a slash',
      { controllers: [SlashlessController] },
      /^SlashlessController: path "support" does not begin with a slash\. Write "\/support"\./,
    ],
    [
      'an empty path',
      { controllers: [PathlessController] },
      /^PathlessController: path "" does not begin with a slash\. Write "\/"\./,
    ],
    [
      'two controllers on one path',
      { controllers: [FirstController, SecondController] },
      /^SecondController: path "\/sales" is answered by FirstController too\. Give one of them another path/,
    ],
    [
      'a service that is not listed',
      { controllers: [CrmController] },
      /^CrmController: constructor parameter 2 is CrmService, which is not among the providers\. List it: providers: \[CrmService\]\./,
    ],
    [
      'a service that another service wants',
      { controllers: [GoodController], providers: [BillingService] },
      /^BillingService: constructor parameter 1 is CrmService, which is not among the providers\. List it/,
    ],
    [
      'a class that was imported with "import type"',
      { controllers: [TypeOnlyController] },
      /^TypeOnlyController: .*parameter 1 .*import type/,
    ],
    [
      'a menu that does not exist',
      { controllers: [UnknownMenuController] },
      /^UnknownMenuController\.one: @OnDtmf belongs to menu "mian", which is not a @Menu of this class\. Did you mean "main"\?/,
    ],
    [
      'prompts with a quote or a line feed in the name',
      { controllers: [OddPromptController] },
      /^OddPromptController\.main: noInput\[0\]: "are-you"there" cannot be the name of a sound file/,
      /^OddPromptController\.main: noInput\[1\]: "line\\x0afeed" cannot be the name of a sound file/,
    ],
  ])('%s', async (...[, parts, ...sentences]) => {
    const mistakes = await mistakesOf(parts);
    expect(mistakes).toHaveLength(sentences.length);
    for (const [i, sentence] of sentences.entries()) {
      expect(mistakes[i]).toMatch(sentence);
      expect(mistakes[i]).toMatch(/ \[AGI_BOOT_[A-Z_]+\]$/);
    }
  });

  test('an apology that is no prompt, before a caller needs it', async () => {
    const mistakes = await mistakesOf({ controllers: [GoodController] }, { apology: 'so"rry' });
    expect(mistakes).toEqual([
      expect.stringMatching(/^createAgiApp\(\): apology: "so"rry" cannot be the name of a sound file/),
    ]);
  });

  test('defaults with an unknown name or an impossible value', async () => {
    const mistakes = await mistakesOf(
      { controllers: [GoodController] },
      { defaults: { timeoutMs: 0, attemts: 3 } as never },
    );
    expect(mistakes).toEqual([
      expect.stringMatching(/^createAgiApp\(\): "defaults" has no option "attemts"\. Did you mean "attempts"\?/),
      expect.stringMatching(/^createAgiApp\(\): defaults\.timeoutMs is 0, but a whole number from 1 /),
    ]);
  });

  test('a provider that is none', async () => {
    const mistakes = await mistakesOf({ controllers: [GoodController], providers: [undefined as never] });
    expect(mistakes).toEqual([
      expect.stringMatching(
        /^createAgiApp\(\): provider 1 is undefined, .* Look for a circular import: it leaves a class undefined\./,
      ),
    ]);
  });

  test('guards of the app that do not say where a refused call goes, and what is no list', async () => {
    const guards = [CrmService, undefined];
    const said = { guards, filters: CrmService } as unknown as AppOptions;
    const needed = 'but a guard of the app says where a refused call goes: { guard, otherwise } is needed.';
    expect(await mistakesOf({ controllers: [GoodController], providers: [CrmService] }, said)).toEqual([
      `createAgiApp(): guards[0] is CrmService, ${needed} [AGI_BOOT_OPTION]`,
      `createAgiApp(): guards[1] is undefined, ${needed} [AGI_BOOT_OPTION]`,
      'createAgiApp(): filters is CrmService, but a list is needed. [AGI_BOOT_OPTION]',
    ]);
  });

  test('a provider that gives nothing', async () => {
    const unfinished = provide(CrmService) as never;
    expect(await mistakesOf({ controllers: [GoodController], providers: [unfinished] })).toEqual([
      expect.stringMatching(
        /^createAgiApp\(\): provider 1 is provide\(…\) with nothing behind it\. Say what it gives: /,
      ),
    ]);
  });
});

test('every mistake of an app comes in one error, which counts them', async () => {
  const building = createAgiApp({
    controllers: [FirstController, SecondController, ForgottenController, CrmController, UnknownMenuController],
    providers: [BillingService],
    logger,
  }).start();
  await expect(building).rejects.toThrow(BootError);
  const { message, problems } = await building.then(
    () => expect.fail('the app was built'),
    (error: unknown) => error as BootError,
  );
  expect(message).toMatch(/^The app was not started: 5 mistakes\.\n/);
  expect(problems).toHaveLength(5);
  for (const problem of problems) expect(message).toContain(`\n  - ${problemLine(problem)}\n`);
  for (const name of [
    'FirstController',
    'ForgottenController',
    'CrmController',
    'UnknownMenuController',
    'BillingService',
  ])
    expect(message).toContain(name);
});

describe('an option that does not exist', () => {
  test('is named, with the one that may be meant and all there are', async () => {
    const building = createAgiApp({ controllers: [GoodController], ...({ cleanupLimitMs: 5_000 } as object) }).start();
    await expect(building).rejects.toMatchObject({ code: 'AGI_BOOT' });
    await expect(building).rejects.toThrow(
      'createAgiApp(): cleanupLimitMs is 5000, but there is no such option. Did you mean "cleanUpLimitMs"? There are imports, controllers, providers, guards, interceptors, pipes, filters, defaults, links, otherwise, answer, apology, soundFolders, cleanUpLimitMs, handshakeTimeoutMs, commandTimeoutMs, maxCalls, maxCallsPerPeer, maxHandshakes, maxHandshakesPerPeer, whenFull, callerInLog, logger, listeners, clock. [AGI_BOOT_OPTION]',
    );
  });

  test('is named in the parts of the app, too', async () => {
    await expect(
      createAgiApp({ controllers: [GoodController], provider: [CrmService] } as never).start(),
    ).rejects.toThrow(
      /createAgiApp\(\): provider is .*there is no such option\. Did you mean "providers"\? There are imports, .* \[AGI_BOOT_OPTION\]/,
    );
  });

  test('is told together with all other mistakes of the options and of the app', async () => {
    const options = { answer: 'x', maxCalls: -1, cleanUpLimitMs: 0, whenFul: 'refuse', callerInLog: 'all' } as object;
    const error: unknown = await createAgiApp({ controllers: [GoodController, UnknownMenuController], ...options })
      .start()
      .catch((reason: unknown) => reason);
    expect(
      (error as BootError).problems.map((problem) => problemLine(problem).replace(/^(.*?) is .*$/s, '$1')),
    ).toEqual([
      'createAgiApp(): whenFul',
      'createAgiApp(): answer',
      'createAgiApp(): cleanUpLimitMs',
      'createAgiApp(): maxCalls',
      'createAgiApp(): callerInLog',
      expect.stringMatching(/^UnknownMenuController/),
    ]);
  });

  test('cannot forge a line of the log with its name', async () => {
    const building = createAgiApp({ controllers: [GoodController], ...({ 'x\nINFO forged': 1 } as object) }).start();
    await expect(building).rejects.toThrow(/createAgiApp\(\): x\\x0aINFO forged is /);
  });
});

describe.each(['cleanUpLimitMs', 'handshakeTimeoutMs', 'commandTimeoutMs'])('%s', (option) => {
  test.each([0, -1, 1.5, Number.NaN, Infinity, 2 ** 31, '5000'])('of %s is refused', async (value) => {
    await expect(createAgiApp({ controllers: [GoodController], [option]: value }).start()).rejects.toThrow(
      `createAgiApp(): ${option} is ${typeof value === 'string' ? `"${value}"` : value}, but a whole number of milliseconds from 1 to 2147483647 is needed`,
    );
  });
});

test.each([
  [
    'no list of controllers',
    {},
    /createAgiApp\(\): controllers is undefined, but a list of classes with @AgiController is needed\./,
  ],
  [
    'a controller that an import cycle left undefined',
    { controllers: [GoodController, undefined] },
    /createAgiApp\(\): controllers\[1\] is undefined, but a class with @AgiController is needed\. An import cycle leaves a class undefined\./,
  ],
  [
    'a hole among its controllers',
    { controllers: Object.assign([GoodController], { length: 2 }) },
    /createAgiApp\(\): controllers\[1\] is undefined/,
  ],
])('an app with %s is not built', async (_name, parts, sentence) => {
  await expect(createAgiApp(parts as never).start()).rejects.toThrow(sentence);
});

describe('a port that cannot be had', () => {
  test('is named with advice, and the app can listen elsewhere', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    // It listens, so its address has a port.
    const { port } = other.address() as { port: number };
    const app = await createAgiApp({ controllers: [GoodController], logger }).start();
    await expect(app.listen({ port })).rejects.toThrow(
      `Cannot listen on 127.0.0.1:${port}: the port is in use. Another server runs there; stop it, or choose another port. [AGI_LISTEN]`,
    );
    const address = await app.listen({ port: 0 });
    expect(address.port).not.toBe(port);
    await app.close();
    await new Promise((resolve) => other.close(resolve));
  });

  test('is one that PORT names badly', async () => {
    const app = await createAgiApp({ controllers: [GoodController], logger }).start();
    await expect(app.listen({ port: Number('http') })).rejects.toThrow(
      'Cannot listen on 127.0.0.1:NaN: a port is a whole number from 0 to 65535. [AGI_LISTEN]',
    );
    await app.close();
  });
});

describe('what an app says for all its classes', () => {
  @AgiController('/help')
  class HelpController {
    @OnCall({ next: hangUp })
    async talk() {}
  }

  @AgiController('/desk', { links: { '9': leave } })
  class DeskController {
    @Menu({ prompt: 'desk', choices: { '1': 'number' } }) declare readonly main: Menu;
    @Ask(read.digits({ length: 4 }), { prompt: 'number', next: 'main' }) number() {}
  }

  test('works in every question but those that take the key for data, which is told when it starts', async () => {
    const log = new RecordingLogger();
    await createAgiApp({
      controllers: [DeskController, HelpController],
      logger: log,
      links: { '0': HelpController, '9': hangUp, '*': hangUp },
      otherwise: HelpController,
    }).start();
    // No warning: links are meant to give way there, and every app has some.
    expect(log.lines.map(({ level, message }) => `${level} ${message}`)).toEqual(
      ['9', '0', '*'].map((key) =>
        expect.stringMatching(
          `^info DeskController\\.number \\(test/app/boot\\.test\\.ts:\\d+\\): link "[${key}]" does nothing here`,
        ),
      ),
    );
  });

  test('may be wrong as well', async () => {
    // @ts-expect-error an app has no methods to name
    const links: AppOptions = { links: { '12': hangUp, '1': 'main' }, otherwise: 'main' };
    expect(await mistakesOf({ controllers: [HelpController] }, links)).toEqual([
      'createAgiApp(): link "1" names "main", which is not a handler. Name a method with @Step, @Menu or @Ask. [AGI_BOOT_UNKNOWN_TARGET]',
      'createAgiApp(): keys "12": a link is one key. [AGI_BOOT_KEYS]',
      'createAgiApp(): "otherwise" names "main", which is not a handler. Name a method with @Step, @Menu or @Ask. [AGI_BOOT_UNKNOWN_TARGET]',
    ]);
    expect(await mistakesOf({ controllers: [DeskController] }, { links: { '0': HelpController } })).toEqual([
      'DeskController.main: goes to HelpController, which is not among the controllers of this app. List it: controllers: [HelpController]. [AGI_BOOT_CONTROLLER_NOT_LISTED]',
    ]);
  });
});
