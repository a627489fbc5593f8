import type { Class } from '../dialog/class.js';
import type { Token } from '../dialog/token.js';
import type { Scope } from './scope.js';
import type { StandardSchema } from './standard-schema.js';

/** Gives a factory what stands behind a token. */
export type GetDependency = <T>(token: Token<T>) => T;

/**
 * One thing the container can give: a class (its scope is said by `@Injectable`), or a token and what stands behind it. Of two
 * providers for one token the later wins, which is how a test replaces a service.
 *
 * What a class or a factory makes is disposed when its scope ends; a value was made by you and is left alone. An app-scoped
 * factory may be async and is awaited at boot; factories run in the order of the list.
 */
export type Provider<T = unknown> =
  | Class<T>
  | { readonly provide: Token<T>; readonly useClass: Class<T> }
  | { readonly provide: Token<T>; readonly useValue: T }
  | { readonly provide: Token<T>; readonly useExisting: Token<T> }
  | { readonly provide: Token<T>; readonly useSchema: StandardSchema<T>; readonly source: unknown }
  | { readonly provide: Token<T>; readonly useFactory: (get: GetDependency) => T | Promise<T>; readonly scope?: 'app' }
  | {
      readonly provide: Token<T>;
      readonly useFactory: (get: GetDependency) => T;
      readonly scope: 'call' | 'transient';
    };

/** A fake needs what others can see of a class, not its private members. A function stays what it is, and so does `unknown`. */
type Visible<T> = unknown extends T
  ? T
  : T extends (...args: never[]) => unknown
    ? T
    : { readonly [K in keyof T]: T[K] };

/** What {@link provide} returns: the ways to say what stands behind a token. */
export interface ProviderOf<T> {
  /** A class, built by the container; its own `@Injectable` says its scope. */
  withClass(implementation: Class<Visible<T>>): Provider;
  /** Something that exists. It is never disposed by the app. */
  withValue(value: Visible<T>): Provider;
  /** What stands behind another token: one thing under two names. */
  withExisting(other: Token<Visible<T>>): Provider;
  /**
   * Configuration, checked when the app starts: all that is wrong with it is told with the app's other mistakes.
   *
   * @param schema - any Standard Schema: zod, valibot, arktype; what it gives is injected
   * @param source - what it reads, `process.env`
   */
  withConfiguration(schema: StandardSchema<Visible<T>>, source: unknown): Provider;
  /** A function that makes it, awaited, once for the app. */
  withFactory(
    make: (get: GetDependency) => Visible<T> | Promise<Visible<T>>,
    options?: { readonly scope?: 'app' },
  ): Provider;
  /** A function that makes it for each call, or each time it is asked for. */
  withFactory(make: (get: GetDependency) => Visible<T>, options: { readonly scope: 'call' | 'transient' }): Provider;
}

/**
 * Says what a token gives, checked by type.
 *
 * @param token - a class, or a token made with `token()`
 * @example
 * createAgiApp({
 *   controllers: [SalesController],
 *   providers: [CrmService, provide(CRM_URL).withValue('https://crm.example'), provide(Calendar).withFactory(() => new Calendar('UTC'))],
 * });
 */
export function provide<T>(token: Token<T>): ProviderOf<T> {
  return {
    withClass: (implementation) => ({ provide: token, useClass: implementation }),
    withValue: (value) => ({ provide: token, useValue: value }),
    withExisting: (other) => ({ provide: token, useExisting: other }),
    withConfiguration: (schema, source) => ({ provide: token, useSchema: schema, source }),
    withFactory: (make: (get: GetDependency) => unknown, options: { readonly scope?: Scope } = {}) => ({
      provide: token,
      useFactory: make,
      scope: options.scope ?? 'app',
    }),
  };
}
