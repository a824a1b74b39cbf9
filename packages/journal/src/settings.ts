import { type Static, Type } from '@sinclair/typebox';

/** The settings of the journal. */
export const journalSettings = {
  journal: Type.Object({
    enabled: Type.Boolean({
      default: true,
      description: 'keep the latest requests in the journal, without any secret',
    }),
    entries: Type.Integer({
      minimum: 1,
      maximum: 1_000_000,
      default: 5_000,
      description: 'how many requests the journal keeps',
    }),
    unread_fields: Type.Boolean({
      default: true,
      description: 'keep the names of fields that requests sent and nothing read, for the receipt; never a value',
    }),
    bytes: Type.Integer({
      minimum: 65_536,
      default: 4 * 1024 * 1024,
      description: 'how much memory the journal takes at most, half of it for rejected requests as they came in',
    }),
  }),
};

export type JournalSettings = Static<typeof journalSettings.journal>;
