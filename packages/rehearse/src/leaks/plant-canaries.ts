import type { ControlClient } from '@dragoman/control';

import { putValue } from '../program/put-value.ts';
import { type Canary, canaryOf, type CanarySource, KEPT } from '../values/canary.ts';
import type { HandOut } from './hand-outs.ts';
import type { SearchedValue } from './value-search.ts';

/** Where a value comes from: what a finding tells in its place. */
export interface ValueOrigin {
  readonly kind: 'secret' | 'key of the sandbox' | 'field of an answer';
  readonly vault: string | null;
  /** Of the secret, of what the sandbox's credentials call their key, or of the field of an answer. */
  readonly name: string;
  readonly id: string | null;
  readonly version: string | null;
  /** Of JSON, such as `db.password`. */
  readonly member: string | null;
}

/** The values that a program could obtain, each with where it comes from; `SearchedValue.name` is its index. */
export class ObtainableValues {
  readonly #values: { readonly origin: ValueOrigin; readonly value: string | Uint8Array }[] = [];
  readonly #known = new Set<string>();
  readonly #bytes = new Set<string>();
  readonly #handOuts = new Map<string, HandOut>();

  add(origin: ValueOrigin, value: string | Uint8Array): void {
    // An empty value is nobody's secret.
    if (value.length === 0) return;
    this.#known.add(versionKey(origin));
    this.#bytes.add(bytesKey(value));
    this.#values.push({ origin, value });
  }

  /** Adds what an answer handed out, unless it is a value that is known. */
  addAnswered(field: string, value: string | Uint8Array, by: HandOut): void {
    if (this.#bytes.has(bytesKey(value))) return;
    this.#handOuts.set(String(this.#values.length), by);
    const origin = { kind: 'field of an answer', vault: null, id: null, version: null, member: null } as const;
    this.add({ ...origin, name: `${by.operation} ${field}` }, value);
  }

  /** The request that handed out what an answer held; null for every other value. */
  handOutOf(name: string): HandOut | null {
    return this.#handOuts.get(name) ?? null;
  }

  hasVersion(origin: Pick<ValueOrigin, 'kind' | 'vault' | 'name' | 'version'>): boolean {
    return this.#known.has(versionKey(origin));
  }

  searched(): SearchedValue[] {
    return this.#values.map(({ value }, index) => ({ name: String(index), value }));
  }

  originOf(name: string): ValueOrigin | undefined {
    return this.#values[Number(name)]?.origin;
  }
}

const bytesKey = (value: string | Uint8Array): string => Buffer.from(value as string).toString('base64');

const versionKey = ({ kind, vault, name, version }: Pick<ValueOrigin, 'kind' | 'vault' | 'name' | 'version'>): string =>
  JSON.stringify([kind, vault, name, version]);

/**
 * Gives every secret of a sandbox a canary as its current version, with the labels of the one before;
 * what a version before holds is searched for as it is, and so are secrets whose names are to be kept.
 */
export async function plantCanaries(
  control: ControlClient,
  { keep, source }: { readonly keep: (name: string) => boolean; readonly source: CanarySource },
): Promise<ObtainableValues> {
  const values = new ObtainableValues();
  await noteStored(control, values);
  for (const { vault, name, id } of await allSecrets(control)) {
    if (!keep(name)) await plantSecret(control, { vault, name, id }, source, values);
  }
  return values;
}

/** How many values that the gateway made up are kept, as `sandboxes.values` says it. */
const MOST_ANSWERED = 10_000;

/**
 * Notes what answers handed out beside the values of secrets: data keys, random passwords, tokens.
 * @returns why some of them are not known; null where all are
 */
export async function noteAnswered(
  control: ControlClient,
  sandbox: string,
  values: ObtainableValues,
): Promise<string | null> {
  const { values: found, more } = await control.sandboxes.values({ sandbox });
  for (const { field, type, value, ...by } of found)
    values.addAnswered(field, type === 'text' ? value : Buffer.from(value, 'base64'), by);
  return more ? `more than ${MOST_ANSWERED} data keys, passwords and tokens were handed out` : null;
}

/** Notes what is stored and not known yet: what there was at first, and later what the program wrote. */
export async function noteStored(control: ControlClient, values: ObtainableValues): Promise<void> {
  for (const { vault, name, id } of await allSecrets(control)) {
    for (const { id: version } of (await control.secrets.get({ vault, name })).version_list) {
      const origin = { kind: 'secret', vault, name, id, version } as const;
      if (values.hasVersion(origin)) continue;
      note(values, origin, canaryOf(await revealed(control, { vault, name, version }), KEPT));
    }
  }
}

type Named = Pick<ValueOrigin, 'name' | 'id'> & { readonly vault: string };

async function plantSecret(
  control: ControlClient,
  secret: Named,
  source: CanarySource,
  values: ObtainableValues,
): Promise<void> {
  const { vault, name } = secret;
  const before = await control.secrets.get({ vault, name });
  const current = before.version_list.find(({ id }) => id === before.current);
  // One that waits for its deletion, or has no current version, is read by nobody.
  if (before.state !== 'enabled' || current === undefined) return;
  const canary = canaryOf(await revealed(control, { vault, name, version: current.id }), source);
  const { value } = canary;
  const put = typeof value === 'string' ? { value } : { binary: Buffer.from(value).toString('base64') };
  const after = await putValue(control, { vault, name, labels: [...current.labels], ...put });
  // What it holds was noted before.
  if (after === null) return;
  note(values, { kind: 'secret', ...secret, version: after.secret.current }, canary);
}

function note(values: ObtainableValues, origin: Omit<ValueOrigin, 'member'>, { searched }: Canary): void {
  for (const { member, value } of searched) values.add({ ...origin, member }, value);
}

async function revealed(
  control: ControlClient,
  version: { readonly vault: string; readonly name: string; readonly version: string },
): Promise<string | Uint8Array> {
  const { type, value } = await control.secrets.reveal(version);
  return type === 'text' ? value : Buffer.from(value, 'base64');
}

const PAGE = 1_000;

/** BlueKing's credentials are secrets as well, their parts members of JSON. */
async function allSecrets(control: ControlClient) {
  const found: { readonly vault: string; readonly name: string; readonly id: string }[] = [];
  let after: string | null = null;
  do {
    const page: { readonly limit: number; readonly after?: string } = { limit: PAGE, ...(after !== null && { after }) };
    const { secrets, next } = await control.secrets.list(page);
    found.push(...secrets);
    after = next;
  } while (after !== null);
  return found;
}
