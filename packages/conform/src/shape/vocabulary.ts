/** Words of the vendor's that a recording may hold: whatever is in none of these lists is told by its form alone. */
export interface Words {
  /** Names of fields and parameters; a number in one stands as `N`. */
  readonly fields: readonly string[];
  /** Names of headers, in lower case. */
  readonly headers: readonly string[];
  /** Codes of errors. */
  readonly codes: readonly string[];
  /** Messages of errors; `<>` stands for what differs from one to the next. */
  readonly messages: readonly string[];
  /** Fields whose text is one of the vendor's constants. */
  readonly constants: readonly string[];
}

export interface Vocabulary {
  /** The name, where it is the vendor's; `null` where somebody may have chosen it. */
  fieldName(name: string): string | null;
  /** The vendor's own name of a field that is spelled in another case. */
  vendorName(name: string): string;
  headerName(name: string): string | null;
  code(code: string): string | null;
  /** The template of the catalogue that a message follows. */
  template(message: string): string | null;
  isConstant(field: string): boolean;
}

/** Shorter templates would fit messages that they are not of. */
const MIN_LITERAL = 8;

/** Words that a code is put together from, as in `Forbidden.ResourceNotFound`. */
const CODE_WORD = /[A-Z]+(?![a-z])|[A-Z][a-z]+|\d+|[a-z]+/g;

/** A code that has nothing but digits beside the name of its service, as Huawei's and BlueKing's have. */
const NUMBERED_CODE = /^(?:(?:CSMS|KMS|IAM|APIGW|APIG|SMN|EPS|BSS|DEW|CBC|Common)\.)?\d{3,8}$/;

/** @param kept names of fields that the user allows beside the vendor's */
export function vocabularyOf(terms: Words, kept: readonly string[] = []): Vocabulary {
  const fields = new Set([...terms.fields, ...kept]);
  const letters = new Map([...fields].map((name) => [lettersOf(name), name]));
  const headers = new Set(terms.headers);
  const codes = new Set(terms.codes);
  const codeWords = new Set(terms.codes.flatMap((code) => code.match(CODE_WORD) ?? []));
  const constants = new Set(terms.constants);
  const templates = terms.messages
    .map((message) => ({ message, parts: message.split('<>') }))
    .filter(({ parts }) => parts.join('').length >= MIN_LITERAL);
  return {
    fieldName(name) {
      if (fields.has(name)) return name;
      const numbered = name.replaceAll(/(?<=\.)\d{1,3}(?=\.|$)/g, 'N');
      if (fields.has(numbered)) return numbered;
      // A vendor's field that is spelled in another case is none that somebody chose.
      return letters.has(lettersOf(name)) ? name : null;
    },
    headerName: (name) => (headers.has(name.toLowerCase()) ? name : null),
    code(code) {
      if (codes.has(code) || NUMBERED_CODE.test(code)) return code;
      const isOfWords = /^[A-Za-z.]+$/.test(code) && (code.match(CODE_WORD) ?? []).every((word) => codeWords.has(word));
      return isOfWords ? code : null;
    },
    template: (message) => templates.find(({ parts }) => follows(message, parts))?.message ?? null,
    vendorName: (name) => (fields.has(name) ? name : (letters.get(lettersOf(name)) ?? name)),
    isConstant: (field) => constants.has(field),
  };
}

/** Long names alone: a short one may be somebody's in another case. */
function lettersOf(name: string): string {
  const letters = name.replaceAll('_', '').toLowerCase();
  return letters.length < MIN_LITERAL ? name : letters;
}

/** Whether a message is made of these parts with anything between them; each part is looked for once. */
function follows(message: string, parts: readonly string[]): boolean {
  const [first = '', ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return message === first;
  if (!message.startsWith(first) || !message.endsWith(last)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = message.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return at <= message.length - last.length;
}
