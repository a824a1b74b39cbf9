import { changeDialectRecord } from '@dragoman/core';
import { parseBoundedJson } from '@dragoman/protocol-kit';
import { Type } from '@sinclair/typebox';

import { smnError } from '../../errors/smn.ts';
import { HELP } from '../../messages.ts';
import type { HuaweiContext } from '../../operation.ts';
import { MAX_ATTRIBUTE_BYTES, TOPICS, type TopicBody } from './topic.ts';

type Attributes = TopicBody['attributes'];

export const attributeNameField = Type.Union([Type.Literal('access_policy'), Type.Literal('introduction')]);

/** What every access policy bears (Topic Attributes, `access_policy`). */
const POLICY_VERSION = '2016-09-07';

/** @throws VendorError SMN.0047 to SMN.0051 */
export function checkAttribute(name: keyof typeof MAX_ATTRIBUTE_BYTES, value: string): void {
  if (Buffer.byteLength(value) > (MAX_ATTRIBUTE_BYTES[name] ?? 0))
    throw smnError('valueLength', HELP.attributeBytes({ name, limit: MAX_ATTRIBUTE_BYTES[name] ?? 0 }));
  if (name !== 'access_policy' || value === '') return;
  const policy = parsed(value);
  if (policy === null) throw smnError('accessPolicy', HELP.policyNoObject);
  if (policy['Version'] !== POLICY_VERSION)
    throw smnError('accessPolicyVersion', HELP.policyVersion({ version: POLICY_VERSION }));
  if (typeof policy['Id'] !== 'string' || policy['Id'] === '') throw smnError('accessPolicyId', HELP.policyId);
  if (!Array.isArray(policy['Statement']) || policy['Statement'].length === 0)
    throw smnError('accessPolicyStatement', HELP.policyStatement);
}

/** Changes the attributes of a topic. @throws DomainError `resource-not-found` */
export async function changeAttributes(
  { services, vault }: Pick<HuaweiContext, 'services' | 'vault'>,
  topicUrn: string,
  change: (attributes: Attributes) => Attributes,
): Promise<void> {
  await changeDialectRecord<TopicBody>(services, { vault, kind: TOPICS, id: topicUrn }, ({ body }) => ({
    body: { ...body, attributes: change(body.attributes), update_time: services.clock.now() },
    dueAt: null,
  }));
}

/** Attributes without one of them. */
export function withoutAttribute(attributes: Attributes, name: string): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([kept]) => kept !== name));
}

function parsed(value: string): Record<string, unknown> | null {
  try {
    const json: unknown = parseBoundedJson(value);
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
