import { expect, test } from 'vitest';
import { z } from 'zod';
import {
  Arg,
  AgiController,
  Call,
  createAgiApp,
  hangUp,
  Inject,
  OnCall,
  Param,
  provide,
  Query,
  token,
  Variable,
} from 'offhook';
import { createTestPhone } from 'offhook/testing';
import { RecordingLogger } from '../support/recording-logger.js';

// A library that people use, through the interface that it shares with others.
const environment = z
  .object({ DATABASE_URL: z.url(), PORT: z.coerce.number().int().default(4573) })
  .transform(({ DATABASE_URL: databaseUrl, PORT: port }) => ({ databaseUrl, port }));
const SETTINGS = token<{ readonly databaseUrl: string; readonly port: number }>('settings');
const queue = z.enum(['sales', 'support']);
const pin = z.string().regex(/^\d{4}$/);

@AgiController('/queue/:name')
class QueueController {
  constructor(
    private readonly call: Call,
    @Inject(SETTINGS) private readonly settings: { readonly port: number },
  ) {}
  @OnCall({ next: hangUp }) async talk(
    @Param('name', queue) name: 'sales' | 'support',
    @Query('size', z.coerce.number().max(10).default(5)) size: number,
    @Variable('PIN', pin.optional()) _pin: string | undefined,
  ) {
    await this.call.play(`${name}-${size}-${this.settings.port}`);
  }
}

const appFor = (source: Record<string, string>) => ({
  controllers: [QueueController],
  providers: [provide(SETTINGS).withConfiguration(environment, source)],
});

test('a schema of zod reads the configuration and the parameters', async () => {
  const unknownSounds = { durationMs: 100 };
  await using line = await createTestPhone(appFor({ DATABASE_URL: 'postgres://db', HOME: '/' }), { unknownSounds });
  await line.dial('/queue/sales').hears('sales-5-4573').ends({ by: 'app' });
  await line.dial('/queue/support?size=7').hears('support-7-4573').ends({ by: 'app' });
});

test('what it refuses is told when the app starts, without the value', async () => {
  const building = createAgiApp({
    ...appFor({ DATABASE_URL: 'secret', PORT: '4573.5' }),
    logger: new RecordingLogger(),
  }).start();
  const { message } = await building.then(
    () => expect.fail('the app was built'),
    (error: unknown) => error as Error,
  );
  expect(message).toContain('The app was not started: 2 mistakes.');
  expect(message).toContain(
    'token "settings": the configuration is wrong: DATABASE_URL: Invalid URL. Correct it where the configuration is read from. [AGI_BOOT_CONFIGURATION]',
  );
  expect(message).toMatch(/token "settings": the configuration is wrong: PORT: .* \[AGI_BOOT_CONFIGURATION\]/);
  expect(message).not.toContain('secret');
});

test('what it refuses of a call is an error of that call, without what a variable holds', async () => {
  const logger = new RecordingLogger();
  await using line = await createTestPhone(appFor({ DATABASE_URL: 'postgres://db' }), { logger });
  await line.dial('/queue/lost').ends({ by: 'dialplan', error: /AGI_PARAMETER/ });
  await line.dial('/queue/sales', { variables: { PIN: '47110' } }).ends({ by: 'dialplan', error: /AGI_PARAMETER/ });
  const [lost, wrongPin] = logger.at('error').map(({ fields }) => String(fields['err']));
  expect(lost).toMatch(/QueueController\.talk: @Param on parameter 1 is "lost", but Invalid option/);
  expect(wrongPin).toContain('QueueController.talk: @Variable on parameter 3 is "[masked]", but Invalid string');
  expect(JSON.stringify(logger.lines)).not.toContain('47110');
});

test('all that a schema has against a value is said, in its order', async () => {
  const twice = z.string().min(5, 'too short').startsWith('A', 'no A');
  @AgiController('/code')
  class CodeController {
    @OnCall({ next: hangUp }) talk(@Arg(1, twice) _code: string) {}
  }
  const logger = new RecordingLogger();
  await using line = await createTestPhone({ controllers: [CodeController] }, { logger });
  await line.dial('/code', { args: ['x'] }).ends({ by: 'dialplan', error: /AGI_PARAMETER/ });
  expect(String(logger.at('error')[0]?.fields['err'])).toContain('is "[masked]", but too short; no A.');
});

test('a schema that quotes what it refuses does not say what a variable holds', async () => {
  const quoting = z.string().refine(() => false, { error: ({ input }) => `${String(input)} will not do` });
  @AgiController('/quoting')
  class QuotingController {
    @OnCall({ next: hangUp }) talk(@Variable('PIN', quoting) _pin: string) {}
  }
  const logger = new RecordingLogger();
  await using line = await createTestPhone({ controllers: [QuotingController] }, { logger });
  await line.dial('/quoting', { variables: { PIN: '4711' } }).ends({ by: 'dialplan', error: /will not do/ });
  const [refused] = logger.at('error').map(({ fields }) => String(fields['err']));
  expect(refused).toContain('@Variable on parameter 1 is "[masked]", but [masked] will not do');
  await line.dial('/quoting', { variables: { PIN: '' } }).ends({ by: 'dialplan', error: true });
  expect(String(logger.at('error')[1]?.fields['err'])).toContain(', but  will not do');
  expect(JSON.stringify(logger.lines)).not.toContain('4711');
});

test('a schema that is a function, as those of arktype are, and one that takes its time', async () => {
  const even = Object.assign((value: unknown) => value, {
    '~standard': {
      version: 1 as const,
      vendor: 'tests',
      validate: async (value: unknown) => {
        await Promise.resolve();
        const number = Number(value);
        return number % 2 === 0 ? { value: number } : { issues: [{ message: 'must be even', path: [{ key: 'id' }] }] };
      },
    },
  });
  @AgiController('/even/:id')
  class EvenController {
    constructor(private readonly call: Call) {}
    @OnCall({ next: hangUp }) async talk(@Param('id', even) id: number) {
      await this.call.play(`even-${id / 2}`);
    }
  }
  const logger = new RecordingLogger();
  await using line = await createTestPhone(
    { controllers: [EvenController] },
    { logger, unknownSounds: { durationMs: 1 } },
  );
  await line.dial('/even/14').hears('even-7').ends({ by: 'app' });
  await line.dial('/even/15').ends({ by: 'dialplan', error: /must be even/ });
  const [odd] = logger.at('error').map(({ fields }) => String(fields['err']));
  expect(odd).toContain('EvenController.talk: @Param on parameter 1 is "15", but id: must be even.');
});
