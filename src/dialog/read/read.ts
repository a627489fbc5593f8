/**
 * What a question understands: `read.digits`, `read.amount`, `read.date` and others. Each makes a reader, to which `validate`
 * and `map` add checks.
 *
 * @example
 * const { value } = await call.ask(read.integer({ min: 1, max: 5 }), { prompt: 'survey/satisfied-1-to-5' });
 */
export * as read from './readers.js';
