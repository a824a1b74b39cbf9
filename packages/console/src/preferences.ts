import { effect, signal } from '@preact/signals';

export type Language = 'en' | 'zh';
export type Theme = 'auto' | 'light' | 'dark';

/** What the viewer prefers. These two words are all that the console keeps in the browser's storage. */
export const language = signal<Language>(kept('language', ['en', 'zh']) ?? ofBrowser());
export const theme = signal<Theme>(kept('theme', ['auto', 'light', 'dark']) ?? 'auto');

/** Writes both to where the style sheet and the next visit find them. */
export function applyPreferences(): void {
  effect(() => {
    document.documentElement.lang = language.value === 'zh' ? 'zh-CN' : 'en';
    keep('language', language.value);
  });
  effect(() => {
    document.documentElement.dataset['theme'] = theme.value;
    keep('theme', theme.value);
  });
}

function ofBrowser(): Language {
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** Storage may be shut off. */
function kept<Value extends string>(name: string, values: readonly Value[]): Value | null {
  try {
    const found = localStorage.getItem(`dragoman.${name}`);
    return values.find((value) => value === found) ?? null;
  } catch {
    return null;
  }
}

function keep(name: string, value: string): void {
  try {
    localStorage.setItem(`dragoman.${name}`, value);
  } catch {
    // The next visit begins as this one did.
  }
}
