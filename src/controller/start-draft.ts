import { type Class, nameOfClass } from '../dialog/class.js';
import type { MethodRecord } from '../decorators/records.js';
import { ProblemList } from '../errors/problem-list.js';
import { OPTIONS_OF } from './check-options.js';
import { checkOptionNames } from '../question/option-names.js';
import { type Draft, type HandlerRecord, methodOf, type Role } from './draft.js';
import { kindsOf, METHOD_KINDS } from './method-kinds.js';

/** Looks at where the decorators of a class stand and at what they take, and keeps those that stand on a method. */
export function startDraft(target: Class, role: Role, methods: readonly MethodRecord[]): Draft {
  const name = nameOfClass(target);
  // Every class has a prototype, and it is an object.
  const prototype = target.prototype as object;
  const problems = new ProblemList();
  const records = methods.flatMap((record) => checkRecord(record, name, prototype, problems));
  checkRoles(records, name, problems);
  const membersOf = (...kinds: readonly string[]) => {
    const members = records.filter(({ kind }) => kinds.includes(kind)).map(({ member }) => member);
    return [...new Set(members)];
  };
  return {
    name,
    role,
    prototype,
    records,
    nodes: membersOf(...kindsOf('step', 'question')),
    menus: membersOf('Menu'),
    asks: membersOf('Ask'),
    pipelines: new Map(),
    problems,
    warnings: new ProblemList(),
  };
}

function checkRecord(record: MethodRecord, name: string, prototype: object, problems: ProblemList): HandlerRecord[] {
  const where = `${name}.${String(record.member)}`;
  const decorator = `@${record.kind}`;
  if (!isHandler(record, prototype)) {
    problems.add('AGI_BOOT_NOT_A_METHOD', where, { decorator, isStatic: record.isStatic });
    return [];
  }
  if (record.kind === 'OnHangup') return [record];
  if (checkOptionNames(record.options, OPTIONS_OF[record.kind], decorator, where, problems)) return [record];
  return [record.kind === 'Ask' ? { ...record, options: { prompt: [] } } : { ...record, options: {} }];
}

function isHandler(record: MethodRecord, prototype: object): record is HandlerRecord {
  const { member, isStatic, kind } = record;
  if (isStatic || typeof member !== 'string') return false;
  const found = methodOf(prototype, member);
  // A menu may be a property, of which nothing is left at run time.
  return typeof found === 'function' || (kind === 'Menu' && found === undefined);
}

/** A method is one station of a call; a step may also handle several questions. */
function checkRoles(records: readonly HandlerRecord[], name: string, problems: ProblemList): void {
  for (const member of new Set(records.map((record) => record.member))) {
    const kinds = records.filter((record) => record.member === member).map(({ kind }) => kind);
    const stations = kinds.filter((kind) => METHOD_KINDS[kind].role !== 'handler');
    const goTogether = kinds.length === 1 || stations.length === 0 || (stations.length === 1 && stations[0] === 'Step');
    if (!goTogether)
      problems.add('AGI_BOOT_TWO_ROLES', `${name}.${member}`, { decorators: kinds.map((kind) => `@${kind}`) });
  }
}
