import { flatten, type PromptFor, soundsIn } from '../dialog/prompt.js';
import type { Pipeline } from '../pipeline/compiled-pipeline.js';
import type { CompiledController } from './compile-controller.js';

/** A sound file that a class names. */
export interface SoundUse {
  /** `SalesController.main` */
  readonly where: string;
  readonly sound: string;
}

/** Every sound file that a class names as data. What a function or a handler says is known only when it runs. */
export function soundsOf({ name, flow, pipeline, pipelines }: CompiledController): SoundUse[] {
  const ofNodes = [...flow.nodes.values()].flatMap((node) => {
    if (node.kind === 'step') return [];
    const { greeting, prompt, reprompts, noInput, noMatch } = node;
    const tapered = [...reprompts, ...noInput, ...noMatch].map((each) => each.prompt);
    return usesOf([greeting, prompt, ...tapered], `${name}.${node.name}`);
  });
  const ofHandlers = [...pipelines].flatMap(([method, own]) => usesOf(saidBy(own), `${name}.${method}`));
  return [...ofNodes, ...usesOf(saidBy(pipeline), name), ...ofHandlers];
}

/** Every sound file that the guards of an app name, and its apology. */
export const soundsOfApp = (around: Pipeline, apology: PromptFor | undefined, where: string): SoundUse[] =>
  usesOf([...saidBy(around), apology], where);

const saidBy = ({ guards }: Pipeline) => guards.map(({ say }) => say);

const usesOf = (prompts: readonly (PromptFor | undefined)[], where: string): SoundUse[] =>
  [...new Set(prompts.flatMap((prompt) => (prompt === undefined ? [] : soundsSaid(prompt))))].map((sound) => ({
    where,
    sound,
  }));

function soundsSaid(prompt: PromptFor): string[] {
  if (typeof prompt === 'function') return [];
  if (isList(prompt)) return prompt.flatMap(soundsSaid);
  return soundsIn(flatten(prompt, ''));
}

// Array.isArray does not narrow a readonly array.
const isList = (prompt: PromptFor): prompt is readonly PromptFor[] => Array.isArray(prompt);
