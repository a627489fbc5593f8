import type { Class } from '../call/class.js';
import { lineageOf, ownRecords } from './metadata.js';
import type { ClassRecords, MethodRecord, ParameterRecord } from './records.js';

/**
 * What a class says about itself, its base classes included. The nearest class wins: its `@AgiController` and `@Injectable`,
 * and for each method its decorators. An override without decorators keeps those of the method it overrides.
 */
export function readRecords(target: Class): Omit<ClassRecords, 'injected'> {
  const methods: MethodRecord[] = [];
  const parameters: ParameterRecord[] = [];
  let controller: ClassRecords['controller'];
  let injectable: ClassRecords['injectable'];
  for (const own of lineageOf(target).flatMap((owner) => ownRecords(owner) ?? [])) {
    controller ??= own.controller;
    injectable ??= own.injectable;
    const hasMethod = membersOf(methods);
    // A method that is decorated again brings its own parameters with it.
    const hasParameters = membersOf([...methods, ...parameters]);
    methods.push(...own.methods.filter(({ member }) => !hasMethod.has(member)));
    parameters.push(...own.parameters.filter(({ member }) => !hasParameters.has(member)));
  }
  return { ...(controller && { controller }), ...(injectable && { injectable }), methods, parameters };
}

const membersOf = (records: readonly (MethodRecord | ParameterRecord)[]) =>
  new Set(records.map(({ member }) => member));
