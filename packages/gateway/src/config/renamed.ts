/** Settings that had another name: the key that was, and the key that is. */
const RENAMED_SETTINGS: Readonly<Record<string, string>> = {
  seed: 'random_seed',
  seeds: 'seed_data',
  'proxy.others': 'proxy.unknown_hosts',
};

/** The forms in which a setting is named: a key of the file, a flag without its dashes, a variable. */
const FORMS: readonly ((key: string) => string)[] = [
  (key) => key,
  (key) => key.replaceAll(/[._]/g, '-'),
  (key) => `DRAGOMAN_${key.replaceAll('.', '_').toUpperCase()}`,
];

/** What a setting of this former name is called now, in the same form; `null` for every other name. */
export function renamedSetting(name: string): string | null {
  for (const [was, is] of Object.entries(RENAMED_SETTINGS)) {
    const form = FORMS.find((formOf) => formOf(was) === name);
    if (form !== undefined) return form(is);
  }
  return null;
}

/** The flags that settings had, without dashes. */
export const RENAMED_FLAGS: readonly string[] = Object.keys(RENAMED_SETTINGS).map((key) =>
  key.replaceAll(/[._]/g, '-'),
);
