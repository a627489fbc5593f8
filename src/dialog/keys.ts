import type { Key } from '../core/values.js';

export type { Key };

/** The twelve keys that stop a prompt. */
export const ALL_KEYS = '0123456789*#';
