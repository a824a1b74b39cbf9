/** Settings that had another name: the key that was, and the key that is. */
const RENAMED_SETTINGS: Readonly<Record<string, string>> = {
  seed: 'random_seed',
  seeds: 'seed_data',
  'proxy.others': 'proxy.unknown_hosts',
};

/** The forms in which a setting is named. */
const FORMS = {
  key: (key: string) => key,
  flag: (key: string) => `--${key.replaceAll(/[._]/g, '-')}`,
  variable: (key: string) => `DRAGOMAN_${key.replaceAll('.', '_').toUpperCase()}`,
} as const;

/** What a setting of this former name is called now, in the same form; `null` for every other name. */
export function renamedSetting(name: string): string | null {
  for (const [was, is] of Object.entries(RENAMED_SETTINGS)) {
    const form = Object.values(FORMS).find((formOf) => formOf(was) === name);
    if (form !== undefined) return form(is);
  }
  return null;
}

/** The flags that settings had. */
export const RENAMED_FLAGS: readonly string[] = Object.keys(RENAMED_SETTINGS).map(FORMS.flag);
