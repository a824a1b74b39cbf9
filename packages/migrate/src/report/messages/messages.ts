import { EN } from './en.ts';
import type { Messages } from './message-types.ts';
import { ZH } from './zh.ts';

/** The languages of reports. */
export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

const MESSAGES: Readonly<Record<Language, Messages>> = { en: EN, zh: ZH };

export function messagesOf(language: Language): Messages {
  return MESSAGES[language];
}
