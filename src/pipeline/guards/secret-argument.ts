import { MASKED } from '../../errors/masked.js';
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Guard } from '../../decorators/guard.js';
import { OffhookError } from '../../errors/offhook-error.js';

/** Where the secret stands. */
export interface SecretArgumentOptions {
  /** What the dialplan must send; from the configuration, 16 characters at least. Several while one is replaced by another. */
  readonly secret: string | readonly string[];
  /** Which further argument of `AGI()` it is, counted from 1; default 1. */
  readonly position?: number;
}

const SHORTEST = 16;

/**
 * Lets calls through whose dialplan knows a secret: `AGI(agi://host/sales,${SECRET})`. FastAGI has no password of its own, so
 * whoever reaches the port could pose as an Asterisk. Compared in constant time. The secret crosses the network as it is, and
 * Asterisk shows it on its console: it keeps out who guesses, not who listens. Journals, and tests made of them, show `[masked]`.
 *
 * @param options - `secret`, `position`
 * @throws OffhookError AGI_OPTION for a secret that is missing or short; it is not shown
 * @example
 * @UseGuard(secretArgument({ secret: settings.agiSecret }), { otherwise: hangUp })
 */
export function secretArgument({ secret, position = 1 }: SecretArgumentOptions): Guard {
  const secrets: readonly unknown[] = Array.isArray(secret) ? secret : [secret];
  const expected = secrets.map((each) => {
    if (typeof each === 'string' && each.length >= SHORTEST) return digest(each);
    const problem = `a text of ${SHORTEST} characters or more is needed`;
    throw new OffhookError('AGI_OPTION', { option: 'secretArgument() secret', value: MASKED, problem });
  });
  for (const each of expected) known.add(each.toString('hex'));
  return {
    check({ request }) {
      const given = digest(request.arg(position) ?? '');
      // Every one is compared, so that the time says nothing.
      return expected.map((each) => timingSafeEqual(each, given)).includes(true);
    },
  };
}

/** Digests of every secret of this process. */
const known = new Set<string>();

/**
 * @internal The arguments of `AGI()` as they may be shown: what a guard of this process takes as its secret reads `[masked]`,
 * whichever class it was sent to.
 */
export function maskSecretArguments(args: readonly string[]): readonly string[] {
  if (known.size === 0) return args;
  return args.map((arg) => (known.has(digest(arg).toString('hex')) ? MASKED : arg));
}

/** Of one length, as the comparison wants it. */
const digest = (text: string) => createHash('sha256').update(text).digest();
