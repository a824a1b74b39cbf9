import { describe, expect, it } from '@jest/globals';

import { en, type Word } from './en/all.ts';
import { zh } from './zh/all.ts';

const filledIn = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).toSorted();

describe('the texts of the console', () => {
  it.each(Object.keys(en) as Word[])('%s fills in the same in both languages', (word) => {
    expect(filledIn(zh[word])).toEqual(filledIn(en[word]));
  });

  it('are Chinese in Chinese, but for names and what leads to the other language', () => {
    const plain = Object.entries(zh).filter(([, text]) => !/\p{Script=Han}/u.test(text));
    const asTheyAre = ['switch_language', 'semicolon', 'comma', 'colon', 'id'];
    expect(plain.map(([word]) => word)).toEqual(asTheyAre);
  });
});
