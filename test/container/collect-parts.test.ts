import { mistakeSentence } from '../support/mistake-sentence.js';
import { describe, expect, test } from 'vitest';
import { collectParts } from '../../src/container/collect-parts.js';
import { AgiController } from '../../src/decorators/agi-controller.js';
import { AgiModule } from '../../src/decorators/agi-module.js';
import type { ModuleOptions } from '../../src/decorators/module-options.js';
import { Injectable } from '../../src/decorators/injectable.js';
import { provide } from '../../src/decorators/provider.js';
import { token } from '../../src/dialog/token.js';

const URL_OF_CRM = token<string>('url of crm');

@Injectable()
class Crm {
  readonly name = 'crm';
}

@AgiController('/sales')
class Sales {}

@AgiController('/support')
class Support {}

@AgiModule({ controllers: [Support], providers: [Crm] })
class CrmModule {
  static at(url: string) {
    return { module: CrmModule, providers: [provide(URL_OF_CRM).withValue(url)] };
  }
}

/** What a module says, given as the only import. */
function problemsOf(options: ModuleOptions): readonly string[] {
  @AgiModule(options)
  class Faulty {}
  return collectParts({ imports: [Faulty] }).problems.map(mistakeSentence);
}

describe('modules are taken apart', () => {
  test('with what they import, however deep, the imported first', () => {
    @AgiModule({ imports: [CrmModule], controllers: [Sales] })
    class SalesModule {}
    expect(collectParts({ imports: [SalesModule] })).toEqual({
      controllers: [Support, Sales],
      providers: [Crm],
      problems: [],
    });
  });

  test('once, although they are imported twice and list the same', () => {
    @AgiModule({ imports: [CrmModule], controllers: [Support], providers: [Crm] })
    class First {}
    @AgiModule({ imports: [CrmModule, First] })
    class Second {}
    const { controllers, problems } = collectParts({ imports: [Second, First, CrmModule] });
    expect(problems).toEqual([]);
    expect(controllers).toEqual([Support]);
  });

  test('a dynamic one has what its class says and what its method adds', () => {
    const { controllers, providers, problems } = collectParts({ imports: [CrmModule.at('https://crm.example')] });
    expect(problems).toEqual([]);
    expect(controllers).toEqual([Support]);
    expect(providers).toEqual([Crm, { provide: URL_OF_CRM, useValue: 'https://crm.example' }]);
  });

  test('in a circle of imports, which is named by a function where files import each other', () => {
    @AgiModule({ imports: [() => Late], controllers: [Sales] })
    class Early {}
    @AgiModule({ imports: [Early], providers: [Crm] })
    class Late {}
    expect(collectParts({ imports: [Early] })).toEqual({ controllers: [Sales], providers: [Crm], problems: [] });
  });
});

describe('of two providers for one token', () => {
  const here = provide(URL_OF_CRM).withValue('here');
  const there = provide(URL_OF_CRM).withValue('there');
  @AgiModule({ providers: [here] })
  class Here {}
  @AgiModule({ providers: [there] })
  class There {}

  test('that of the importing module counts', () => {
    @AgiModule({ imports: [Here], providers: [there] })
    class Above {}
    expect(collectParts({ imports: [Above] })).toMatchObject({ providers: [here, there], problems: [] });
  });

  test("the app's own list counts against every module", () => {
    expect(collectParts({ imports: [Here], providers: [there] })).toMatchObject({
      providers: [here, there],
      problems: [],
    });
  });

  test('neither counts when neither module imports the other', () => {
    expect(collectParts({ imports: [Here, There] }).problems.map(mistakeSentence)).toEqual([
      'token "url of crm": is provided by Here and by There, each in its own way, and neither imports the other. Keep one, or say which in a module that imports both. [AGI_BOOT_PROVIDED_TWICE]',
    ]);
  });

  test('a module that imports both says which', () => {
    const mine = provide(URL_OF_CRM).withValue('mine');
    const { providers, problems } = collectParts({ imports: [Here, There], providers: [mine] });
    expect(problems).toEqual([]);
    expect(providers.at(-1)).toBe(mine);
  });

  test('two settings of one dynamic module are a mistake', () => {
    expect(collectParts({ imports: [CrmModule.at('a'), CrmModule.at('b')] }).problems.map(mistakeSentence)).toEqual([
      expect.stringContaining('is provided by CrmModule and by CrmModule, each in its own way'),
    ]);
  });
});

describe('a module is refused', () => {
  test('when it is none', () => {
    class Plain {
      readonly name = 'plain';
    }
    expect(problemsOf({ imports: [Plain, undefined as never, { module: Plain }, 'CrmModule' as never] })).toEqual([
      'Faulty: import 1 is Plain, which is no module. Give a class with @AgiModule, or { module } with one. [AGI_BOOT_MODULE]',
      'Faulty: import 2 is undefined. Look for a circular import: it leaves a class undefined. Write () => TheModule. [AGI_BOOT_MODULE]',
      'Faulty: import 3 is an object, which is no module. Give a class with @AgiModule, or { module } with one. [AGI_BOOT_MODULE]',
      'Faulty: import 4 is CrmModule, which is no module. Give a class with @AgiModule, or { module } with one. [AGI_BOOT_MODULE]',
    ]);
  });

  test('when it has an option that nobody reads', () => {
    expect(problemsOf({ exports: [Crm], provider: [Crm] } as ModuleOptions)).toEqual([
      'Faulty: @AgiModule has no option "exports". Take it away: what a module provides can be injected everywhere. [AGI_BOOT_UNKNOWN_OPTION]',
      'Faulty: @AgiModule has no option "provider". Did you mean "providers"? [AGI_BOOT_UNKNOWN_OPTION]',
    ]);
  });

  test('when a list is none', () => {
    expect(problemsOf({ controllers: Sales, imports: {} } as unknown as ModuleOptions)).toEqual([
      'Faulty: imports is an object, but a list is needed. [AGI_BOOT_OPTION]',
      'Faulty: controllers is Sales, but a list is needed. [AGI_BOOT_OPTION]',
    ]);
  });

  test('when it lists something that is no controller or no provider', () => {
    const odd = [undefined, {}, { provide: undefined, useValue: 1 }, { provide: Crm, useClass: undefined }] as never[];
    const whatBelongs =
      'neither a class nor { provide, useClass | useValue | useFactory | useExisting | useSchema } with a class or a token() for "provide".';
    expect(problemsOf({ controllers: [undefined as never], providers: [Crm, ...odd] })).toEqual([
      `Faulty: provider 2 is undefined, ${whatBelongs} Look for a circular import: it leaves a class undefined. [AGI_BOOT_PROVIDER]`,
      `Faulty: provider 3 is an object, ${whatBelongs} List a class, or what provide(…) makes. [AGI_BOOT_PROVIDER]`,
      `Faulty: provider 4 is an object, ${whatBelongs} List a class, or what provide(…) makes. [AGI_BOOT_PROVIDER]`,
      `Faulty: provider 5 is an object that provides Crm, ${whatBelongs} List a class, or what provide(…) makes. [AGI_BOOT_PROVIDER]`,
      'Faulty: controller 1 is undefined, but a class with @AgiController is needed. Look for a circular import: it leaves a class undefined. [AGI_BOOT_NOT_A_CONTROLLER]',
    ]);
  });
});
