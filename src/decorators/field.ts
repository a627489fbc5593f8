import type { Reader } from '../dialog/read/reader.js';
import type { FieldDecorator } from './check-field.types.js';
import { memberPlaceOf, recordsOf } from './metadata.js';
import type { FieldOptions } from '../dialog/question-options.js';

/**
 * One question of a form: a class whose properties are asked for in order by `call.fill(form)`. Each answer is stored as soon
 * as it is given, so that `@OnHangup` finds those of a caller who left half-way.
 *
 * @param reader - what is understood: `read.integer({ min: 1, max: 5 })`
 * @param options - `prompt`; `confirm`; prompts for silence and wrong entries, and the times: see {@link FieldOptions}
 * @example
 * class Answers {
 *   @Field(read.integer({ min: 1, max: 5 }), { prompt: 'survey/satisfied' }) satisfaction?: number;
 *   @Field(read.yesNo(), { prompt: 'survey/recommend' }) recommends?: boolean;
 * }
 */
export function Field<Value, Self>(
  reader: Reader<Value>,
  options: FieldOptions<Self, Value>,
): FieldDecorator<Self, Value> {
  return (target, key) => {
    const place = memberPlaceOf(target, key);
    recordsOf(target).fields.push({ ...place, reader, options });
  };
}
