import { verbatim } from '@dragoman/messages';
import { createHmac } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { clockMistake, explainSignature } from './explain-signature.ts';
import { digestMistakes, keyMistakes } from './key-corrections.ts';
import { firstDifference } from './difference.ts';
import { MASK, maskedName, maskedValue } from './mask.ts';
import { MAX_READ, MAX_TRIED, type SignatureMistake, type SigningInput, searchMistakes } from './search.ts';

interface Text extends SigningInput {
  readonly text: string;
}

const RIGHT: Text = { secret: 'secret', keyOf: (secret) => secret, digest: 'sha256', text: 'right' };
const mac = (key: string, text: string, form: 'hex' | 'base64' = 'hex'): string =>
  createHmac('sha256', key).update(text).digest(form);
const mistake = (name: string, kind: string, change: (text: string) => string): SignatureMistake<Text> => ({
  kind,
  mistake: name,
  when: verbatim(name),
  remedy: verbatim(name),
  make: (right) => ({ ...right, text: change(right.text) }),
});

function search(
  presented: string,
  mistakes: readonly SignatureMistake<Text>[] = [],
  others: { identityId: string; secret: string }[] = [],
  length = RIGHT.text.length,
) {
  return searchMistakes<Text>({
    ...{ right: RIGHT, mistakes, others, presented, form: 'hex', length },
    textOf: ({ text }) => text,
  });
}

const named = ({ found }: ReturnType<typeof search>): string[] | null =>
  found === null ? null : found.mistakes.map((one) => one.mistake);

describe('a search for mistakes', () => {
  const upper = mistake('upper', 'case', (text) => text.toUpperCase());
  const title = mistake('title', 'case', (text) => `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`);
  const dot = mistake('dot', 'end', (text) => `${text}.`);

  it('finds none where the signature is right, one, two of different kinds, and not two of a kind', () => {
    expect(named(search(mac('secret', 'right'), [upper, dot]))).toEqual([]);
    expect(named(search(mac('secret', 'RIGHT'), [upper, dot]))).toEqual(['upper']);
    expect(named(search(mac('secret', 'RIGHT.'), [upper, dot]))).toEqual(['upper', 'dot']);
    expect(named(search(mac('secret', 'right..'), [upper, title, dot]))).toBeNull();
  });

  it('prefers one mistake to somebody else’s key, and that to two mistakes', () => {
    const others = [{ identityId: 'else', secret: 'theirs' }];
    expect(named(search(mac('theirs', 'right'), [upper, dot], others))).toEqual(['wrong-identity']);
    expect(search(mac('theirs', 'right'), [upper, dot], others).tried).toBe(4);
  });

  it('tries each text and key once, and no more than it may', () => {
    expect(search('none', [upper, upper, upper]).tried).toBe(2);
    const many = Array.from({ length: 500 }, (_, at) => mistake(`m${at}`, `k${at}`, (text) => `${text}${at}`));
    expect(search('none', many).tried).toBe(MAX_TRIED);
    expect(
      search(
        'none',
        [],
        Array.from({ length: 500 }, (_, at) => ({ identityId: `i${at}`, secret: `s${at}` })),
      ).tried,
    ).toBe(MAX_TRIED);
  });

  it('ends sooner where the request is long', () => {
    const many = Array.from({ length: 100 }, (_, at) => mistake(`m${at}`, `k${at}`, (text) => `${text}${at}`));
    expect(search('none', many, [], MAX_READ / 20).tried).toBe(20);
  });

  it('knows the forms of a digest', () => {
    expect(named(search(mac('secret', 'right', 'base64')))).toEqual(['signature-form']);
    expect(named(search(mac('secret', 'right').toUpperCase()))).toEqual(['signature-case']);
  });

  it.each([
    ['key-line-end', 'secret\n'],
    ['key-blank', 'secret '],
    ['key-quoted', '"secret"'],
    ['key-is-id', 'the id'],
    ['key-ampersand', 'secret&'],
  ])('knows %s', (name, key) => {
    expect(named(search(mac(key, 'right'), keyMistakes<Text>('the id')))).toEqual([name]);
  });

  it('knows the other digest', () => {
    const sha1 = createHmac('sha1', 'secret').update('right').digest('hex');
    expect(named(search(sha1, digestMistakes<Text>()))).toEqual(['hmac-sha1']);
  });
});

describe('what an explanation shows', () => {
  it('is where two texts part, whatever is longer', () => {
    expect(firstDifference('a\nbcd\ne', 'a\nbxd\ne')).toEqual({ line: 2, column: 2, server: 'bcd', client: 'bxd' });
    expect(firstDifference('a', 'a\nb')).toEqual({ line: 2, column: 1, server: '', client: 'b' });
    expect(firstDifference('a\nb', 'a')).toEqual({ line: 2, column: 1, server: 'b', client: '' });
    expect(firstDifference('same', 'same')).toBeNull();
  });

  it('is no value but of names that hold no secret, and no name that may be a value', () => {
    const open = new Set(['action']);
    expect([
      maskedValue('Action', 'List', open),
      maskedValue('Data', 'x', open),
      maskedValue('Data', '', open),
    ]).toEqual(['List', MASK, '']);
    expect([maskedName('Secret-Name.1'), maskedName('p4$$w0rd!'), maskedName('')]).toEqual([
      'Secret-Name.1',
      MASK,
      MASK,
    ]);
  });

  it('is a clock only where it is too far away', () => {
    expect(clockMistake(1_000, 0, 1_000)).toBeNull();
    expect(clockMistake(120_000, 0, 1_000)?.when.en).toBe("the client's clock, which is 2 minutes ahead, is set right");
  });

  it('is what is wrong beside a signature that is right', () => {
    const clock = clockMistake(120_000, 0, 1_000);
    const parts = {
      right: RIGHT,
      isRight: true,
      mistakes: [],
      others: [],
      length: 1,
      textOf: ({ text }: Text) => text,
      presented: 'any',
      form: 'hex' as const,
      scheme: 's',
      keyId: 'k',
      identity: 'i',
      textsOf: ({ text }: Text) => ({ canonicalRequest: null, stringToSign: text }),
      beside: clock === null ? [] : [clock],
    };
    expect(explainSignature<Text>(parts)).toMatchObject({
      verdict: {
        en: expect.stringContaining('the signature is right if the client'),
        zh: '若将快了 2 分钟的客户端时钟校准，则签名正确',
      },
      signature: { tried: 0, difference: null },
    });
  });
});
