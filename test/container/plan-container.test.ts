import { mistakeSentence } from '../support/mistake-sentence.js';
import { expect, test } from 'vitest';
import { planContainer } from '../../src/container/plan-container.js';
import { provide, type Provider } from '../../src/decorators/provider.js';
import { AgiController } from '../../src/decorators/agi-controller.js';
import type { Class } from '../../src/dialog/class.js';
import { Inject } from '../../src/decorators/inject.js';
import { Injectable } from '../../src/decorators/injectable.js';
import { token } from '../../src/dialog/token.js';
// After ours: tsyringe does not load before reflect-metadata.
import { injectable, scoped, singleton, Lifecycle } from 'tsyringe';

class Call {
  readonly id: string = '1';
}

function problemsOf(providers: readonly Provider[], controllers: readonly Class[] = []) {
  return planContainer({ providers, controllers, callValues: [Call] }).problems.map(mistakeSentence);
}

@Injectable()
class CrmService {
  readonly name = 'crm';
}

@AgiController('/sales')
class SalesController {
  constructor(
    readonly call: Call,
    readonly crm: CrmService,
  ) {}
}

test('an app in which all is well has no problems', () => {
  expect(problemsOf([CrmService, CrmService], [SalesController, SalesController])).toEqual([]);
});

test('a service that is not listed', () => {
  expect(problemsOf([], [SalesController])).toEqual([
    'SalesController: constructor parameter 2 is CrmService, which is not among the providers. List it: providers: [CrmService]. [AGI_BOOT_NOT_LISTED]',
  ]);
});

test('a service that is not listed, while one of a near name is', () => {
  @Injectable()
  class CrmServices {
    readonly name = 'another';
  }
  expect(problemsOf([CrmServices], [SalesController])).toEqual([
    'SalesController: constructor parameter 2 is CrmService, which is not among the providers. List it: providers: [CrmService]. Did you mean "CrmServices"? [AGI_BOOT_NOT_LISTED]',
  ]);
});

test('a token that is not listed', () => {
  const CRM_URL = token<string>('crm url');
  @Injectable()
  class Service {
    constructor(@Inject(CRM_URL) readonly url: string) {}
  }
  expect(problemsOf([Service])).toEqual([
    'Service: constructor parameter 1 is token "crm url", which is not among the providers. List it: providers: [provide(…).withValue(…)]. [AGI_BOOT_NOT_LISTED]',
  ]);
});

test('a hook that nobody would call', () => {
  @Injectable({ scope: 'call' })
  class Draft {
    async onAppStart() {}
  }
  @Injectable()
  class Database {
    onModuleInit() {}
    onApplicationShutdown() {}
  }
  @Injectable()
  class Both {
    onModuleInit() {}
    onAppStart() {}
  }
  const { problems, warnings } = planContainer({ providers: [Draft, Database, Both], controllers: [], callValues: [] });
  expect(problems.map(mistakeSentence)).toEqual([
    'Draft.onAppStart: would never run, because its class belongs to a call, and the app begins and ends without one. Move it to a service of scope "app"; for the end of a call write onCallEnd(). [AGI_BOOT_HOOK]',
  ]);
  expect(warnings.map(mistakeSentence)).toEqual([
    'Database.onModuleInit: offhook does not run onModuleInit(). Name it onAppStart(). [AGI_BOOT_HOOK]',
    'Database.onApplicationShutdown: offhook does not run onApplicationShutdown(). Name it onAppStop(). [AGI_BOOT_HOOK]',
  ]);
});

test('a service that only the global container of tsyringe knows', () => {
  @singleton()
  class Global {
    readonly name = 'global';
  }
  @Injectable()
  class Service {
    constructor(readonly global: Global) {}
  }
  expect(problemsOf([Service])).toEqual([
    "Service: constructor parameter 1 is Global, which only tsyringe's global container knows (its @singleton(), @scoped() and register() put it there), and this app does not read that. Put @Injectable() on it. List it: providers: [Global]. [AGI_BOOT_GLOBAL_CONTAINER]",
  ]);
});

test('a listed service whose scope is said to tsyringe', () => {
  @scoped(Lifecycle.ContainerScoped)
  class Global {
    readonly name = 'global';
  }
  expect(problemsOf([Global])).toEqual([
    "Global: @singleton() and @scoped() of tsyringe register it in tsyringe's global container, which this app does not read. Use @Injectable({ scope }) instead. [AGI_BOOT_GLOBAL_CONTAINER]",
  ]);
});

test('a type that is not there at run time, with the two remedies', () => {
  interface Clock {
    readonly now: number;
  }
  @Injectable()
  class Service {
    constructor(
      readonly crm: CrmService,
      readonly clock: Clock,
    ) {}
  }
  const [problem, ...others] = problemsOf([Service, CrmService]);
  expect(others).toEqual([]);
  expect(problem).toMatch(/^Service: constructor parameter 2 has no class for a type at run time/);
  expect(problem).toContain('Import a class as a value, break the circle, or inject by token');
  expect(problem).toMatch(/\[AGI_BOOT_TYPE_MISSING\]$/);
});

test('a listed class with constructor parameters and without @Injectable', () => {
  class Undecorated {
    constructor(readonly crm: CrmService) {}
  }
  @injectable()
  class DecoratedByTsyringe {
    constructor(readonly crm: CrmService) {}
  }
  expect(problemsOf([CrmService, Undecorated, DecoratedByTsyringe])).toEqual(
    ['Undecorated', 'DecoratedByTsyringe'].map(
      (name) =>
        `${name}: its constructor has parameters, but no @Injectable(). Put @Injectable() on ${name}. [AGI_BOOT_NOT_INJECTABLE]`,
    ),
  );
});

test('a class without constructor parameters needs no decorator', () => {
  class Plain {
    readonly name = 'plain';
  }
  expect(problemsOf([Plain])).toEqual([]);
});

test('a service of the app that would keep something of one call', () => {
  @Injectable({ scope: 'call' })
  class Draft {
    readonly text = '';
  }
  @Injectable({ scope: 'transient' })
  class Formatter {
    constructor(readonly draft: Draft) {}
  }
  @Injectable()
  class Direct {
    constructor(readonly call: Call) {}
  }
  @Injectable()
  class Indirect {
    constructor(
      readonly crm: CrmService,
      readonly formatter: Formatter,
    ) {}
  }
  expect(problemsOf([CrmService, Draft, Formatter, Direct, Indirect])).toEqual([
    "Direct: constructor parameter 1 is Call, which belongs to one call, but Direct is made once for the app and would keep the first caller's. Make it @Injectable({ scope: 'call' }), or pass Call to its methods. [AGI_BOOT_CAPTIVE]",
    "Indirect: constructor parameter 2 is Formatter, which belongs to one call (Formatter → Draft), but Indirect is made once for the app and would keep the first caller's. Make it @Injectable({ scope: 'call' }), or pass Draft to its methods. [AGI_BOOT_CAPTIVE]",
  ]);
});

test('a controller belongs to a call whatever it says of itself', () => {
  @Injectable({ scope: 'app' })
  @AgiController('/mixed')
  class Mixed {
    constructor(readonly call: Call) {}
  }
  expect(problemsOf([Mixed], [Mixed])).toEqual([]);
});

test('services that need each other, the way shown once', () => {
  const B_TOKEN = token<unknown>('b');
  @Injectable()
  class A {
    constructor(@Inject(B_TOKEN) readonly b: unknown) {}
  }
  @Injectable()
  class C {
    constructor(readonly a: A) {}
  }
  @Injectable()
  class B {
    constructor(readonly c: C) {}
  }
  @Injectable()
  class Outside {
    constructor(readonly a: A) {}
  }
  expect(problemsOf([Outside, A, provide(B_TOKEN).withClass(B), C])).toEqual([
    'C: constructor parameter 1 closes a circle: A → token "b" → C → A. Move what they share into a class of its own that both use. [AGI_BOOT_CIRCULAR]',
  ]);
});

test('an alias for what is not listed, for what belongs to a call, and for itself', () => {
  const CRM = token<CrmService>('crm');
  const NOW = token<Call>('now');
  const LOOP = token<unknown>('loop');
  const POOL = token<unknown>('pool');
  @Injectable()
  class Keeper {
    constructor(@Inject(NOW) readonly now: Call) {}
  }
  expect(
    problemsOf([
      Keeper,
      provide(CRM).withExisting(CrmService),
      provide(NOW).withExisting(Call),
      provide(LOOP).withExisting(POOL),
      provide(POOL).withExisting(LOOP),
    ]),
  ).toEqual([
    'Keeper: constructor parameter 1 is token "now", which belongs to one call (token "now" → Call), but Keeper is made once for the app and would keep the first caller\'s. Make it @Injectable({ scope: \'call\' }), or pass Call to its methods. [AGI_BOOT_CAPTIVE]',
    'token "crm": the alias stands for CrmService, which is not among the providers. List it: providers: [CrmService]. [AGI_BOOT_NOT_LISTED]',
    'token "pool": the alias stands for token "loop", which closes a circle: token "loop" → token "pool" → token "loop". Let one of them stand for something else. [AGI_BOOT_CIRCULAR]',
  ]);
});

test('a provider for what the app brings along', () => {
  const { problems } = planContainer({
    providers: [provide(CrmService).withValue({ name: 'crm' })],
    controllers: [],
    appValues: [[CrmService, new CrmService()]],
    callValues: [],
  });
  expect(problems.map(mistakeSentence)).toEqual([
    'CrmService: is given by the app, so a provider for it has no effect. Remove it from the list; your own logger is an option, { logger }. [AGI_BOOT_PROVIDER]',
  ]);
});

test('a provider for what each call brings along', () => {
  expect(problemsOf([provide(Call).withValue({ id: 'fake' })])).toEqual([
    'Call: is given by each call, so a provider for it has no effect. Remove it from the list. [AGI_BOOT_PROVIDER]',
  ]);
});

test('all mistakes are told at once', () => {
  @Injectable()
  class Keeper {
    constructor(
      readonly call: Call,
      readonly crm: CrmService,
    ) {}
  }
  expect(problemsOf([Keeper], [SalesController])).toHaveLength(3);
});
