import { problemLine } from '../../src/errors/catalogue/boot-problem.js';
import { mistakeSentence } from '../support/mistake-sentence.js';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  AgiController,
  type AppOptions,
  type AppParts,
  Ask,
  createAgiApp,
  Dialog,
  hangUp,
  menu,
  Menu,
  OnCall,
  OnEnter,
  read,
  say,
  Step,
  Subdialog,
  UseGuard,
} from 'offhook';
import { RecordingLogger } from '../support/recording-logger.js';

/** Where something is written in a test changes with every edit. */
const withoutPlace = ({ message }: { readonly message: string }) => message.replace(/ \(test\/[^)]*\)/, '');

/** Builds an app, and compares its warnings with its log. */
async function warningsOf(parts: AppParts, options: AppOptions = {}): Promise<readonly string[]> {
  const logger = new RecordingLogger();
  const app = createAgiApp({ ...parts, logger, ...options });
  const { warnings } = await app.describe();
  await app.start();
  expect(logger.at('warn').map(({ message }) => message)).toEqual(warnings.map(problemLine));
  return warnings.map(mistakeSentence);
}

test('an app in which all is well has none', async () => {
  @AgiController('/sales')
  class Sales {
    @OnCall({ next: hangUp }) talk() {}
  }
  expect(await warningsOf({ controllers: [Sales] })).toEqual([]);
});

test('a menu that does not say where it ends; a link that its question takes for data is only noted', async () => {
  @AgiController('/sales', { links: { '0': hangUp, '*': hangUp } })
  class Sales {
    @Menu({ choices: { '1': 'number' } }) main() {
      return menu('a');
    }
    @Ask(read.digits({ length: 4 }), { prompt: 'b', next: hangUp, otherwise: hangUp }) number() {}
  }
  const logger = new RecordingLogger();
  await createAgiApp({ controllers: [Sales], logger }).start();
  expect(logger.at('warn').map(withoutPlace)).toEqual([
    expect.stringMatching(/^Sales\.main: a caller who uses up their attempts .*\[AGI_BOOT_NO_OTHERWISE\]$/),
  ]);
  expect(logger.at('info').map(withoutPlace)).toEqual([
    'Sales.number: link "0" does nothing here: the question takes that key as a part of what is typed. Give the link another key, or the question another reader. [AGI_BOOT_DEAD_LINK]',
    'Sales.number: link "*" does nothing here: the question takes that key to cancel. Give the link another key, or the question another reader. [AGI_BOOT_DEAD_LINK]',
  ]);
});

test('what callers may not expect of links and of what nothing stops is noted', async () => {
  @Dialog()
  class Code {
    @Ask(read.digits({ length: 4 }), { prompt: ['legal', say.withoutBargeIn('fees')], cancelKey: 'none', next: hangUp })
    code() {}
  }
  @AgiController('/sales', { links: { '0': hangUp, '8': hangUp, '#': hangUp }, otherwise: hangUp })
  class Sales {
    @Menu({
      greeting: say.withoutBargeIn('legal'),
      prompt: ['hello', say.withoutBargeIn('fees', { dropTypedKeys: false })],
      choices: { _0XX: hangUp, _8: hangUp, '88': 'run' },
    })
    declare readonly main: Menu;
    @Step({ next: hangUp }) async run(@Subdialog(Code) code: Subdialog<Code>) {
      await code();
    }
  }
  const logger = new RecordingLogger();
  await createAgiApp({ controllers: [Sales], logger }).start();
  expect(logger.at('warn').map(withoutPlace)).toEqual([]);
  expect(logger.at('info').map(withoutPlace)).toEqual([
    'Sales.main: link "0" waits 2000 ms here, because choice "_0XX" may begin with that key. Give one of them another key, if that is too long. [AGI_BOOT_SLOW_LINK]',
    'Code.code: link "0" of Sales does nothing here: the question takes that key as a part of what is typed. Give the link another key, or the question another reader. [AGI_BOOT_DEAD_LINK]',
    'Code.code: link "8" of Sales does nothing here: the question takes that key as a part of what is typed. Give the link another key, or the question another reader. [AGI_BOOT_DEAD_LINK]',
    'Code.code: link "#" of Sales does nothing here: the question takes that key for the end of an entry. Give the link another key, or the question another reader. [AGI_BOOT_DEAD_LINK]',
    'Code.code: what nothing stops is heard behind something that a key stops: it forgets that key, and the caller presses it again. Put it first. [AGI_BOOT_KEYS_FORGOTTEN]',
  ]);
});

test('dialogs that run each other in a circle', async () => {
  @Dialog()
  class Ping {
    @OnEnter({ next: hangUp }) async run(@Subdialog(() => Pong) pong: Subdialog<Pong>) {
      await pong();
    }
  }
  @Dialog()
  class Pong {
    @OnEnter({ next: hangUp }) async run(@Subdialog(Ping) ping: Subdialog<object>) {
      await ping();
    }
  }
  @AgiController('/sales')
  class Sales {
    @OnCall({ next: hangUp }) async talk(@Subdialog(Ping) ping: Subdialog<Ping>) {
      await ping();
    }
  }
  expect(await warningsOf({ controllers: [Sales] })).toEqual([
    'Pong.run: dialogs run each other in a circle, Ping → Pong → Ping: the call ends when too many run within each other. Use go() where nothing is to come back. [AGI_BOOT_DIALOG_CIRCLE]',
  ]);
});

test('a route that another may hide', async () => {
  @AgiController({ path: '/sales', language: 'fr' })
  class French {
    @OnCall({ next: hangUp }) talk() {}
  }
  @AgiController({ path: '/sales', context: 'office' })
  class Office {
    @OnCall({ next: hangUp }) talk() {}
  }
  expect(await warningsOf({ controllers: [French, Office] })).toEqual([
    'Office: path "/sales" (context is office) may want a call that French (language is fr) wants as well; French is listed first and has it. List first the one that is to have it, or say more in its condition. [AGI_BOOT_ROUTE_SHADOWED]',
  ]);
});

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sounds-'));
  await mkdir(join(folder, 'fr', 'sales'), { recursive: true });
  await mkdir(join(folder, 'sales'));
  for (const file of ['sales/welcome.wav', 'fr/sales/choose.gsm', 'beep.sln16'])
    await writeFile(join(folder, file), '');
});
afterAll(() => rm(folder, { recursive: true }));

test('sounds that no folder has, wherever a class names them', async () => {
  @AgiController('/sales')
  @UseGuard({ check: () => true }, { otherwise: 'closed', say: 'sales/closed' })
  class Sales {
    readonly count = 3;
    @Menu({
      prompt: ['sales/welcome', 'sales/chose', (self: Sales) => say.number(self.count)],
      choices: { '1': hangUp },
      noInput: ['beep', say.inLanguage('fr', 'sales/hello')],
      otherwise: hangUp,
    })
    declare readonly main: Menu;
    @Step({ next: hangUp }) closed() {}
  }
  expect(await warningsOf({ controllers: [Sales] }, { soundFolders: [folder], apology: 'sorry' })).toEqual([
    'Sales.main: sound "sales/chose" is in none of the soundFolders. Did you mean "sales/choose"? [AGI_BOOT_SOUND]',
    expect.stringMatching(/^Sales\.main: sound "sales\/hello" is in none of the soundFolders\./),
    expect.stringMatching(/^Sales: sound "sales\/closed" is in none of the soundFolders\./),
    'createAgiApp(): sound "sorry" is in none of the soundFolders. Record it, or correct the name. [AGI_BOOT_SOUND]',
  ]);
});

test('a sound folder that cannot be read is a mistake', async () => {
  @AgiController('/sales')
  class Sales {
    @OnCall({ next: hangUp }) talk() {}
  }
  const building = createAgiApp({
    controllers: [Sales],
    logger: new RecordingLogger(),
    soundFolders: ['/no/such'],
  }).start();
  await expect(building).rejects.toThrow('createAgiApp(): soundFolders is "/no/such", but the folder cannot be read: ');
});
