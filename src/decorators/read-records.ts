import type { Class } from '../dialog/class.js';
import { classAndBases, ownRecords } from './metadata.js';
import type { BoundRecord, ClassRecords, FieldRecord, MethodRecord, ParameterRecord, MemberPlace } from './records.js';

/**
 * What a class says about itself, its base classes included. The nearest class wins: its `@AgiController` or `@Dialog`, its
 * `@Injectable` and `@Catch`, and for each method its decorators. An override without decorators keeps those of the method it
 * overrides. What is bound to a base class holds for the class too, and comes first.
 */
export function readRecords(target: Class): Omit<ClassRecords, 'injected' | 'fields' | 'module'> {
  const methods: MethodRecord[] = [];
  const parameters: ParameterRecord[] = [];
  const inputs: MemberPlace[] = [];
  let role: Pick<ClassRecords, 'controller' | 'dialog'> = {};
  const bound: BoundRecord[] = [];
  let injectable: ClassRecords['injectable'];
  let caught: ClassRecords['caught'];
  for (const own of classAndBases(target).flatMap((owner) => ownRecords(owner) ?? [])) {
    if (role.controller === undefined && role.dialog === undefined) role = roleOf(own);
    injectable ??= own.injectable;
    caught ??= own.caught;
    const hasMethod = membersOf(methods);
    // A method that is decorated again brings its own parameters with it.
    const hasParameters = membersOf([...methods, ...parameters]);
    bound.unshift(...own.bound.filter(({ member }) => member === undefined || !hasMethod.has(member)));
    methods.push(...own.methods.filter(({ member }) => !hasMethod.has(member)));
    parameters.push(...own.parameters.filter(({ member }) => !hasParameters.has(member)));
    inputs.push(...own.inputs);
  }
  return { ...role, ...(injectable && { injectable }), ...(caught && { caught }), bound, methods, parameters, inputs };
}

/** The fields of a form: those of its base classes first. A field that is said again stays in its place. */
export function readFields(target: Class): FieldRecord[] {
  const fields = new Map<FieldRecord['member'], FieldRecord>();
  for (const owner of classAndBases(target).toReversed())
    for (const field of ownRecords(owner)?.fields ?? []) fields.set(field.member, field);
  return [...fields.values()];
}

const roleOf = ({ controller, dialog }: ClassRecords) => ({
  ...(controller && { controller }),
  ...(dialog && { dialog }),
});

const membersOf = (records: readonly MemberPlace[]) => new Set(records.map(({ member }) => member));
