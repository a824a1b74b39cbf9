import {
  type CustomerKey,
  type Json,
  type Secret,
  changeKey,
  changeDialectRecord,
  changeSecret,
  listKeys,
  listSecretsByName,
} from '@dragoman/core';

import { accountOf, projectById } from '../../account/account.ts';
import { DEFAULT_ENTERPRISE_PROJECT } from '../../account/enterprise-projects.ts';
import { epsError } from '../../errors/eps.ts';
import { HELP } from '../../messages.ts';
import { DOOR } from '../../names.ts';
import type { HuaweiContext } from '../../operation.ts';
import { aliasOf } from '../key-alias.ts';
import { TOPICS, type TopicBody, topicsOf } from '../smn/topic.ts';

/**
 * What can be moved, by the types that Terraform's provider gives for secrets and keys.
 * @NOTE unverified: that topics are of the type `smn_topic` here too
 */
export const RESOURCE_TYPES = ['csms', 'kms', 'smn_topic'] as const;

export type ResourceType = (typeof RESOURCE_TYPES)[number];

/** Something that is in an enterprise project. */
export interface EpsResource {
  readonly type: ResourceType;
  readonly id: string;
  readonly name: string;
  readonly enterpriseProjectId: string;
}

/** One project's part of a request. */
type ProjectContext = Pick<HuaweiContext, 'services' | 'vault' | 'projectId' | 'actor'>;

interface ResourceKind {
  list(context: ProjectContext): Promise<EpsResource[]>;
  /** @throws DomainError where the project has none of this id */
  move(context: ProjectContext, id: string, enterpriseProjectId: string): Promise<unknown>;
}

const KINDS: Readonly<Record<ResourceType, ResourceKind>> = {
  csms: {
    async list({ services, vault }) {
      const { secrets } = await listSecretsByName(services, vault, { after: null, limit: Infinity, where: () => true });
      return secrets.map((secret) => resource('csms', secret.id, secret.name, secret));
    },
    move: async ({ services, vault, actor }, id, enterpriseProjectId) =>
      changeSecret(services, { ref: { vault, id }, actor }, (secret) => ({
        secret: { ...secret, attributes: moved(secret, enterpriseProjectId) },
      })),
  },
  kms: {
    async list({ services, vault }) {
      const { keys } = await listKeys(services, vault, { offset: 0, limit: Infinity, where: () => true });
      return keys.map((key) => resource('kms', key.id, aliasOf(key), key));
    },
    move: async ({ services, vault }, id, enterpriseProjectId) =>
      changeKey(services, { vault, id }, (key) => ({ ...key, attributes: moved(key, enterpriseProjectId) })),
  },
  smn_topic: {
    async list(context) {
      const { resources } = await topicsOf(context, { offset: 0, limit: Infinity });
      return resources.map(({ body }) => ({
        type: 'smn_topic',
        id: body.topic_id,
        name: body.name,
        enterpriseProjectId: body.enterprise_project_id,
      }));
    },
    async move(context, topicId, enterpriseProjectId) {
      const { resources } = await topicsOf(context, { offset: 0, limit: 1 }, ({ body }) => body.topic_id === topicId);
      const id = resources[0]?.id ?? topicId;
      await changeDialectRecord<TopicBody>(
        context.services,
        { vault: context.vault, kind: TOPICS, id },
        ({ body }) => ({
          body: { ...body, enterprise_project_id: enterpriseProjectId },
          dueAt: null,
        }),
      );
    },
  },
};

/** @throws VendorError EPS.0025 for a type that is in no enterprise project here */
export function resourceType(type: string): ResourceType {
  const known = RESOURCE_TYPES.find((name) => name === type);
  if (known === undefined) throw epsError('resourceType', HELP.resourceTypes({ types: RESOURCE_TYPES.join(', ') }));
  return known;
}

/** What of these types is in a project, whatever enterprise project it belongs to. */
export async function resourcesOf(
  context: ProjectContext,
  types: readonly ResourceType[],
): Promise<readonly EpsResource[]> {
  const found = await Promise.all(types.map((type) => KINDS[type].list(context)));
  return found.flat();
}

/** Puts a resource into an enterprise project. @throws DomainError where the project has none of this id */
export async function moveResource(
  context: ProjectContext,
  type: ResourceType,
  id: string,
  enterpriseProjectId: string,
): Promise<void> {
  await KINDS[type].move(context, id, enterpriseProjectId);
}

/** A resource as the list of an enterprise project's resources has it. */
export function resourceToWire({ caller, projectId }: HuaweiContext, found: EpsResource): object {
  return {
    enterprise_project_id: found.enterpriseProjectId,
    project_id: projectId,
    project_name: projectById(accountOf(caller), projectId).name,
    resource_detail: null,
    resource_id: found.id,
    resource_name: found.name,
    resource_type: found.type,
  };
}

function resource(type: ResourceType, id: string, name: string, { attributes }: Secret | CustomerKey): EpsResource {
  const own = attributes[DOOR]?.['enterprise_project_id'];
  return { type, id, name, enterpriseProjectId: typeof own === 'string' ? own : DEFAULT_ENTERPRISE_PROJECT };
}

function moved(
  { attributes }: Secret | CustomerKey,
  enterpriseProjectId: string,
): Record<string, Record<string, Json>> {
  return { ...attributes, [DOOR]: { ...attributes[DOOR], enterprise_project_id: enterpriseProjectId } };
}
