import { printable } from '../errors/printable.js';

/** A class, abstract ones too: what the container knows a service by. */
export type Class<T = unknown> = abstract new (...args: never[]) => T;

/** A class in messages. */
export const nameOfClass = ({ name }: Class): string => (name === '' ? '(class without a name)' : printable(name));
