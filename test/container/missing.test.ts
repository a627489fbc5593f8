import { expect, test } from 'vitest';
import { AppContainer } from '../../src/container/app-container.js';
import { planContainer } from '../../src/container/plan-container.js';
import type { Provider } from '../../src/decorators/provider.js';
import { Injectable } from '../../src/decorators/injectable.js';
import { token } from '../../src/dialog/token.js';

class Call {
  readonly id = '1';
}

@Injectable()
class CrmService {
  readonly name = 'crm';
}

@Injectable({ scope: 'call' })
class Draft {
  readonly text = '';
}

async function open(...providers: Provider[]) {
  const app = await AppContainer.start(planContainer({ providers, controllers: [], callValues: [Call] }));
  return { app, call: app.openScope(new Map([[Call, new Call()]])) };
}

test('what is not listed is refused, although tsyringe would make one', async () => {
  const { app, call } = await open(Draft);
  const sentence =
    'CrmService is not among the providers of this app. List it: providers: [CrmService]. [AGI_PROVIDER_MISSING]';
  expect(() => app.get(CrmService)).toThrow(`app.get(): ${sentence}`);
  expect(() => call.get(CrmService)).toThrow(`call.get(): ${sentence}`);
});

test('a near name is suggested', async () => {
  class CrmServices {
    readonly name = 'another';
  }
  const { call } = await open(CrmService);
  expect(() => call.get(CrmServices)).toThrow('Did you mean "CrmService"?');
  expect(() => call.get(token('crm'))).toThrow('List it: providers: [provide(…).withValue(…)].');
});

test('a class of the same name from another file is told apart', async () => {
  const Other = Object.defineProperty(
    class {
      readonly url = '';
    },
    'name',
    { value: 'CrmService' },
  );
  const { call } = await open(CrmService);
  expect(() => call.get(Other)).toThrow('Another CrmService is listed: the two come from different files.');
});

test.each([
  ['a call-scoped class', Draft],
  ['a value of the call', Call],
])('%s is refused outside a call', async (_, wanted) => {
  const { app, call } = await open(Draft);
  expect(call.get<unknown>(wanted)).toBeInstanceOf(wanted);
  expect(() => app.get<unknown>(wanted)).toThrow(
    `${wanted.name} belongs to a call and was asked for outside one. Ask for it with call.get()`,
  );
});

test('after the end nothing is made any more', async () => {
  const { app, call } = await open(Draft, CrmService);
  await call.close();
  expect(() => call.get(Draft)).toThrow('Draft was asked for after the end of the call');
  expect(app.get(CrmService)).toBeInstanceOf(CrmService);
  await app.close();
  expect(() => app.get(CrmService)).toThrow('CrmService was asked for after the end of the app');
});
