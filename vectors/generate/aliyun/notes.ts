import { COMMON_NOTES } from '../notes.ts';
import type { Note } from '../vector-file.ts';

export const NOTES: Readonly<Record<string, Note>> = {
  ...COMMON_NOTES,
  Form: { bugType: 'BASIC', description: 'Parameters are in a form.' },
  NoNonce: { bugType: 'LEGACY', description: 'There is no nonce. Some official clients send none.' },
  NoContentHash: {
    bugType: 'EDGE_CASE',
    description: 'No header states the hash of the body, which is signed all the same.',
  },
  WrongContentHash: { bugType: 'AUTH_BYPASS', description: 'A header states another hash than that of the body.' },
  ReplayedNonce: {
    bugType: 'AUTH_BYPASS',
    description:
      'The first test of the group, which must be sent before, used the nonce. Who looks at no nonces lets it in.',
  },
  SignatureSpelling: {
    bugType: 'MALLEABILITY',
    description: 'Base64 that decodes to the right signature and is spelt as no SDK spells it.',
  },
  Token: { bugType: 'BASIC', description: 'A bearer token in place of a signature.' },
  WrongToken: { bugType: 'AUTH_BYPASS', description: 'A bearer token that is not the one.' },
};
