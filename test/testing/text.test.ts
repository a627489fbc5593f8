import * as fc from 'fast-check';
import { expect, it } from 'vitest';

import { cutBytes, decodeBytes, encodeText } from '../../src/testing/text.js';

it('gives back the bytes it was made of, UTF-8 or not', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect([...encodeText(decodeBytes(bytes))]).toEqual([...bytes]);
    }),
  );
});

it('leaves text as it is', () => {
  expect(decodeBytes(Buffer.from('Zoë 世界 😀 \ufffd'))).toBe('Zoë 世界 😀 \ufffd');
});

it('can be cut in the middle of a character', () => {
  expect([...encodeText(cutBytes('aé', 2))]).toEqual([0x61, 0xc3]);
});
