import type { Call } from '../call/call.js';
import type { ModuleOptions } from './module-options.js';
import type { Bound } from './bound.js';
import type { AgiControllerOptions, DialogOptions } from './class-options.js';
import type { Class } from '../dialog/class.js';
import type { Reader } from '../dialog/read/reader.js';
import type { ErrorClass, ExceptionFilter, FilterTarget } from './filter.js';
import type { Guard, GuardOptions } from './guard.js';
import type {
  DtmfOptions,
  FailureOptions,
  HandlerOptions,
  NoMatchOptions,
  QuestionHandlerOptions,
} from './handler-options.js';
import type { Interceptor } from './interceptor.js';
import type { MenuOptions } from './menu-options.js';
import type { Pipe, PipeFor } from './pipe.js';
import type { FieldOptions } from '../dialog/question-options.js';
import type { AskOptions } from './question-options.js';
import type { RouteEntry } from './route-entry.js';
import type { Scope } from './scope.js';
import type { CapturedStack } from './source-place.js';
import type { Token } from '../dialog/token.js';

/** What the decorators of one class wrote down, as it was said. Nothing is checked yet: that is the compiler's work. */
export interface ClassRecords {
  controller?: ControllerRecord;
  dialog?: DialogRecord;
  injectable?: InjectableRecord;
  module?: ModuleRecord;
  caught?: CaughtRecord;
  /** Where the decorator of the class stands. */
  writtenAt?: CapturedStack;
  /** In the order in which they stand. */
  readonly bound: BoundRecord[];
  readonly methods: MethodRecord[];
  readonly parameters: ParameterRecord[];
  readonly injected: InjectedRecord[];
  readonly inputs: MemberPlace[];
  readonly fields: FieldRecord[];
}

/** `@AgiController` or `@Screening` */
export interface ControllerRecord {
  readonly entries: readonly RouteEntry[];
  readonly options: AgiControllerOptions;
  /** Whether it answers those who are called. */
  readonly isScreening: boolean;
}

/** `@Dialog` */
export interface DialogRecord {
  readonly options: DialogOptions;
}

/** `@Injectable` */
export interface InjectableRecord {
  readonly scope: Scope;
}

/** `@AgiModule` */
export interface ModuleRecord {
  readonly options: ModuleOptions;
}

/** `@Catch` */
export interface CaughtRecord {
  readonly errors: readonly ErrorClass[];
  readonly options: { readonly to: readonly FilterTarget[] };
}

/** `@UseGuard`, `@UseInterceptor`, `@UsePipe` or `@UseFilter`, on the class (no member) or on a handler. */
export type BoundRecord = MemberPlace & BoundDeclaration;

/** The arguments of such a decorator. */
export type BoundDeclaration =
  | { readonly kind: 'guard'; readonly by: Bound<Guard>; readonly options: GuardOptions }
  | { readonly kind: 'interceptor'; readonly by: Bound<Interceptor> }
  | { readonly kind: 'pipe'; readonly by: Bound<Pipe> }
  | { readonly kind: 'filter'; readonly by: Bound<ExceptionFilter<never>> };

/** Which member a decorator stands on. */
export interface MemberPlace {
  /** `undefined` is the constructor, or the class. */
  readonly member: string | symbol | undefined;
  readonly isStatic: boolean;
}

/** A decorated method. */
export type MethodRecord = MemberPlace & MethodDeclaration & { readonly writtenAt: CapturedStack };

/** The arguments of a method's decorator; `kind` is its name. */
export type MethodDeclaration =
  | StepRecord<'OnCall'>
  | StepRecord<'OnEnter'>
  | StepRecord<'Step'>
  | MenuRecord
  | AskRecord
  | DtmfRecord
  | SilenceRecord
  | WrongEntryRecord
  | UsedUpRecord
  | LinkRecord
  | EndRecord;

interface StepRecord<Kind> {
  readonly kind: Kind;
  readonly options: HandlerOptions;
}

interface MenuRecord {
  readonly kind: 'Menu';
  readonly options: MenuOptions;
}

interface AskRecord {
  readonly kind: 'Ask';
  readonly reader: Reader<unknown>;
  readonly options: AskOptions;
}

interface DtmfRecord {
  readonly kind: 'OnDtmf';
  readonly keys: readonly (string | RegExp | Reader<unknown>)[];
  readonly options: DtmfOptions;
}

interface SilenceRecord {
  readonly kind: 'OnNoInput';
  readonly options: FailureOptions;
}

interface WrongEntryRecord {
  readonly kind: 'OnNoMatch';
  readonly options: NoMatchOptions;
}

interface UsedUpRecord {
  readonly kind: 'OnAttemptsUsedUp';
  readonly options: QuestionHandlerOptions;
}

interface LinkRecord {
  readonly kind: 'Link';
  readonly key: string;
  readonly options: HandlerOptions;
}

interface EndRecord {
  readonly kind: 'OnHangup';
}

/** What an argument is made from. */
export interface HandlerContext {
  readonly call: Call;
  /** What the caller gave: the digits, the value, why their attempts are used up, or the ended call. */
  readonly input: unknown;
  /** Runs a `@Dialog` class; gives its `SubdialogResult`. */
  readonly runDialog: (dialog: Class, input: unknown) => Promise<unknown>;
}

/** A decorated parameter of a method. */
export interface ParameterRecord extends MemberPlace {
  /** The decorator's name, for messages. */
  readonly decorator: string;
  readonly index: number;
  readonly read: (context: HandlerContext) => unknown;
  /** Whether it gives text that becomes what the parameter's type says. */
  readonly isText?: boolean;
  /** Whether errors keep its value to themselves. */
  readonly isMasked?: boolean;
  /** Instead of the parameter's type. */
  readonly pipe?: PipeFor<unknown> | undefined;
  /** What the decorator needs of its surroundings, checked at boot. */
  readonly needs?:
    | { readonly kind: 'param'; readonly name: string }
    | { readonly kind: 'argument'; readonly position: number }
    | { readonly kind: 'variable'; readonly name: string }
    | { readonly kind: 'digits' }
    /** A class with `@Dialog`, or a function that gives it. */
    | { readonly kind: 'dialog'; readonly dialog: unknown };
}

/** `@Inject` */
export interface InjectedRecord extends MemberPlace {
  readonly index: number;
  readonly token: Token<unknown>;
}

/** `@Field` */
export interface FieldRecord extends MemberPlace {
  readonly reader: Reader<unknown>;
  readonly options: FieldOptions;
}
