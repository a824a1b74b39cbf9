/** The languages in which the gateway speaks to people. What a vendor answers is no part of it. */
export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A sentence, or a part of one, in each language. */
export type Message = Readonly<Record<Language, string>>;

/** What is the same in each language: a name, a vendor's own words, what another process said. */
export function verbatim(text: string): Message {
  return { en: text, zh: text };
}

/** Names in a row. @param separator what stands between them in English */
export function listed(names: readonly string[], separator: string): Message {
  return { en: names.join(separator), zh: names.join('、') };
}
