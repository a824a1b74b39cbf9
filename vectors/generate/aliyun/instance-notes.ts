import { COMMON_NOTES } from '../notes.ts';
import type { Note } from '../vector-file.ts';

export const INSTANCE_NOTES: Readonly<Record<string, Note>> = {
  ...COMMON_NOTES,
  TokenWord: { bugType: 'LEGACY', description: "The vendor's page writes TOKEN where SDKs write Bearer." },
  WrongContentHash: { bugType: 'AUTH_BYPASS', description: 'A header states another hash than that of the body.' },
};
