import { constants, createPublicKey, publicEncrypt } from 'node:crypto';

import type { RawAnswer } from '../doors/door.ts';
import { doorNamed } from '../doors/doors.ts';
import type { DoorName } from '../recording/recording.ts';
import { valueOfXml } from '../shape/xml.ts';
import { openClientKey } from './client-key.ts';
import type { ProbeCall } from './probe.ts';
import { headOfCall } from './send-call.ts';

/** Key material of probes that import some. */
const MATERIAL = Buffer.alloc(32, 7);

/** What answers told, for the calls after them. */
export class ToldValues {
  readonly #values: Map<string, string>;

  /** @param own what is known before anything is answered, such as `own:password` */
  constructor(own: Readonly<Record<string, string>> = {}) {
    this.#values = new Map(Object.entries(own));
  }

  /** Fills in what earlier answers told. A name that none told stays as it is. */
  fill<Value>(value: Value): Value {
    const filled = JSON.stringify(value).replaceAll(/<([\w:.-]+)>/g, (whole, name: string) => {
      const text = this.#values.get(name);
      return text === undefined ? whole : JSON.stringify(text).slice(1, -1);
    });
    return JSON.parse(filled) as Value;
  }

  set(name: string, value: string): void {
    this.#values.set(name, value);
  }

  /** Remembers every text of an answer by its field, and what calls know by another name. */
  async remember(door: DoorName, call: ProbeCall, given: RawAnswer): Promise<void> {
    const answer = textsOf(call.door ?? door, call, given);
    const { rawHeaders } = given;
    const { target, as, body: request, params } = call;
    this.#rememberTexts(answer, as);
    this.#rememberNamed(answer, request, target);
    const token = rawHeaders.findIndex((name) => name.toLowerCase() === 'x-subject-token');
    if (token !== -1) this.set('token', rawHeaders[token + 1] ?? '');
    this.#rememberMaterial();
    const sealed = answer['PrivateKeyData'];
    if (typeof sealed !== 'string') return;
    const key = await openClientKey(sealed, params?.['Password'] ?? '');
    if (key !== null) this.set('ClientKey', key);
  }

  #rememberTexts(value: unknown, as: string | undefined): void {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, item] of Object.entries(value)) {
      if (item instanceof Uint8Array) this.set(name, Buffer.from(item).toString('base64'));
      else if (typeof item === 'object') this.#rememberTexts(item, as);
      else {
        this.set(name, String(item));
        if (as !== undefined) this.set(`${name}:${as}`, String(item));
      }
    }
  }

  /** Huawei's and BlueKing's calls name things by what they were made as: `<id:demo>`, `<user:carol>`, `<a>`. */
  #rememberNamed(answer: Fields, request: unknown, target: string): void {
    const { secret, projects, enterprise_project: made, user, secret_blob: blob, data } = answer as Named;
    if (secret !== undefined) this.set(`id:${secret.name}`, secret.id);
    for (const { name, id } of projects ?? []) this.set(`project:${name}`, id);
    if (made !== undefined) this.set(`eps:${made.name}`, made.id);
    if (user !== undefined) this.set(`user:${user.name}`, user.id);
    if (blob !== undefined) this.set(`blob:${target.split('?')[0]?.split('/').at(-2) ?? ''}`, blob);
    const name = (request as { readonly name?: unknown } | undefined)?.name;
    if (typeof name === 'string' && typeof data?.id === 'string') this.set(name, data.id);
  }

  #rememberMaterial(): void {
    for (const [key, names] of [
      ['PublicKey', 'Material'],
      ['public_key', 'material'],
    ] as const) {
      const wrapped = wrapMaterial(this.#values.get(key));
      if (wrapped !== null) this.set(names, wrapped);
    }
  }
}

type Fields = Readonly<Record<string, unknown>>;
interface Entity {
  readonly id: string;
  readonly name: string;
}
interface Named {
  readonly secret?: Entity;
  readonly projects?: readonly Entity[];
  readonly enterprise_project?: Entity;
  readonly user?: Entity;
  readonly secret_blob?: string;
  readonly data?: { readonly id?: unknown } | null;
}

/** What an answer tells, by its fields. */
function textsOf(door: DoorName, call: ProbeCall, { status, body }: RawAnswer): Fields {
  const operation = doorNamed(door).operationOf(headOfCall(door, call));
  const message = doorNamed(door).messageOf?.(body, operation, status >= 400 ? 'error' : 'answer');
  if (message !== undefined) return message as Fields;
  const text = body.toString('utf8');
  try {
    return (text.startsWith('<') ? valueOfXml(text) : JSON.parse(text || '{}')) as Fields;
  } catch {
    return {};
  }
}

/** By OAEP with SHA-256; `null` for a text that is no RSA key in DER. */
function wrapMaterial(publicKey: string | undefined): string | null {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey ?? '', 'base64'), format: 'der', type: 'spki' });
    if (key.asymmetricKeyType !== 'rsa') return null;
    const wrapping = { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };
    return publicEncrypt(wrapping, MATERIAL).toString('base64');
  } catch {
    return null;
  }
}
