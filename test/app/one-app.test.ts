import { expect, test } from 'vitest';
import {
  AgiController,
  AgiModule,
  Call,
  createAgiApp,
  hangUp,
  Injectable,
  OnCall,
  type OnAppStart,
  provide,
} from 'offhook';
import { createTestPhone } from 'offhook/testing';
import { RecordingLogger } from '../support/recording-logger.js';

let built = 0;

@Injectable()
class Crm implements OnAppStart {
  sound = 'hello';
  onAppStart() {
    built += 1;
  }
}

@AgiController('/sales')
class Sales {
  constructor(
    readonly call: Call,
    readonly crm: Crm,
  ) {}
  @OnCall({ next: hangUp }) async greet() {
    await this.call.play(this.crm.sound);
  }
}

@AgiModule({ controllers: [Sales], providers: [Crm] })
class AppModule {}

test('an app that is written down builds nothing; each server that is started has services of its own', async () => {
  built = 0;
  const app = createAgiApp(AppModule, { logger: new RecordingLogger() });
  expect(built).toBe(0);
  const [one, two] = [await app.start(), await app.start()];
  expect(built).toBe(2);
  expect(one.get(Crm)).not.toBe(two.get(Crm));
  await one.close();
  expect((await two.listen({ port: 0 })).port).toBeGreaterThan(0);
  await two.close();
});

test('a test phone calls a copy of the app, with fakes in the place of its own providers', async () => {
  const logger = new RecordingLogger();
  const app = createAgiApp(AppModule, { logger, answer: false });
  const crm = Object.assign(new Crm(), { sound: 'vm-goodbye' });
  await using faked = await createTestPhone(app, { providers: [provide(Crm).withValue(crm)] });
  await faked.dial('/sales').hears('vm-goodbye').ends({ by: 'app' });
  await using real = await createTestPhone(app);
  await real.dial('/sales').hears('hello').ends({ by: 'app' });
  // The app's own log is for the server, and its options hold for the copy.
  expect(logger.lines).toEqual([]);
  expect(faked.get(Crm)).toBe(crm);
});

test('a logger that a test gives is told, in the one object too', async () => {
  const logger = new RecordingLogger();
  await using line = await createTestPhone({ controllers: [Sales], providers: [Crm], logger });
  await line.dial('/sales').hears('hello').ends({ by: 'app' });
  expect(logger.lines.length).toBeGreaterThan(0);
});

test('options of a test phone count before the app’s own', async () => {
  const app = createAgiApp({ controllers: [Sales], providers: [Crm], answer: false });
  await using asItIs = await createTestPhone(app);
  const early = asItIs.dial('/sales').hears('hello');
  await early.ends({ by: 'app' });
  expect(early.transcript).not.toContain('answered');
  await using otherwise = await createTestPhone(app, { answer: true });
  const answered = otherwise.dial('/sales').hears('hello');
  await answered.ends({ by: 'app' });
  expect(answered.transcript).toContain('answered');
});
