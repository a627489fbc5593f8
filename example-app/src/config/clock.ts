import { token } from 'offhook';

/** The time of day; tests give another. */
export const NOW = token<() => Date>('Now');
