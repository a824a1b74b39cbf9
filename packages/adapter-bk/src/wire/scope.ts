import { JobError } from '../errors/job-error.ts';
import { HELP } from '../messages.ts';
import { BIZ_SET_IDS, SCOPE_TYPES, type Scope, scopeKey } from '../names.ts';
import { type Scalar, isBlank, longField, textField, textOf } from './fields.ts';
import { type Parameters, scalarText } from './parameters.ts';

/** The fields that name a scope, in every operation. */
export const scopeFields = { bk_scope_type: textField, bk_scope_id: textField, bk_biz_id: longField };

export type ScopeInput = { readonly [Field in keyof typeof scopeFields]?: Scalar };

/** What `resolveScope` goes by. */
interface ScopeRules {
  /** The scopes that exist; none given means all with a numeric id. */
  readonly known: readonly string[];
  /** Whether an unknown type of scope has an error of its own. */
  readonly namesUnknownType: boolean;
}

/**
 * The scope that a request names, by the service's first look at it, before any field is bound: type and id when both
 * are given, else `bk_biz_id`, else none.
 * @throws JobError 1241005 (or 1240002) for an unknown type, 1243049 for an unknown scope, 1240002 for a `bk_biz_id`
 * that is no number
 */
export function resolveScope(parameters: Parameters, { known, namesUnknownType }: ScopeRules): Scope | null {
  const type = scalarText(parameters['bk_scope_type']);
  const id = scalarText(parameters['bk_scope_id']);
  if (!isBlank(type) && !isBlank(id)) {
    if (!isScopeType(type)) throw unknownType(namesUnknownType);
    return requireExisting({ type, id }, known);
  }
  const bizId = scalarText(parameters['bk_biz_id']);
  return isBlank(bizId) ? null : requireExisting(scopeOfBizId(bizId), known);
}

function unknownType(hasOwnError: boolean): JobError {
  const help = HELP.scopeTypes({ known: SCOPE_TYPES.join(', ') });
  return hasOwnError ? new JobError(1241005, { parameters: ['bk_scope_type'], help }) : new JobError(1240002, { help });
}

/** Whether a request names neither a type nor an id nor a `bk_biz_id`. */
export function namesNoScope(input: ScopeInput): boolean {
  return (
    (textOf(input.bk_scope_type) ?? '') === '' &&
    (textOf(input.bk_scope_id) ?? '') === '' &&
    isBlank(textOf(input.bk_biz_id))
  );
}

/** @throws JobError 1240002 */
function scopeOfBizId(text: string): Scope {
  const id = /^[+-]?\d+$/.test(text) ? BigInt(text.replace('+', '')) : null;
  if (id === null || BigInt.asIntN(64, id) !== id) throw new JobError(1240002, { help: HELP.bizIdForm });
  const isSet = id >= BIZ_SET_IDS.first && id <= BIZ_SET_IDS.last;
  return { type: isSet ? 'biz_set' : 'biz', id: text };
}

/** Tenant sets exist on multi-tenant platforms alone, so just those that are configured. @throws JobError 1243049 */
function requireExisting(scope: Scope, known: readonly string[]): Scope {
  const exists =
    known.length === 0 ? scope.type !== 'tenant_set' && /^[1-9]\d*$/.test(scope.id) : known.includes(scopeKey(scope));
  if (exists) return scope;
  throw new JobError(1243049, {
    help: known.length === 0 ? HELP.scopeIdForm : HELP.knownScopes({ known: known.join(', ') }),
  });
}

/**
 * The service's validation of the scope fields of a body, once they are bound.
 * @throws JobError 1240003 with the text of the first field that fails; 1240002 for an id without a type beside a
 * `bk_biz_id`
 */
export function validateScope(input: ScopeInput): void {
  const type = textOf(input.bk_scope_type);
  const id = textOf(input.bk_scope_id);
  const bizId = textOf(input.bk_biz_id);
  const namesPair = (type !== null && type !== '') || (id !== null && id !== '');
  if (isBlank(bizId) || namesPair) {
    const typeIsOptional = !isBlank(bizId) && type === null;
    if (!typeIsOptional && !isScopeType(type))
      throw new JobError(1240003, { validation: 'scopeType', help: HELP.giveScope });
    if (isBlank(id)) throw new JobError(1240003, { validation: 'scopeId', help: HELP.giveScopeId });
    if (typeIsOptional) throw new JobError(1240002, { help: HELP.giveScopeType });
  }
}

/**
 * What the service makes of the scope fields of a query, which it binds without validating.
 * @throws JobError 1240002 or 1243049 for half of one
 */
export function validateQueryScope(input: ScopeInput): void {
  const type = textOf(input.bk_scope_type) ?? '';
  const id = textOf(input.bk_scope_id) ?? '';
  if (type === '' && id === '') return;
  if (!isScopeType(type)) throw new JobError(1240002, { help: HELP.existingScopeType });
  if (isBlank(id)) throw new JobError(1243049, { help: HELP.giveScopeId });
}

function isScopeType(text: string | null): text is Scope['type'] {
  return SCOPE_TYPES.some((type) => type === text);
}
