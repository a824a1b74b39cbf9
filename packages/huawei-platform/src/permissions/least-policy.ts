import type { Check, Json } from '@dragoman/core';
import { leastStatements, withoutMadeUp } from '@dragoman/protocol-kit';

/** What makes things of a kind, whose names and ids are others the next time. */
const MAKERS: Readonly<Record<string, string>> = { secretName: 'csms:secret:create', KeyId: 'kms:cmk:create' };
const URN = /^([^:]+):[^:]*:[^:]*:([^:]+):(.+)$/s;

/**
 * The identity policy that allows these checks and no more: any region and account, names as they are. Of what was made
 * on the way any key is meant, and a name without what a program makes up.
 */
export function leastPolicy(checks: readonly Check[]): Json {
  const actions = new Set(checks.map(({ action }) => action));
  const statements = leastStatements(checks, (resource) => folded(resource, actions));
  return {
    Version: '5.0',
    Statement: statements.map(({ actions: allowed, resources }) => ({
      Effect: 'Allow',
      Action: allowed,
      Resource: resources,
    })),
  };
}

function folded(resource: string, actions: ReadonlySet<string>): string {
  const [, service, kind, name] = URN.exec(resource) ?? [];
  if (service === undefined || kind === undefined || name === undefined) return resource;
  const isMade = actions.has(MAKERS[kind] ?? '');
  if (isMade && kind === 'KeyId') return `${service}:*:*:KeyId:*`;
  return `${service}:*:*:${kind}:${isMade ? withoutMadeUp(name) : name}`;
}
