import type { CreateSecret } from '../src/commands/create-secret.ts';
import { changeSecret } from '../src/commands/change-secret.ts';
import { createSecret } from '../src/commands/create-secret.ts';
import { readSecretValue } from '../src/commands/read-value.ts';
import { DomainError, type DomainErrorCode } from '../src/errors.ts';
import type { KeyState } from '../src/model/key.ts';
import { CURRENT } from '../src/model/labels.ts';
import type { Secret } from '../src/model/secret.ts';
import type { VersioningPolicy } from '../src/model/versioning-policy.ts';
import type { Services } from '../src/services.ts';
import { memoryServices } from '../src/store-contract/memory-services.ts';

/** Unix milliseconds at which every environment begins. */
export const START = 1_767_323_045_000;

export const VAULT = 'default';
export const ACTOR = 'tester';

/** No limits; moving CURRENT by hand hands PREVIOUS over. */
export const FREE: VersioningPolicy = {
  versionLimit: null,
  atVersionLimit: 'drop-unlabelled-or-refuse',
  labelLimit: null,
  atLabelLimit: 'reject',
  moveHandsOverPrevious: true,
};

/** A secret before its first version. */
export const EMPTY: Secret = {
  vault: VAULT,
  id: 'id',
  name: 'name',
  description: null,
  state: 'enabled',
  keyId: null,
  createdAt: START,
  updatedAt: START,
  createdBy: ACTOR,
  updatedBy: ACTOR,
  deletionDueAt: null,
  rotation: null,
  tags: [],
  attributes: {},
  lastOrdinal: 0,
  versions: [],
  labels: [],
  revision: 1,
};

/** Everything that commands need, over maps, a clock that stands still and ids that count. */
export interface Environment {
  readonly services: Services;
  /** Lets time pass, in milliseconds. */
  advance(by: number): void;
}

/** @param wrap puts something between the commands and the stores */
export function newEnvironment(wrap: (services: Services) => Partial<Services> = () => ({})): Environment {
  const base = memoryServices(START);
  return { services: { ...base, ...wrap(base) }, advance: base.advance };
}

/** A request to make the secret `name` with the text `one`. */
export function creation(changes: Partial<CreateSecret> = {}): CreateSecret {
  return {
    vault: VAULT,
    name: 'name',
    actor: ACTOR,
    value: { type: 'text', data: 'one' },
    versionId: null,
    description: null,
    keyId: null,
    tags: [],
    attributes: {},
    limits: { maxSecrets: null, caselessName: false },
    ...changes,
  };
}

/** The secret `name` of an environment, for requests. */
export function target(name = 'name'): {
  readonly ref: { readonly vault: string; readonly name: string };
  readonly actor: string;
} {
  return { ref: { vault: VAULT, name }, actor: ACTOR };
}

export async function made({ services }: Environment, changes: Partial<CreateSecret> = {}): Promise<Secret> {
  return createSecret(services, creation(changes));
}

/** Changes a secret past all rules. */
export async function forced({ services }: Environment, changes: Partial<Secret>, name = 'name'): Promise<Secret> {
  return changeSecret(services, target(name), (secret) => ({ secret: { ...secret, ...changes } }));
}

/** Puts a key into a state past all rules. */
export async function keyInState({ services }: Environment, id: string, state: KeyState): Promise<void> {
  const key = await services.keys.find(VAULT, id);
  if (key === null) throw new Error(`no key ${id}`);
  await services.keys.commit({ ...key, state, revision: key.revision + 1 }, key.revision);
}

/** The text that the label leads to. */
export async function valueAt({ services }: Environment, label = CURRENT, name = 'name'): Promise<string> {
  const opened = await readSecretValue(services, {
    ref: { vault: VAULT, name },
    selector: { label },
    allowPendingDeletion: true,
  });
  return opened.value.data;
}

/** The code of the DomainError that the attempt is rejected with. */
export async function rejectionOf(attempt: Promise<unknown> | (() => unknown)): Promise<DomainErrorCode> {
  try {
    await (typeof attempt === 'function' ? attempt() : attempt);
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
  throw new Error('not rejected');
}
