/** The languages of JOB's messages. ESB and the API gateway speak English only. */
export type Language = 'en' | 'zh';

/** A string in both languages. */
export interface Bilingual {
  readonly en: string;
  readonly zh: string;
}

/**
 * The language that `Blueking-Language` asks for: `en` is English, anything else Chinese.
 * JOB never looks at `Accept-Language`.
 */
export function languageOf(header: string | undefined, fallback: Language): Language {
  if (header === undefined || header === '') return fallback;
  return header.toLowerCase() === 'en' ? 'en' : 'zh';
}
