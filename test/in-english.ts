/** A message of a catalogue, by its shape. */
interface InEachLanguage {
  readonly en: string;
  readonly zh: string;
}

/** What holds messages, with a text in the place of each. */
export type InEnglish<T> = T extends InEachLanguage
  ? string
  : T extends object
    ? { readonly [Name in keyof T]: InEnglish<T[Name]> }
    : T;

/** The same with each message in English, as tests read them. */
export function inEnglish<T>(value: T): InEnglish<T> {
  return englishOf(value) as InEnglish<T>;
}

function englishOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(englishOf);
  if ('en' in value && 'zh' in value) return value.en;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, englishOf(member)]));
}
