import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AgiController,
  type AppParts,
  Ask,
  Call,
  go,
  hangUp,
  Link,
  Menu,
  menu,
  OnCall,
  OnDtmf,
  OnNoInput,
  read,
  Step,
} from 'offhook';
import { type AppPhone, createTestPhone, FlowCoverage, reportFlowCoverage } from 'offhook/testing';
import { expect, onTestFinished, test, vi } from 'vitest';

const hours = { isOpen: true };

@AgiController('/shop')
class ShopController {
  constructor(private readonly call: Call) {}

  @OnCall({ to: ['main', 'closed'] })
  async greet() {
    await this.call.answer();
    return go(hours.isOpen ? 'main' : 'closed');
  }

  @Menu({ attempts: 3, otherwise: 'closed', choices: { '3': hangUp } })
  main() {
    return menu('options');
  }

  @OnDtmf('1', { next: 'order', slow: { limitMs: 1_000, otherwise: 'closed' } })
  orders() {}

  @OnNoInput({ count: 2, next: 'closed' })
  gone() {}

  @Ask(read.digits({ length: 4 }), { prompt: 'which', attempts: 1, next: 'main', otherwise: 'closed' })
  order() {}

  @Link('0', { next: hangUp })
  operator() {}

  @Step({ next: hangUp })
  async closed() {
    await this.call.play('vm-goodbye');
  }
}

const parts: AppParts = { controllers: [ShopController] };
const options = { unknownSounds: { durationMs: 2_000 } };

const order = (line: AppPhone) =>
  line
    .dial('/shop')
    .hears('options')
    .presses('1')
    .hears('which')
    .presses('1234')
    .hears('options')
    .presses('3')
    .ends({ by: 'app' });
const silence = (line: AppPhone) => line.dial('/shop').hears('options', 'options', 'vm-goodbye').ends({ by: 'app' });

test('says what no call has done', async () => {
  const coverage = new FlowCoverage();
  await using line = await createTestPhone(parts, { ...options, coverage });
  await order(line);
  expect(coverage.toString()).toMatchInlineSnapshot(`
    "Flow coverage: 10 of 26 ways taken (38 %).
    Never taken:
      ShopController
        link 0
        closed: never entered
        main: a wrong entry
        main: attempts used up by a wrong entry
        main: silence
        main: attempts used up by silence
        order: cancelled with *
        order: a wrong entry
        order: attempts used up by a wrong entry
        order: silence
        order: attempts used up by silence
        greet() → go('closed')
        closed() → hangUp
        orders() takes too long
        operator() → hangUp
        gone() → go('closed')
    "
  `);
  await silence(line);
  expect(coverage.neverTaken.map(({ text }) => text)).not.toContain('main: silence');
  expect(coverage.neverTaken.map(({ text }) => text)).toContain('main: attempts used up by silence');
});

test('counts to the last way', async () => {
  const coverage = new FlowCoverage();
  await using line = await createTestPhone(parts, { ...options, coverage });
  await order(line);
  await silence(line);
  const call = () => line.dial('/shop').hears('options');
  const toOrder = () => call().presses('1').hears('which');
  await call()
    .presses('9')
    .hears('options')
    .presses('9')
    .hears('options')
    .presses('9')
    .hears('vm-goodbye')
    .ends({ by: 'app' });
  await call().presses('9').hears('options').presses('9').hears('options').hears('vm-goodbye').ends({ by: 'app' });
  await call().presses('0').ends({ by: 'app' });
  await toOrder().hears('vm-goodbye').ends({ by: 'app' });
  await toOrder().presses('12').hears('vm-goodbye').ends({ by: 'app' });
  await toOrder().presses('*').hears('vm-goodbye').ends({ by: 'app' });
  const late = vi.spyOn(ShopController.prototype, 'orders').mockImplementation(() => line.takes(2_000) as never);
  onTestFinished(() => late.mockRestore());
  await call().presses('1').hears('vm-goodbye').ends({ by: 'app' });
  hours.isOpen = false;
  onTestFinished(() => void (hours.isOpen = true));
  await line.dial('/shop').hears('vm-goodbye').ends({ by: 'app' });
  expect(coverage.toString()).toMatch(/^Flow coverage: (\d+) of \1 ways taken \(100 %\)\.\n$/);
});

test('is put together from all files and processes of a suite, by a function for its beginning and its end', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'offhook-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  vi.stubEnv('OFFHOOK_COVERAGE', folder);
  onTestFinished(() => void vi.unstubAllEnvs());
  const report = reportFlowCoverage();
  for (const call of [order, silence]) {
    await using line = await createTestPhone(parts, options);
    await call(line);
  }
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  onTestFinished(() => write.mockRestore());
  report();
  const [[printed]] = write.mock.calls as [[string]];
  expect(printed).toContain('Never taken:\n  ShopController\n    link 0\n');
  expect(printed).not.toContain('main: silence');
  expect(FlowCoverage.readFrom(folder).percent).toBeGreaterThan(50);
});
