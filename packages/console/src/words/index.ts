import { ControlError } from '@dragoman/control/client';

import { language } from '../preferences.ts';
import { en, type Word } from './en/all.ts';
import { zh } from './zh/all.ts';

const LANGUAGES = { en, zh };

/** A text in the viewer's language, with what stands in braces filled in. */
export function t(word: Word, filled: Readonly<Record<string, string | number>> = {}): string {
  return LANGUAGES[language.value][word].replace(/\{(\w+)\}/g, (_braces, name: string) => String(filled[name] ?? ''));
}

/** What went wrong, in the viewer's language. */
export function errorText(error: unknown): string {
  if (!(error instanceof ControlError)) return error instanceof Error ? error.message : String(error);
  return error.code === 'unreachable' ? t('unreachable') : error.text[language.value];
}

export type { Word };
