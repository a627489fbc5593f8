import { MASKED } from '../errors/masked.js';
import type { ParameterPlace } from '../decorators/pipe.js';
import { ParameterError } from '../errors/offhook-error.js';

/** The error for a value that a parameter cannot take. What variables and arguments hold is nobody's business. */
export function refuseValue(value: unknown, { isMasked, problem }: Refusal, at: ParameterPlace): ParameterError {
  return new ParameterError('AGI_PARAMETER', {
    where: `${at.controller}.${at.method}`,
    parameter: `${at.decorator} on parameter ${at.index + 1}`,
    value: isMasked ? MASKED : value,
    problem,
  });
}

interface Refusal {
  readonly isMasked: boolean;
  readonly problem: string;
}
