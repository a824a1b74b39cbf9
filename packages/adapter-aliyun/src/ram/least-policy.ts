import type { Check, Json } from '@dragoman/core';
import { leastStatements } from '@dragoman/protocol-kit';

const CREATE_KEY = 'kms:CreateKey';
const KMS_ARN = /^acs:kms:[^:]*:[^:]*:(.+)$/s;

/**
 * The policy that allows these checks and no more: any region and account, names as they are. Keys that were made on
 * the way have other ids the next time, so then any key is meant.
 */
export function leastPolicy(checks: readonly Check[]): Json {
  const makesKeys = checks.some(({ action }) => action === CREATE_KEY);
  const statements = leastStatements(checks, (resource) => folded(resource, makesKeys));
  return {
    Version: '1',
    Statement: statements.map(({ actions, resources }) => ({
      Effect: 'Allow',
      Action: actions,
      Resource: resources,
    })),
  };
}

function folded(resource: string, makesKeys: boolean): string {
  const relative = KMS_ARN.exec(resource)?.[1];
  if (relative === undefined) return resource;
  return `acs:kms:*:*:${makesKeys && relative.startsWith('key/') ? 'key/*' : relative}`;
}
