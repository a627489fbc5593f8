import { expect, test } from 'vitest';
import { AgiController, Call, createAgiApp, hangUp, Injectable, OnCall, Param } from 'offhook';
import { createTestPhone } from 'offhook/testing';
import { RecordingLogger } from '../support/recording-logger.js';

@Injectable()
abstract class Says {
  constructor(readonly call: Call) {}
  @OnCall({ next: hangUp }) async talk() {
    await this.call.play(this.constructor.name);
  }
}

@AgiController(['/sales', { path: '/shop', language: 'en' }])
class English extends Says {}

@AgiController([{ path: '/sales', language: 'fr' }, '/vente'])
class French extends Says {}

@AgiController({ calledNumber: '_0800X.' })
class TollFree extends Says {}

@AgiController(/^\/order\/(?<id>\d+)$/)
class Orders {
  constructor(readonly call: Call) {}
  @OnCall({ next: hangUp }) async say(@Param('id') id: number, @Param('1') text: string) {
    await this.call.play(`order-${id}-${text}`);
  }
}

const controllers = [English, French, TollFree, Orders];

test('one class answers several routes, by path, language, number dialled and expression', async () => {
  await using line = await createTestPhone({ controllers }, { unknownSounds: { durationMs: 100 } });
  await line.dial('/sales').hears('English').ends({ by: 'app' });
  await line.dial('/sales', { language: 'fr_CA' }).hears('French').ends({ by: 'app' });
  await line.dial('/vente').hears('French').ends({ by: 'app' });
  await line.dial('/shop').hears('English').ends({ by: 'app' });
  await line.dial('/order/0012').hears('order-12-0012').ends({ by: 'app' });
  await line.dial('/whatever', { dnid: '0800123' }).hears('TollFree').ends({ by: 'app' });
});

test('who is not answered reads why, on Asterisk’s console and in the variables', async () => {
  const logger = new RecordingLogger();
  await using line = await createTestPhone({ controllers }, { logger });
  const call = line.dial('/shop', { language: 'fr' });
  await call.ends({ by: 'dialplan' });
  const sentence = 'No controller answers "/shop". English does only when language is en (here it is "fr").';
  expect(call.transcript).toContain(`offhook: ${sentence}`);
  expect(call.variables['OFFHOOK_STATUS']).toBe('NOTFOUND');
  expect(call.variables['OFFHOOK_REASON']).toBe(sentence);
});

test('the routes of an app are listed as they are tried', async () => {
  const { routes } = await createAgiApp({ controllers }).describe();
  expect(routes).toEqual([
    { path: '/sales', controller: 'French', when: 'language is fr' },
    { path: '/sales', controller: 'English' },
    { path: '/shop', controller: 'English', when: 'language is en' },
    { path: '/vente', controller: 'French' },
    { path: String(/^\/order\/(?<id>\d+)$/), controller: 'Orders' },
    { path: '*', controller: 'TollFree', when: 'calledNumber is _0800X.' },
  ]);
});

test('a route with an option that does not exist, or a parameter that no group gives, is refused', async () => {
  @AgiController([{ path: '/a', langage: 'fr' } as never, /^\/b\/(?<id>.+)$/])
  class Faulty {
    @OnCall({ next: hangUp }) talk(@Param('idd') id: string) {
      return void id;
    }
  }
  await expect(createAgiApp({ controllers: [Faulty], logger: new RecordingLogger() }).start()).rejects.toMatchObject({
    problems: [
      {
        code: 'AGI_BOOT_UNKNOWN_OPTION',
        where: 'Faulty',
        message: 'a route of @AgiController has no option "langage".',
        fix: 'Did you mean "language"?',
      },
      { where: 'Faulty.talk', message: '@Param on parameter 1 asks for ":idd", which is not in the path "/a".' },
    ],
  });
});
