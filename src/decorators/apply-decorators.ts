import type { BoundDecorator } from './bound.js';

/** Any decorator of a class or of a method. */
type AnyDecorator = (target: never, key: never, handler: never) => void;

/**
 * Makes one decorator of several, as if they stood one below the other. What the editor checks of each is not checked of the
 * whole; the app still checks it when it starts.
 *
 * @param decorators - of classes or of handlers: those of this package, and your own
 * @example
 * const ForStaff = () => applyDecorators(UseGuard(staff, { otherwise: hangUp }), UseFilter(Apologize));
 *
 * @AgiController('/staff')
 * @ForStaff()
 * class StaffController {}
 */
export function applyDecorators(...decorators: readonly AnyDecorator[]): BoundDecorator {
  return (target, key, handler) => {
    // Their judging types say what each may stand on, which is not known here: the app looks when it starts.
    const plain = decorators as readonly unknown[] as readonly BoundDecorator[];
    // From the bottom up, as decorators run.
    for (const decorate of plain.toReversed()) decorate(target, key, handler);
  };
}
