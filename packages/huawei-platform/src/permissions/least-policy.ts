import type { Check, Json } from '@dragoman/core';
import { leastStatements } from '@dragoman/protocol-kit';

const URN = /^([^:]+):[^:]*:[^:]*:([^:]+:.+)$/s;

/**
 * The identity policy that allows these checks and no more: any region and account, names as they are. Keys that were
 * made on the way have other ids the next time, so then any key is meant.
 */
export function leastPolicy(checks: readonly Check[]): Json {
  const makesKeys = checks.some(({ action }) => action === 'kms:cmk:create');
  const statements = leastStatements(checks, (resource) => folded(resource, makesKeys));
  return {
    Version: '5.0',
    Statement: statements.map(({ actions, resources }) => ({ Effect: 'Allow', Action: actions, Resource: resources })),
  };
}

function folded(resource: string, makesKeys: boolean): string {
  const [, service, named] = URN.exec(resource) ?? [];
  if (service === undefined || named === undefined) return resource;
  return `${service}:*:*:${makesKeys ? named.replace(/^KeyId:.+$/s, 'KeyId:*') : named}`;
}
