/** How the text of signature version 1.0 is made otherwise than it is meant. */
import { createHash, createHmac } from 'node:crypto';

import { encodePairs, formEncode, percentEncode, sortPairs } from '../encoding.ts';
import type { Scheme } from './params-scheme.ts';

/** Mistakes by what they are, each with the steps that it makes otherwise. */
type Mistakes = Readonly<Record<string, (scheme: Scheme) => Partial<Scheme>>>;

/** Those that the scheme's signers can make. */
export function mistakesOf(scheme: Scheme): Mistakes {
  return scheme.type === null ? { ...COMMON_MISTAKES, ...hmacMistakes(scheme) } : COMMON_MISTAKES;
}

const small = (text: string): string => text.replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase());

const COMMON_MISTAKES: Mistakes = {
  'not sorted': () => ({ query: (pairs) => encodePairs(pairs) }),
  'sorted backwards': () => ({ query: (pairs) => encodePairs(sortPairs(pairs).reverse()) }),
  'sorted without a difference between capitals and small letters': () => ({
    query: (pairs) => encodePairs(sortPairs(pairs, (a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))),
  }),
  'not encoded': () => ({ query: (pairs) => encodePairs(sortPairs(pairs), (text) => text) }),
  'values encoded as a form is, blanks as +': () => ({ query: (pairs) => encodePairs(sortPairs(pairs), formEncode) }),
  'values encoded as by encodeURIComponent': () => ({
    query: (pairs) => encodePairs(sortPairs(pairs), encodeURIComponent),
  }),
  'values encoded twice': () => ({
    query: (pairs) => encodePairs(sortPairs(pairs), (text) => percentEncode(percentEncode(text))),
  }),
  'small hexadecimal digits in values': ({ query }) => ({ query: (pairs) => small(query(pairs)) }),
  'small hexadecimal digits in the end': ({ textToSign }) => ({
    textToSign: (method, query) => small(textToSign(method, query)),
  }),
  'the query is not encoded as a whole': () => ({ textToSign: (method, query) => `${method}&%2F&${query}` }),
  'the ampersands are not encoded': ({ textToSign }) => ({
    textToSign: (method, query) => textToSign(method, query).replaceAll('%26', '&'),
  }),
  'the equals signs are not encoded': ({ textToSign }) => ({
    textToSign: (method, query) => textToSign(method, query).replaceAll('%3D', '='),
  }),
  'the slash is not encoded': ({ textToSign }) => ({
    textToSign: (method, query) => textToSign(method, query).replace('%2F', '/'),
  }),
  'the slash is left out': ({ textToSign }) => ({
    textToSign: (method, query) => textToSign(method, query).replace('&%2F&', '&'),
  }),
  'the slash is encoded twice': ({ textToSign }) => ({
    textToSign: (method, query) => textToSign(method, query).replace('%2F', '%252F'),
  }),
  'the method is in small letters': ({ textToSign }) => ({
    textToSign: (method, query) => textToSign(method.toLowerCase(), query),
  }),
  'the method is always GET': ({ textToSign }) => ({ textToSign: (_, query) => textToSign('GET', query) }),
  'the method is always POST': ({ textToSign }) => ({ textToSign: (_, query) => textToSign('POST', query) }),
  'the method is left out': ({ textToSign }) => ({
    textToSign: (method, query) => textToSign(method, query).slice(method.length + 1),
  }),
  'line breaks in place of the first ampersands': ({ textToSign }) => ({
    textToSign: (method, query) => textToSign(method, query).replaceAll('&', '\n'),
  }),
  'a line break at the end': ({ textToSign }) => ({ textToSign: (method, query) => `${textToSign(method, query)}\n` }),
  'an ampersand at the end': ({ textToSign }) => ({ textToSign: (method, query) => `${textToSign(method, query)}%26` }),
  'an ampersand in front': ({ query }) => ({ query: (pairs) => `&${query(pairs)}` }),
  'empty parameters are left out': ({ query }) => ({
    query: (pairs) => query(pairs.filter(([, value]) => value !== '')),
  }),
  'empty parameters without their equals sign': ({ query }) => ({
    query: (pairs) => query(pairs).replace(/=(?=&|$)/g, ''),
  }),
  'the action is left out': ({ query }) => ({ query: (pairs) => query(pairs.filter(([name]) => name !== 'Action')) }),
  'the nonce is left out': ({ query }) => ({
    query: (pairs) => query(pairs.filter(([name]) => name !== 'SignatureNonce')),
  }),
  'parameters of the form are left out': ({ query }) => ({
    query: (pairs) => query(pairs.filter(([name]) => !name.startsWith('X'))),
  }),
  'the signature is among what is signed': ({ query }) => ({ query: (pairs) => query([...pairs, ['Signature', '']]) }),
  'the tilde is encoded': ({ query }) => ({ query: (pairs) => query(pairs).replaceAll('~', '%7E') }),
  'the asterisk is not encoded': ({ query }) => ({ query: (pairs) => query(pairs).replaceAll('%2A', '*') }),
  'the hash of the text is signed': ({ textToSign }) => ({
    textToSign: (method, query) => createHash('sha256').update(textToSign(method, query)).digest('hex'),
  }),
};

function hmacMistakes({ method }: Scheme): Mistakes {
  const used = method === 'HMAC-SHA1' ? 'sha1' : 'sha256';
  const other = method === 'HMAC-SHA1' ? 'sha256' : 'sha1';
  const code = (digest: string, key: string, text: string) => createHmac(digest, key).update(text).digest('base64');
  return {
    'the key without its ampersand': () => ({ signature: ({ secret }, text) => code(used, secret, text) }),
    'the key with an ampersand in front': () => ({ signature: ({ secret }, text) => code(used, `&${secret}`, text) }),
    'the key with its ampersand encoded': () => ({ signature: ({ secret }, text) => code(used, `${secret}%26`, text) }),
    'the other digest': () => ({ signature: ({ secret }, text) => code(other, `${secret}&`, text) }),
    'key and text are swapped': () => ({ signature: ({ secret }, text) => code(used, text, `${secret}&`) }),
    'a hash without a key': () => ({
      signature: ({ secret }, text) => createHash(used).update(`${secret}&${text}`).digest('base64'),
    }),
    'the code in hexadecimal, in Base64': () => ({
      signature: ({ secret }, text) =>
        Buffer.from(createHmac(used, `${secret}&`).update(text).digest('hex')).toString('base64'),
    }),
  };
}
