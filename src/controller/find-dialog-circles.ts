import type { Class } from '../dialog/class.js';
import type { ProblemList } from '../errors/problem-list.js';
import type { CompiledController } from './compile-controller.js';

/** Warns of dialogs that run each other in a circle: nothing stops them but the limit of dialogs within each other. */
export function findDialogCircles(all: readonly CompiledController[], warnings: ProblemList): void {
  const known = new Map<Class, CompiledController>(all.map((compiled) => [compiled.controller, compiled]));
  const done = new Set<CompiledController>();
  const path: CompiledController[] = [];

  function visit(compiled: CompiledController): void {
    if (done.has(compiled)) return;
    path.push(compiled);
    for (const { method, dialog } of compiled.subdialogs) {
      const next = known.get(dialog);
      if (next === undefined) continue;
      const start = path.indexOf(next);
      if (start === -1) visit(next);
      else {
        const circle = [...path.slice(start), next].map(({ name }) => name);
        warnings.add('AGI_BOOT_DIALOG_CIRCLE', `${compiled.name}.${method}`, { circle });
      }
    }
    path.pop();
    done.add(compiled);
  }

  for (const compiled of all) visit(compiled);
}
