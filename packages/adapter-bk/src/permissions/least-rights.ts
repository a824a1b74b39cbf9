import type { Check, Json } from '@dragoman/core';

const CALL_API = 'call_api';
const INSTANCE = /^(ticket|account|file_source)\//;

/**
 * What an identity has to state to pass these checks, and no more. Who makes something may manage and use it, so that
 * is left out of a run that makes such things.
 */
export function leastRights(checks: readonly Check[]): Json {
  const actions = new Set(checks.map(({ action }) => action));
  const permissions = checks.filter(
    ({ action, resource }) => action !== CALL_API && !actions.has(`create_${INSTANCE.exec(resource)?.[1] ?? ''}`),
  );
  const apis = checks.filter(({ action }) => action === CALL_API).map(({ resource }) => resource);
  return {
    permissions: unique(permissions.map(({ action, resource }) => `${action} ${resource}`)),
    ...(apis.length > 0 && { apis: unique(apis) }),
  };
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)].toSorted();
}
