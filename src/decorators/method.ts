/** Any method. */
export type Method = (...args: never[]) => unknown;

/** What a method returns, awaited; `never` for what is no method. */
export type Returned<M> = M extends (...args: never[]) => infer R ? Awaited<R> : never;
