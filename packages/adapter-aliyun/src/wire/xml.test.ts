import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseStringPromise } from 'xml2js';

import { toXml } from './xml.ts';

/** What the document means to a reader, every element a list. */
async function read(xml: string): Promise<unknown> {
  return parseStringPromise(xml, { includeWhiteChars: true, explicitRoot: true, emptyTag: '' });
}

const SPECIAL = fc.constantFrom(
  '&',
  '<',
  '>',
  '"',
  "'",
  ']]>',
  '&amp;',
  '<![CDATA[',
  '\r\n',
  '\r',
  '\t',
  ' ',
  '\n',
  '中',
  '𝄞',
  '😀',
  '\u{10FFFF}',
  '\u{FFFD}',
);
const LEGAL = /^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u;

/**
 * Texts that XML 1.0 can hold and that a reader keeps: xml2js drops an element's text when it is nothing but blanks.
 */
const text = fc
  .array(fc.oneof(SPECIAL, fc.string({ unit: 'binary' })), { minLength: 1 })
  .map((parts) => `x${parts.join('')}x`)
  .filter((made) => LEGAL.test(made));

describe('XML', () => {
  it('has a root, elements, repeated items, and nothing but the wrapper of an empty list', () => {
    const object = {
      Name: 'a',
      Count: 2,
      Is: true,
      Gone: undefined,
      Empty: '',
      List: { Item: ['x', 'y'] },
      None: { Item: [] },
      Deep: { Item: [{ A: '1' }, { A: '2' }] },
    };
    expect(toXml('KMS', object)).toBe(
      '<KMS><Name>a</Name><Count>2</Count><Is>true</Is><Empty></Empty><List><Item>x</Item><Item>y<' +
        '/Item></List><None></None>' +
        '<Deep><Item><A>1</A></Item><Item><A>2</A></Item></Deep></KMS>',
    );
  });

  it('escapes all five marks, and the carriage return that a reader would change', () => {
    expect(toXml('R', { V: `&<>"'\r\n` })).toBe('<R><V>&amp;&lt;&gt;&quot;&apos;&#13;\n</V></R>');
  });

  it('shows as U+FFFD what XML 1.0 cannot hold, and keeps pairs of surrogates', () => {
    expect(toXml('R', { V: 'a\u0000b\u001bc\uFFFEd\uFFFFe\uD83Df\uDE00' })).toBe(
      '<R><V>a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf\uFFFD</V></R>',
    );
    expect(toXml('R', { V: '😀\u007f\u0085' })).toBe('<R><V>😀\u007f\u0085</V></R>');
  });

  it('is read back to the very value, whatever XML can hold', async () => {
    await fc.assert(
      fc.asyncProperty(text, fc.array(text), async (value, items) => {
        const read1 = await read(toXml('KMS', { Value: value, List: { Item: items } }));
        expect(read1).toEqual({ KMS: { Value: [value], List: [items.length === 0 ? '' : { Item: items }] } });
      }),
      { numRuns: 500 },
    );
  });

  it('is a document that parses, whatever the value', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
        async (value) => {
          await read(toXml('KMS', { Value: value }));
        },
      ),
    );
  });
});
