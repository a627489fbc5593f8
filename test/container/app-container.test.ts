import { expect, test, vi } from 'vitest';
import { AppContainer } from '../../src/container/app-container.js';
import { planContainer, type ContainerParts } from '../../src/container/plan-container.js';
import { provide } from '../../src/decorators/provider.js';
import { Inject } from '../../src/decorators/inject.js';
import { Injectable } from '../../src/decorators/injectable.js';
import { AgiController } from '../../src/decorators/agi-controller.js';
import { token } from '../../src/dialog/token.js';
// After ours: tsyringe does not load before reflect-metadata.
import { container as globalContainer } from 'tsyringe';

class Call {
  constructor(readonly id: string) {}
}

const CRM_URL = token<string>('crm url');

@Injectable()
class Crm {
  constructor(@Inject(CRM_URL) readonly url: string) {}
}

@Injectable({ scope: 'transient' })
class Formatter {
  readonly made = Symbol('one');
}

@Injectable({ scope: 'call' })
class Draft {
  constructor(
    readonly call: Call,
    readonly crm: Crm,
    readonly formatter: Formatter,
  ) {}
}

@AgiController('/sales')
class Sales {
  constructor(
    readonly call: Call,
    readonly crm: Crm,
    readonly draft: Draft,
    readonly formatter: Formatter,
  ) {}
}

const parts: ContainerParts = {
  providers: [Draft, Formatter, Crm, provide(CRM_URL).withValue('https://crm.example')],
  controllers: [Sales],
  callValues: [Call],
};

const start = (changes: Partial<ContainerParts> = {}) => AppContainer.start(planContainer({ ...parts, ...changes }));
const openCall = (app: AppContainer, id = '1') => app.openScope(new Map([[Call, new Call(id)]]));

test('a controller gets what its constructor asks for', async () => {
  const call = openCall(await start(), 'SIP/1');
  const sales = call.get(Sales);
  expect(sales).toBeInstanceOf(Sales);
  expect(sales.call.id).toBe('SIP/1');
  expect(sales.crm.url).toBe('https://crm.example');
  expect(sales.draft).toBe(call.get(Draft));
  expect(sales.draft.call).toBe(sales.call);
});

test('what is of scope "app" is one for all calls, "call" one for each, "transient" one for each that asks', async () => {
  const app = await start();
  const [first, second] = [openCall(app, '1').get(Sales), openCall(app, '2').get(Sales)];
  expect(first).not.toBe(second);
  expect(first.crm).toBe(second.crm);
  expect(first.crm).toBe(app.get(Crm));
  expect(first.draft).not.toBe(second.draft);
  expect(first.formatter).not.toBe(first.draft.formatter);
});

test('two calls at once keep their own values', async () => {
  const app = await start();
  const [first, second] = [openCall(app, '1'), openCall(app, '2')];
  expect(second.get(Sales).draft.call.id).toBe('2');
  expect(first.get(Sales).draft.call.id).toBe('1');
});

test('a controller is one object for the whole of its call', async () => {
  const call = openCall(await start());
  expect(call.get(Sales)).toBe(call.get(Sales));
});

test('what is of scope "app" is built at boot, each after what it needs, whatever the order of the list', async () => {
  const built: string[] = [];

  @Injectable()
  class Base {
    readonly position = built.push('base');
  }
  @Injectable()
  class Middle {
    readonly position = built.push('middle');
    constructor(readonly base: Base) {}
  }
  @Injectable()
  class Top {
    readonly position = built.push('top');
    constructor(
      readonly middle: Middle,
      readonly base: Base,
    ) {}
  }

  await start({ providers: [...parts.providers, Top, Middle, Base] });
  expect(built).toEqual(['base', 'middle', 'top']);
});

test('two apps in one process share nothing, with each other or with the global container of tsyringe', async () => {
  const [first, second] = [await start(), await start()];
  expect(first.get(Crm)).not.toBe(second.get(Crm));
  expect(globalContainer.isRegistered(Crm)).toBe(false);
});

test('a later provider replaces an earlier one for the same token', async () => {
  const fake = { url: 'fake' };
  const app = await start({ providers: [...parts.providers, provide(Crm).withValue(fake)] });
  expect(openCall(app).get(Sales).crm).toBe(fake);
});

test('a class can stand behind another', async () => {
  @Injectable()
  class FakeCrm {
    readonly url = 'fake';
  }
  const app = await start({ providers: [...parts.providers, provide(Crm).withClass(FakeCrm)] });
  expect(app.get(Crm)).toBeInstanceOf(FakeCrm);
  expect(openCall(app).get(Sales).crm).toBe(app.get(Crm));
});

test.each([undefined, null, 0, '', false])('a value may be %j', async (value) => {
  const ANYTHING = token<unknown>('anything');
  const app = await start({ providers: [...parts.providers, provide(ANYTHING).withValue(value)] });
  expect(app.get(ANYTHING)).toBe(value);
});

test('a value of the call may be undefined', async () => {
  const NAME = token<string | undefined>('name');
  const app = await start({ callValues: [Call, NAME] });
  expect(
    app
      .openScope(
        new Map<unknown, unknown>([
          [Call, new Call('1')],
          [NAME, undefined],
        ]),
      )
      .get(NAME),
  ).toBeUndefined();
});

test('what the app brings along is the call’s own where the call brings one', async () => {
  class Log {
    constructor(readonly of: string) {}
  }
  @Injectable({ scope: 'call' })
  class Notes {
    constructor(readonly log: Log) {}
  }
  const app = await start({ providers: [...parts.providers, Notes], appValues: [[Log, new Log('app')]] });
  const call = new Map<unknown, unknown>([
    [Call, new Call('1')],
    [Log, new Log('call')],
  ]);
  expect(app.get(Log).of).toBe('app');
  expect(app.openScope(call).get(Notes).log.of).toBe('call');
  expect(openCall(app, '2').get(Notes).log.of).toBe('app');
});

test('a dialog is a new one each time it is asked for, whatever it says of itself', async () => {
  @Injectable({ scope: 'call' })
  class Rating {}
  const call = openCall(await start({ dialogs: [Rating] }));
  expect(call.get(Rating)).not.toBe(call.get(Rating));
});

test('metadata is not read during a call', async () => {
  const app = await start();
  const read = vi.spyOn(Reflect, 'getOwnMetadata');
  openCall(app).get(Sales);
  expect(read).not.toHaveBeenCalled();
  read.mockRestore();
});

test('an app whose plan has mistakes does not start, and no constructor runs', async () => {
  const built = vi.fn<() => void>();
  @Injectable()
  class Eager {
    readonly nothing = built();
  }
  await expect(start({ providers: [Eager] })).rejects.toMatchObject({
    code: 'AGI_BOOT',
    problems: expect.arrayContaining([expect.objectContaining({ code: 'AGI_BOOT_NOT_LISTED' })]) as unknown,
  });
  expect(built).not.toHaveBeenCalled();
});
