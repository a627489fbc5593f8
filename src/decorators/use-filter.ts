import type { Bound, BoundDecorator } from './bound.js';
import type { ExceptionFilter } from './filter.js';
import { recordBound } from './metadata.js';

/**
 * Answers for errors of a handler, or of a class: of its handlers, its guards and pipes, its prompts and the checks of its
 * readers. The nearest filter that catches the error's class answers: the handler's, then the class's, then the app's; of
 * several at one place the first.
 *
 * @param filters - classes with `@Catch` from the providers, or instances of such
 * @example
 * @AgiController('/sales')
 * @UseFilter(Apologize)
 * class SalesController {}
 */
export function UseFilter(...filters: Bound<ExceptionFilter<never>>[]): BoundDecorator {
  return (target, key) =>
    recordBound(
      target,
      key,
      filters.map((by) => ({ kind: 'filter', by })),
    );
}
