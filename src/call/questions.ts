import type { Reader } from '../dialog/read/reader.js';
import type { FieldOptions } from '../dialog/question-options.js';
import type { CallChoices, CallMenuOptions, FillOptions } from './question-options.js';
import type { AskResult, FillResult, MenuResult } from './question-results.js';
import type { RecordOptions, RecordResult } from './recording.js';

/** @internal Asks the questions of linear code for a call, and records what is said. The app implements it: it knows the defaults and compiles the options. */
export interface Questions {
  ask<V>(reader: Reader<V>, options: FieldOptions<unknown, V>): Promise<AskResult<V>>;
  menu<C extends CallChoices>(options: CallMenuOptions<C>): Promise<MenuResult<C[keyof C]>>;
  fill<F extends object>(form: F, options: FillOptions): Promise<FillResult<F>>;
  record(options: RecordOptions): Promise<RecordResult>;
}
