import {
  type CustomerKey,
  type Secret,
  type Tag,
  changeKey,
  changeSecret,
  listKeys,
  listSecretsByCreation,
  loadKey,
  loadSecret,
  withTags,
} from '@dragoman/core';

import type { OwnRejections } from '../errors/kms-errors.ts';
import { MAX_TAGS } from '../names.ts';
import type { AliyunContext } from '../operation.ts';
import { keyRefFromWire } from '../keys/key-id.ts';
import { refFromWire } from '../secrets/secret-name.ts';

/** A thing that carries tags, under the id that the tag operations know it by. */
export interface Tagged {
  readonly id: string;
  readonly tags: readonly Tag[];
}

type TagChange = (tags: readonly Tag[]) => readonly Tag[];

/** How the tags of one sort of thing are reached. */
interface Taggable {
  /** @throws DomainError when there is no such thing */
  readonly find: (context: AliyunContext, id: string) => Promise<Tagged>;
  /** In the order of creation. */
  readonly all: (context: AliyunContext) => Promise<readonly Tagged[]>;
  /** `decide` answers the tags that it was given where nothing changes. @throws DomainError */
  readonly change: (context: AliyunContext, id: string, decide: TagChange) => Promise<void>;
}

export const RESOURCE_TYPES = ['key', 'secret'] as const;

export type ResourceType = (typeof RESOURCE_TYPES)[number];

const UNKNOWN = [404, 'InvalidResourceId.NotFound', 'The specified ResourceId is not found.'] as const;

/** What TagResources and its like say of an id that names nothing. */
export const UNKNOWN_RESOURCE = {
  'secret-not-found': UNKNOWN,
  'key-not-found': UNKNOWN,
  'key-alias-not-found': UNKNOWN,
} as const satisfies OwnRejections;

/** Tags may be changed while a deletion is scheduled: no error table says otherwise. @NOTE unverified */
const secrets: Taggable = {
  find: async (context, id) => taggedSecret(await loadSecret(context.services, refFromWire(context, id))),
  async all({ services, vault }) {
    const page = await listSecretsByCreation(services, vault, {
      offset: 0,
      limit: Infinity,
      where: ({ tags }) => tags.length > 0,
    });
    return page.secrets.map(taggedSecret);
  },
  async change(context, id, decide) {
    const target = { ref: refFromWire(context, id), actor: context.actor };
    await changeSecret(context.services, target, (secret) => {
      const tags = decide(secret.tags);
      return { secret: tags === secret.tags ? secret : { ...secret, tags } };
    });
  },
};

/** As with secrets, in any state. @NOTE unverified */
const keys: Taggable = {
  find: async (context, id) => taggedKey(await loadKey(context.services, keyRefFromWire(context, id))),
  async all({ services, vault }) {
    const page = await listKeys(services, vault, { offset: 0, limit: Infinity, where: ({ tags }) => tags.length > 0 });
    return page.keys.map(taggedKey);
  },
  async change(context, id, decide) {
    await changeKey(context.services, keyRefFromWire(context, id), (key) => {
      const tags = decide(key.tags);
      return tags === key.tags ? key : { ...key, tags };
    });
  },
};

export function taggable(type: ResourceType): Taggable {
  return type === 'secret' ? secrets : keys;
}

/** Sets tags: one that is there gets the new value. @throws DomainError `tag-quota-exceeded` */
export function addTags(added: readonly Tag[]): TagChange {
  return (tags) => withTags(tags, added, MAX_TAGS);
}

/** Takes tags away; keys that no tag has are ignored. */
export function removeTags(keys: readonly string[] | 'all'): TagChange {
  return (tags) => {
    const kept = tags.filter(({ key }) => keys !== 'all' && !keys.includes(key));
    return kept.length === tags.length ? tags : kept;
  };
}

function taggedSecret({ name, tags }: Secret): Tagged {
  return { id: name, tags };
}

function taggedKey({ id, tags }: CustomerKey): Tagged {
  return { id, tags };
}
