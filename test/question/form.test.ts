import { mistakeSentence } from '../support/mistake-sentence.js';
import { describe, expect, test } from 'vitest';
import { compileForm } from '../../src/question/form.js';
import { Field } from '../../src/decorators/field.js';
import { read } from '../../src/dialog/read/read.js';
import { say } from '../../src/dialog/say.js';

const oneToFive = read.integer({ min: 1, max: 5 });
const mistakesOf = (form: object) => compileForm(form).problems.map(mistakeSentence);

class Answers {
  @Field(oneToFive, { prompt: 'satisfied', attempts: 2, noMatch: ['one-to-five'] }) satisfaction?: number;
  @Field(read.yesNo(), { prompt: 'recommend', reprompt: 'again' }) recommends?: boolean;
}

describe('a form compiles to plain data', () => {
  test('with its questions in order, and what is said nearest for each', () => {
    const { fields, problems } = compileForm(new Answers(), [
      { timeoutMs: 9_000, attempts: 9 },
      { timeoutMs: 7_000, typeAhead: false },
    ]);
    expect(problems).toEqual([]);
    expect(fields.map(({ name }) => name)).toEqual(['satisfaction', 'recommends']);
    expect(fields[0]).toEqual({
      name: 'satisfaction',
      reader: oneToFive,
      cancelKey: '*',
      greetEveryVisit: false,
      prompt: 'satisfied',
      reprompts: [],
      bargeIn: true,
      playOnLastAttempt: false,
      noInput: [],
      noMatch: [{ count: 1, prompt: 'one-to-five' }],
      attempts: 2,
      noInputAttempts: undefined,
      noMatchAttempts: undefined,
      timeoutMs: 7_000,
      interDigitTimeoutMs: 2_000,
      totalTimeoutMs: undefined,
      settleMs: 500,
      terminator: '#',
      typeAhead: false,
      otherwise: { kind: 'giveUp' },
    });
    expect(fields[1]).toMatchObject({ prompt: 'recommend', reprompts: [{ count: 2, prompt: 'again' }], attempts: 9 });
  });

  test('with the fields of its base class first, said anew in their place', () => {
    class More extends Answers {
      @Field(read.digits({ length: 4 }), { prompt: 'order' }) order?: string;
      @Field(oneToFive, {
        prompt: (self: More) => say.digits(self.order ?? '0'),
        confirm: (value) => say.number(value),
      })
      declare satisfaction?: number;
    }
    const { fields } = compileForm(new More());
    expect(fields.map(({ name }) => name)).toEqual(['satisfaction', 'recommends', 'order']);
    expect(fields[0]).toMatchObject({ prompt: expect.any(Function), confirm: expect.any(Function) });
    expect(compileForm(new Answers()).fields[0]).toMatchObject({ prompt: 'satisfied' });
  });
});

describe('a form is refused', () => {
  test('without fields', () => {
    expect(mistakesOf(new Date())).toEqual([
      'Date: is no form: none of its properties has @Field. Put it on those that the caller fills. [AGI_BOOT_NO_FIELDS]',
    ]);
    expect(mistakesOf(Object.create(null) as object)).toEqual([
      'call.fill(): is no form: none of its properties has @Field. Put it on those that the caller fills. [AGI_BOOT_NO_FIELDS]',
    ]);
  });

  test('when a field has no reader, no prompt, an option of another decorator, or stands elsewhere', () => {
    class Wrong {
      // @ts-expect-error a reader is needed
      @Field(7, { prompt: 'a' }) reader?: number;
      // @ts-expect-error a prompt is needed
      @Field(oneToFive, {}) prompt?: number;
      // @ts-expect-error 'then' does not exist
      @Field(oneToFive, { prompt: 'a', next: 'b' }) option?: number;
      // @ts-expect-error options are needed
      @Field(oneToFive) none?: number;
      // @ts-expect-error must be a public instance property
      @Field(oneToFive, { prompt: 'a' }) static ofTheClass?: number;
      @Field(oneToFive, { prompt: 'a', attempts: 2, noInput: ['b', 'c'] }) late?: number;
    }
    expect(mistakesOf(new Wrong()).toSorted()).toEqual([
      'Wrong.late: noInput[1] is for failure 2, but with attempts: 2 the question has ended by then. Allow more attempts, or take it away. [AGI_BOOT_NEVER_RUNS]',
      'Wrong.none: what @Field takes is undefined, but an object with options is needed. [AGI_BOOT_OPTION]',
      'Wrong.ofTheClass: @Field stands on something that is no property of an object under a plain name. Move it to one. [AGI_BOOT_FIELD]',
      'Wrong.option: @Field has no option "next". Take it away. [AGI_BOOT_UNKNOWN_OPTION]',
      'Wrong.prompt: prompt: undefined is not a prompt. Give the name of a sound file, an item made with say.*, or a list of them. [AGI_BOOT_PROMPT]',
      'Wrong.reader: what @Field reads with is 7, but a reader is needed. Give it one: read.digits({ length: 4 }). [AGI_BOOT_READER]',
    ]);
  });
});
