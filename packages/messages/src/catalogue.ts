import type { Language, Message } from './message.ts';

/** Characters that no name of a value has: braces around them stand for themselves. */
type NoName = ' ' | '"' | ':' | ',' | '-' | '<' | '…' | '$' | '.';

/** The names of the values that a template has in braces. */
type ValueNames<Template extends string> = Template extends `${string}{${infer Name}}${infer Rest}`
  ? (Name extends '' | `${string}${NoName}${string}` ? never : Name) | ValueNames<Rest>
  : never;

/** Whatever stands in the place of a name; a message in the language of the whole. */
type Value = string | number | Message;

type Templates = Readonly<Record<string, Message>>;

/** What both templates of each entry must have: the same values. The compiler shows what is missing in Chinese. */
type SameValues<Entries extends Templates> = {
  readonly [Id in keyof Entries]: [ValueNames<Entries[Id]['en']>, ValueNames<Entries[Id]['zh']>] extends [
    ValueNames<Entries[Id]['zh']>,
    ValueNames<Entries[Id]['en']>,
  ]
    ? unknown
    : { readonly zh: `has {${ValueNames<Entries[Id]['en']>}}` };
};

/** A message where its template has no values, else what makes it of them. */
type Catalogue<Entries extends Templates> = {
  readonly [Id in keyof Entries]: [ValueNames<Entries[Id]['en']>] extends [never]
    ? Message
    : (values: Readonly<Record<ValueNames<Entries[Id]['en']>, Value>>) => Message;
};

const VALUE = /\{([A-Za-z]\w*)\}/;
const VALUES = new RegExp(VALUE, 'g');

/**
 * The messages of a package, each under an id and side by side in every language, with values in braces. One that
 * lacks a language, or a value in one of them, does not compile.
 */
export function catalogue<const Entries extends Templates>(entries: Entries & SameValues<Entries>): Catalogue<Entries> {
  const messages = Object.entries<Message>(entries).map(([id, template]) => [
    id,
    VALUE.test(template.en)
      ? (values: Readonly<Record<string, Value>>): Message => ({
          en: fill(template, values, 'en').join(''),
          zh: fill(template, values, 'zh').reduce(withBlank),
        })
      : { en: template.en, zh: template.zh },
  ]);
  // Made of the same entries that its type is made of.
  return Object.fromEntries(messages) as Catalogue<Entries>;
}

/** What stands between values, and the values, in turns. */
function fill(template: Message, values: Readonly<Record<string, Value>>, language: Language): string[] {
  return template[language].split(VALUES).map((part, at) => {
    if (at % 2 === 0) return part;
    const value = values[part] ?? '';
    return typeof value === 'object' ? value[language] : String(value);
  });
}

const HAN_AT_END = /\p{Script=Han}$/u;
const HAN_AT_START = /^\p{Script=Han}/u;
const LATIN_AT_END = /[\w"'`$/\\)\]}>*.%-]$/;
const LATIN_AT_START = /^[\w"'`$/\\([{<*.%-]/;

/** Chinese has a blank between its own characters and others; whether one is needed depends on the value. */
function withBlank(before: string, next: string): string {
  const isSeam =
    (HAN_AT_END.test(before) && LATIN_AT_START.test(next)) || (LATIN_AT_END.test(before) && HAN_AT_START.test(next));
  return isSeam ? `${before} ${next}` : before + next;
}
