/** A value that stands in for one of the user's, which no other text has. */
export interface Canary {
  /** As text, or as bytes. */
  readonly value: string | Uint8Array;
  /** What is searched for: the members of a JSON object that were made up, or the value as a whole. */
  readonly searched: readonly CanaryPart[];
}

interface CanaryPart {
  /** A member of JSON, such as `db.password`; null where it is the value as a whole. */
  readonly member: string | null;
  readonly value: string | Uint8Array;
}

/** Makes what nobody can guess up, in place of what was there: letters and digits, or bytes. */
export interface CanarySource {
  text(length: number, before: string): string;
  bytes(length: number, before: Uint8Array): Uint8Array;
}

/** Leaves values as they are: what is searched for of those that are kept. */
export const KEPT: CanarySource = { text: (_, before) => before, bytes: (_, before) => before };

const [SHORTEST, LONGEST] = [24, 64];

/** What a member that holds a secret is called, after which most secrets are named. */
const SECRET_MEMBER = /pass|pwd|secret|token|key|credential|private|auth|sign|salt|seed/i;

/** A certificate, a private key: nothing that is made up would be one. */
const PEM = /-----BEGIN [A-Z ]+-----/;

/** An ASN.1 sequence: a certificate, a key or a PKCS#12 store in DER. */
const ASN1_SEQUENCE = 0x30;

/**
 * What stands in for a value, in a form that the program can work with: of JSON objects the secret members alone are
 * made up, of URLs the password; certificates and keys stay what they are, and are searched for.
 */
export function canaryOf(value: string | Uint8Array, source: CanarySource): Canary {
  if (typeof value !== 'string') return canaryOfBytes(value, source);
  const members = parsed(value);
  if (members === null) {
    const { text, secret } = textCanary(value, source);
    return { value: text, searched: [{ member: null, value: secret }] };
  }
  const searched: CanaryPart[] = [];
  const made = mapSecrets(members, [], (text, path) => {
    const canary = textCanary(text, source);
    searched.push({ member: path.join('.'), value: canary.secret });
    return canary.text;
  });
  if (searched.length === 0) return whole(value);
  return { value: source === KEPT ? value : JSON.stringify(made), searched };
}

const whole = (value: string | Uint8Array): Canary => ({ value, searched: [{ member: null, value }] });

function canaryOfBytes(value: Uint8Array, source: CanarySource): Canary {
  return whole(value[0] === ASN1_SEQUENCE ? value : source.bytes(lengthFor(value), value));
}

const lengthFor = ({ length }: string | Uint8Array): number => Math.max(SHORTEST, Math.min(LONGEST, length));

/** A text in another's place, and what of it is secret. */
function textCanary(value: string, source: CanarySource): { readonly text: string; readonly secret: string } {
  if (PEM.test(value)) return { text: value, secret: value };
  const [, start, password = value, end] = /^([a-z][a-z\d+.-]*:\/\/[^\s:@/]*:)([^\s@]+)(@\S+)$/i.exec(value) ?? [];
  const secret = source.text(lengthFor(password), password);
  return { text: `${start ?? ''}${secret}${end ?? ''}`, secret };
}

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** A JSON object or list; null where the text is none. */
function parsed(text: string): Json | null {
  if (!/^\s*[[{]/.test(text)) return null;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}

/** The same JSON with another text for each that stands below a secret's name. */
function mapSecrets(
  json: Json,
  path: readonly string[],
  made: (text: string, path: readonly string[]) => string,
): Json {
  if (typeof json === 'string') return path.some((name) => SECRET_MEMBER.test(name)) ? made(json, path) : json;
  if (Array.isArray(json)) return json.map((item, index) => mapSecrets(item, [...path, String(index)], made));
  if (json === null || typeof json !== 'object') return json;
  return Object.fromEntries(
    Object.entries(json).map(([name, item]) => [name, mapSecrets(item, [...path, name], made)]),
  );
}
