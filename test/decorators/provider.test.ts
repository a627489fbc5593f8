import { expect, test } from 'vitest';
import { provide } from '../../src/decorators/provider.js';
import { token } from '../../src/dialog/token.js';

class Crm {
  readonly #secret = 'x';
  private readonly url = this.#secret;
  async findByPhone(number: string): Promise<string | undefined> {
    return `${this.url}${number}`;
  }
}

class FakeCrm {
  async findByPhone(): Promise<string | undefined> {
    return 'Ada';
  }
}

const CRM_URL = token<string>('crm url');
const CLOCK = token<() => Date>('clock');
const clock = () => new Date();
const make = () => 'https://crm.example';

// What the compiler refuses is part of the test: tsc fails on an expected error that is none.
test('provide() says what stands behind a token, checked by type', () => {
  expect(provide(CRM_URL).withValue('https://crm.example')).toEqual({
    provide: CRM_URL,
    useValue: 'https://crm.example',
  });
  // @ts-expect-error a number is no string
  provide(CRM_URL).withValue(5);

  expect(provide(CLOCK).withValue(clock)).toEqual({ provide: CLOCK, useValue: clock });
  // @ts-expect-error a function stays a function
  provide(CLOCK).withValue({});
});

test('a fake needs the public members of a class only', () => {
  expect(provide(Crm).withClass(FakeCrm)).toEqual({ provide: Crm, useClass: FakeCrm });
  provide(Crm).withValue({ findByPhone: async () => undefined });
  // @ts-expect-error a fake without the method is none
  provide(Crm).withValue({});
});

test('a factory is the app’s unless it says otherwise, and only the app’s may be async', () => {
  expect(provide(CRM_URL).withFactory(make)).toEqual({ provide: CRM_URL, useFactory: make, scope: 'app' });
  expect(provide(CRM_URL).withFactory(make, { scope: 'call' })).toMatchObject({ scope: 'call' });
  provide(CRM_URL).withFactory(async () => 'https://crm.example');
  // @ts-expect-error nothing awaits it during a call
  provide(CRM_URL).withFactory(async () => 'https://crm.example', { scope: 'call' });
});
