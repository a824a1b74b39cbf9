import type { Check, Json } from '@dragoman/core';

const CALL_API = 'call_api';

/** What an identity has to state to pass these checks, and no more. */
export function leastRights(checks: readonly Check[]): Json {
  const isOfApp = ({ action }: Check): boolean => action === CALL_API;
  const permissions = checks.filter((check) => !isOfApp(check)).map(({ action, resource }) => `${action} ${resource}`);
  const apis = checks.filter(isOfApp).map(({ resource }) => resource);
  return { permissions: unique(permissions), ...(apis.length > 0 && { apis: unique(apis) }) };
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)].toSorted();
}
