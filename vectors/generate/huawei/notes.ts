import { COMMON_NOTES } from '../notes.ts';
import type { Note } from '../vector-file.ts';

export const NOTES: Readonly<Record<string, Note>> = {
  ...COMMON_NOTES,
  NoHost: {
    bugType: 'EDGE_CASE',
    description: "The client does not sign the host, as Huawei's SDK for Go and Terraform do not.",
  },
  UnsignedPayload: {
    bugType: 'EDGE_CASE',
    description: 'The client declares its body as not signed, as SDKs do for types other than JSON and BSON.',
  },
  ContentHash: {
    bugType: 'EDGE_CASE',
    description: "The client states the hash of its body in the scheme's own header.",
  },
  WrongScope: {
    bugType: 'AUTH_BYPASS',
    description: 'The key is derived for another day, region or service than the credential says.',
  },
  UndecodedPath: {
    bugType: 'LEGACY',
    description: 'The path is encoded without being decoded before, as some SDKs sign it. The service takes it.',
  },
  EmptyObject: {
    bugType: 'LEGACY',
    description: 'Where nothing is sent, {} is hashed, as old SDKs for Node do. The service takes it.',
  },
  ListOrder: {
    bugType: 'MALLEABILITY',
    description: 'The signed headers are listed, and signed, in an order of their own. No SDK does so.',
  },
  ListCase: {
    bugType: 'MALLEABILITY',
    description: 'The list of signed headers is not in small letters. No SDK writes it so.',
  },
  SignatureCase: {
    bugType: 'MALLEABILITY',
    description: 'The signature is in capital hexadecimal digits. No SDK writes it so.',
  },
};
