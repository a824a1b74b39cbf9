/**
 * The values that tests send as secrets, and the search for them in whatever the gateway puts out.
 * A value is known by the field that it came in, whatever shape the request has.
 */

/** A request, or what is known of one before its body is read. */
export interface SentRequest {
  readonly query: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** Values by the field that they came in. */
export interface KnownSecrets {
  /** Gets to know every secret in the request. */
  add(request: SentRequest): void;
  /**
   * The fields whose values show in what was put out: texts, objects by their members, errors with their stacks and
   * causes.
   */
  shownIn(output: unknown): string[];
  /** The same for bytes that are no text: a value that is short stands in them by chance, and is not looked for. */
  shownInBytes(bytes: string): string[];
}

/** Fields that hold a secret, of every door; what is deeper in them is secret too. */
const SECRET_FIELD = new RegExp(
  `^(${[
    // BlueKing: the slots of a credential and their places in the web console, and the proofs of apps and users.
    'credential_(access_key|secret_key|username|password)',
    'value[23]',
    '(bk_)?app_secret',
    '(bk_)?(access_)?token',
    'bk_ticket',
    'x-bkapi-jwt',
    // Huawei and Aliyun.
    'secret_string',
    'secret_binary',
    'SecretData',
    'AccessKeySecret',
    'plain_?text(_base64)?',
    'x-(subject-|auth-|security-)token',
    'x-acs-security-token',
    'SecurityToken',
    // Anybody's.
    'password',
    'passwd',
    'secret_?key',
  ].join('|')})$`,
  'i',
);

/** Types whose first value is secret in the web console. */
const SINGLE = ['PASSWORD', 'SECRET_KEY'];

/** Shorter values are looked for as words of their own: any text has their letters somewhere. */
const SHORT = 8;

/** A long value counts as shown when so much of its beginning or end is. */
const PART = 32;

/** Fields that are open even within one that holds a secret: whose it is. */
const OPEN_FIELD = /^(name|id)$/;

/** Tests also send what only tries the depth of a parser. */
const DEEPEST = 100;

/** @param isPublic whether a value is known to all, and may show */
export function knownSecrets(isPublic: (value: string) => boolean = () => false): KnownSecrets {
  const fields = new Map<string, string>();
  const searches = new Map<string, RegExp | readonly string[]>();
  const add = (field: string, value: string): void => {
    if (/^\**$/.test(value) || isPublic(value) || fields.has(value)) return;
    fields.set(value, field);
    searches.set(value, value.length < SHORT ? asWord(value) : partsOf(value).flatMap(formsOf));
  };
  const fieldsIn = (texts: readonly string[], isSought: (value: string) => boolean): string[] => {
    const shows = (search: RegExp | readonly string[]) =>
      texts.some((text) => (search instanceof RegExp ? search.test(text) : search.some((form) => text.includes(form))));
    return [...searches]
      .filter(([value, search]) => isSought(value) && shows(search))
      .map(([value]) => fields.get(value) ?? '');
  };
  return {
    add(request) {
      const leaves = leavesOf(request);
      const presented = leaves.filter(({ isSecret }) => !isSecret).map(({ value }) => value);
      for (const { field, value, isSecret } of leaves) {
        // What the request says openly too cannot be told from that.
        if (
          isSecret &&
          !presented.some((other) => (value.length < SHORT ? asWord(value).test(other) : other.includes(value)))
        )
          add(field, value);
      }
    },
    shownIn: (output) => fieldsIn(textsOf(output), () => true),
    shownInBytes: (bytes) => fieldsIn([bytes], (value) => value.length >= SHORT),
  };
}

/** What a door tells of a request to consoles and journals; a refusal's message is for the client alone. */
export interface Told {
  /** Is registered, not brought by a request. */
  readonly identity: unknown;
  readonly rejection: {
    readonly code: unknown;
    readonly summary: string;
    readonly help: unknown;
    readonly cause?: unknown;
  } | null;
}

/** What consoles and journals may show of an outcome. */
export function shownOf(told: Told): unknown {
  const { rejection } = told;
  return [
    { ...told, identity: null, rejection: null },
    rejection?.code,
    rejection?.summary,
    rejection?.help,
    rejection?.cause,
  ];
}

/**
 * The door as tests call it: what an observer is told must show no secret that a request brought. Answers are the
 * door's business, and so are values as short as a word of what it says.
 */
export function watched<Door extends { handle(request: SentRequest): unknown }>(
  door: Door,
  outcomes: readonly Told[],
): Door {
  const known = knownSecrets((value) => value.length < SHORT);
  return {
    ...door,
    async handle(request: SentRequest) {
      const before = outcomes.length;
      known.add(request);
      const answer = await door.handle(request);
      const told = outcomes.slice(before).map(shownOf);
      const fields = known.shownIn(told);
      if (fields.length > 0) throw new Error(`the secret ${fields.join(', ')} shows in ${JSON.stringify(told)}`);
      return answer;
    },
  };
}

/** Whether the field of an object holds a secret. */
export function isSecretField(field: string, object: Readonly<Record<string, unknown>>): boolean {
  return SECRET_FIELD.test(field) || (field === 'value1' && SINGLE.includes(String(object['type'])));
}

function textsOf(told: unknown, seen = new Set<unknown>()): string[] {
  if (typeof told === 'string') return [told];
  if (typeof told !== 'object' || told === null) return [String(told)];
  if (seen.has(told)) return [];
  seen.add(told);
  const own: unknown[] = told instanceof Error ? [told.name, told.message, told.stack, told.cause] : [];
  const members: unknown[] = [...Object.keys(told), ...(Object.values(told) as unknown[])];
  return [...own, ...members].flatMap((part) => textsOf(part, seen));
}

interface SourceValue {
  readonly field: string;
  readonly value: string;
  readonly isSecret: boolean;
}

function leavesOf({ query, headers, body }: SentRequest): SourceValue[] {
  const found: SourceValue[] = [];
  for (const [name, value] of Object.entries(headers)) {
    const texts = [value ?? ''].flat();
    for (const text of texts)
      walk(
        found,
        name,
        name.toLowerCase() === 'cookie' ? cookies(text) : (asJson(text) ?? text),
        SECRET_FIELD.test(name),
      );
  }
  walk(found, '', pairs(query), false);
  const text = body.toString();
  walk(found, '', asJson(text) ?? pairs(text), false);
  // Neither JSON nor a form: what stands behind the name of a field is its value.
  for (const [, field = '', value = ''] of text.matchAll(/"(\w+)"\s*:\s*"((?:[^"\\]|\\.)*)/g)) {
    if (asJson(text) === null && SECRET_FIELD.test(field)) found.push({ field, value, isSecret: true });
  }
  return found;
}

function walk(found: SourceValue[], field: string, value: unknown, isSecret: boolean, depth = 0): void {
  if (typeof value === 'string') {
    found.push({ field, value, isSecret });
    const inner = asJson(value);
    if (inner !== null) walk(found, field, inner, false, depth + 1);
  } else if (typeof value === 'object' && value !== null && depth < DEEPEST) {
    const object = value as Record<string, unknown>;
    const isList = Array.isArray(value);
    for (const [name, item] of Object.entries(object))
      walk(
        found,
        isList ? field : name,
        item,
        (isSecret && !OPEN_FIELD.test(name)) || isSecretField(name, object),
        depth + 1,
      );
  }
}

function asJson(text: string): object | null {
  if (!/^\s*[[{]/.test(text)) return null;
  try {
    return JSON.parse(text) as object;
  } catch {
    return null;
  }
}

function pairs(text: string): Record<string, string[]> {
  const params = new URLSearchParams(text);
  return Object.fromEntries([...params.keys()].map((name) => [name, params.getAll(name)]));
}

function cookies(text: string): Record<string, string> {
  return Object.fromEntries(
    text.split(';').map((pair): [string, string] => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
    }),
  );
}

function asWord(value: string): RegExp {
  const exact = value.replaceAll(/[^\w]/g, (mark) => `\\u{${(mark.codePointAt(0) ?? 0).toString(16)}}`);
  return new RegExp(`(?<=^|["'=:,>([{ ])${exact}(?=$|["',&<)\\]} ])`, 'u');
}

/** A value, and its ends when they are telling. */
function partsOf(value: string): string[] {
  const ends = value.length > 2 * PART ? [value.slice(0, PART), value.slice(-PART)] : [];
  return [value, ...ends.filter((end) => new Set(end).size >= SHORT)];
}

/** How a value may be written in an output. */
function formsOf(value: string): string[] {
  const json = inJson(value);
  const bytes = Buffer.from(value);
  return [
    ...new Set([
      value,
      json,
      inJson(json),
      inAscii(json),
      inAscii(json).toLowerCase(),
      encodeURIComponent(value),
      encodeURIComponent(encodeURIComponent(value)),
      encodeURI(value),
      new URLSearchParams({ '': value }).toString().slice(1),
      bytes.toString('hex'),
      ...inBase64(bytes, 'base64'),
      ...inBase64(bytes, 'base64url'),
    ]),
  ];
}

function inJson(value: string): string {
  return JSON.stringify(value).slice(1, -1);
}

function inAscii(json: string): string {
  return json.replaceAll(/[\u0080-\uffff]/g, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Wherever the value begins in what was encoded: the letters that do not depend on what stands before or after it. */
function inBase64(bytes: Buffer, encoding: 'base64' | 'base64url'): string[] {
  return [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString(encoding)
      .replaceAll('=', '');
    const whole = Math.floor(((before + bytes.length) * 8) / 6);
    return text.slice(Math.ceil((before * 8) / 6), whole);
  });
}
