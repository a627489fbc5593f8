/** A class, abstract ones too: what the container knows a service by. */
export type Class<T = unknown> = abstract new (...args: never[]) => T;
