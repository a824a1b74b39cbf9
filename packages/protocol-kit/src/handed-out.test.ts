import { expect, it } from '@jest/globals';

import { type SecretFields, secretsIn } from './handed-out.ts';

const FIELDS: SecretFields = new Map([
  ['Plaintext', 'base64'],
  ['plain_text', 'hex'],
  ['password', 'text'],
]);

it.each([
  ['Base64', { Plaintext: 'AQID', KeyId: 'AQID' }, [{ field: 'Plaintext', value: Buffer.from([1, 2, 3]) }]],
  ['hex in capitals', { plain_text: '0AFF' }, [{ field: 'plain_text', value: Buffer.from([10, 255]) }]],
  ['another text than its field says', { plain_text: 'not hex' }, [{ field: 'plain_text', value: 'not hex' }]],
  ['bytes', { fields: { Plaintext: Buffer.from('x') } }, [{ field: 'Plaintext', value: Buffer.from('x') }]],
  ['a field below another, in a list', { all: [{ password: 'p' }] }, [{ field: 'password', value: 'p' }]],
  ['an object by the name of a field', { password: { password: 'p' } }, [{ field: 'password', value: 'p' }]],
  ['nothing', null, []],
  ['no such field', { Plaintext: 7, other: 'p', bytes: Buffer.from('p') }, []],
])('reads %s', (_what, output, found) => {
  expect(secretsIn(output, FIELDS)).toEqual(found);
});
