import type { Check, Json } from '@dragoman/core';
import { leastStatements, withoutMadeUp } from '@dragoman/protocol-kit';

/** What makes things of a kind, whose names and ids are others the next time. */
const MAKERS: Readonly<Record<string, string>> = {
  secret: 'kms:CreateSecret',
  key: 'kms:CreateKey',
  alias: 'kms:CreateAlias',
};
const KMS_ARN = /^acs:kms:[^:]*:[^:]*:(secret|key|alias)\/(.+)$/s;
const CONTAINER = /^acs:kms:[^:]*:[^:]*:([^/]+)$/;

/**
 * The policy that allows these checks and no more: any region and account, names as they are. Of what was made on the
 * way any key is meant, and a name without what a program makes up.
 */
export function leastPolicy(checks: readonly Check[]): Json {
  const actions = new Set(checks.map(({ action }) => action));
  const statements = leastStatements(checks, (resource) => folded(resource, actions));
  return {
    Version: '1',
    Statement: statements.map(({ actions: allowed, resources }) => ({
      Effect: 'Allow',
      Action: allowed,
      Resource: resources,
    })),
  };
}

function folded(resource: string, actions: ReadonlySet<string>): string {
  const container = CONTAINER.exec(resource)?.[1];
  if (container !== undefined) return `acs:kms:*:*:${container}`;
  const [, kind, name] = KMS_ARN.exec(resource) ?? [];
  if (kind === undefined || name === undefined) return resource;
  const isMade = actions.has(MAKERS[kind] ?? '');
  if (isMade && kind === 'key') return 'acs:kms:*:*:key/*';
  return `acs:kms:*:*:${kind}/${isMade ? withoutMadeUp(name) : name}`;
}
