import { mistakeSentence } from '../support/mistake-sentence.js';
import { expect, test } from 'vitest';
import { collectParts } from '../../src/container/collect-parts.js';
import { planContainer } from '../../src/container/plan-container.js';
import { Inject } from '../../src/decorators/inject.js';
import { Injectable } from '../../src/decorators/injectable.js';

test('a text where a token belongs is told, as those write it who come from other containers', () => {
  @Injectable()
  class Reminders {
    // @ts-expect-error a text is no token, so the editor refuses it; JavaScript does not.
    constructor(@Inject('APPT') readonly appointments: object) {}
  }
  const { problems } = planContainer({ providers: [Reminders], controllers: [], callValues: [] });
  expect(problems.map(mistakeSentence)).toEqual([
    'Reminders: constructor parameter 1 has @Inject("APPT"), which is no token here. Make one, const NAME = token<Type>(\'name\'), and use it in both places. [AGI_BOOT_TYPE_MISSING]',
  ]);
});

test('a provider for a text is told by that text', () => {
  const provider = { provide: 'APPT', useValue: {} } as never;
  expect(collectParts({ providers: [provider] }).problems.map(mistakeSentence)[0]).toContain(
    'createAgiApp(): provider 1 is an object that provides the text "APPT"',
  );
});
