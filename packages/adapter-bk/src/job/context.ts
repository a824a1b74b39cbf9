import { vaultOf } from '@dragoman/core';
import type { DoorParts } from '@dragoman/protocol-kit';

import { JobError } from '../errors/job-error.ts';
import { HELP } from '../messages.ts';
import { DOOR, type Scope, scopeKey } from '../names.ts';
import type { JobContext, JobOperation } from '../operation.ts';
import { releaseFeatures } from '../release-features.ts';
import type { BkSettings } from '../settings.ts';
import { type ScopeInput, namesNoScope, validateQueryScope, validateScope } from '../wire/scope.ts';
import { PLATFORM } from './scope-vaults.ts';

/** A call whose caller is known and whose input fits the operation's schema. */
interface ValidCall {
  readonly operation: JobOperation;
  readonly input: unknown;
  readonly isQuery: boolean;
  readonly username: string;
  readonly permissions: JobContext['permissions'];
  /** `null` where the request names none. */
  readonly scope: Scope | null;
}

/**
 * What the operation works with.
 * @throws JobError for a scope that the operation needs and the input lacks, or names by half
 */
export function jobContext(parts: DoorParts<BkSettings>, call: ValidCall): JobContext {
  const { services, settings, bindings } = parts;
  const { isQuery, username, scope, permissions, operation } = call;
  // Every operation's schema, which the input fits, has the fields of a scope.
  const fields = call.input as ScopeInput;
  if (scope === null && namesNoScope(fields)) rejectMissingScope(call, fields, settings);
  else if (isQuery) validateQueryScope(fields);
  else validateScope(fields);
  const vault = scope === null ? PLATFORM.vault : vaultOf(bindings, { door: DOOR, key: scopeKey(scope) });
  const features = releaseFeatures(settings);
  return {
    services,
    settings,
    features,
    bindings,
    vault,
    scope: scope ?? PLATFORM.scope,
    username,
    permissions,
    needs: operation.needs,
    isQuery,
  };
}

/** Rejects an operation without a scope, unless it can do without. @throws JobError */
function rejectMissingScope({ operation, isQuery }: ValidCall, fields: ScopeInput, settings: BkSettings): void {
  const features = releaseFeatures(settings);
  if (operation.isScopeless?.(features) ?? false) return;
  if (!isQuery && features.validatesMissingScope) validateScope(fields);
  // The fields are the operation's whole input, which fits its schema.
  operation.withoutScope?.(fields as never, settings);
  throw new JobError(1240002, { help: HELP.giveScope });
}
