import { language } from '../preferences.ts';
import { en, type Word } from './en/all.ts';
import { zh } from './zh/all.ts';

const LANGUAGES = { en, zh };

/** A text in the viewer's language, with what stands in braces filled in. */
export function t(word: Word, filled: Readonly<Record<string, string | number>> = {}): string {
  return LANGUAGES[language.value][word].replace(/\{(\w+)\}/g, (_braces, name: string) => String(filled[name] ?? ''));
}

export type { Word };
