import type { Json } from '@dragoman/core';
import { PolicyDocumentError } from '@dragoman/protocol-kit';

import { POLICY_ERRORS } from '../messages/policies.ts';
import { characters } from '../wire/fields.ts';
import { isList, isObject } from '../wire/json.ts';
import { conditionOf, type CompiledCondition, OPERATORS } from './conditions.ts';
import { matcherOf, type TextMatcher } from './patterns.ts';

/** What a policy is for: attached to a user, role or session; a role's trust; or a secret's or key's own. */
export type PolicyKind = 'identity' | 'trust' | 'resource';

/** A statement, ready to be asked. */
export interface CompiledStatement {
  /** From 1. */
  readonly number: number;
  readonly effect: 'Allow' | 'Deny';
  /** Of the action in lower case. */
  readonly matchesAction: TextMatcher;
  readonly actions: WrittenActions;
  readonly matchesResource: TextMatcher;
  /** As written; empty where it has no Resource. */
  readonly resources: readonly string[];
  readonly conditions: readonly CompiledCondition[];
  /** Whom it is about, as written; empty where it has no Principal. */
  readonly principals: readonly string[];
}

/** The actions of a statement as they are written. */
export interface WrittenActions {
  readonly field: 'Action' | 'NotAction';
  readonly names: readonly string[];
}

/** A policy, ready to be asked. */
export interface CompiledPolicy {
  readonly name: string;
  readonly denies: readonly CompiledStatement[];
  readonly allows: readonly CompiledStatement[];
}

type Path = readonly (string | number)[];

const FIELDS = ['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'Condition'];
const MAX_SID_CHARACTERS = 128;
/** `<service>:<operation>`, either with wildcards, or `*`. */
const ACTION = /^(\*|[\w*?-]+:[\w*?-]+)$/;
/** `acs:<service>:<region>:<account>:<relative>`, or wildcards in the place of any of it. */
const RESOURCE = /^(\*|acs:[^:]*:[^:]*:[^:]*:[^]+|acs:[^]*\*[^]*)$/;
const RAM_PRINCIPAL = /^acs:ram::[^:]+:(\*|root|user\/.+|role\/.+)$/;
const PRINCIPALS: Readonly<Record<'trust' | 'resource', Readonly<Record<string, RegExp>>>> = {
  trust: { RAM: RAM_PRINCIPAL, Service: /^[\w.@-]+$/, Federated: /^acs:ram::[^:]+:(oidc|saml)-provider\/.+$/ },
  resource: { RAM: RAM_PRINCIPAL },
};

/**
 * Reads a policy document.
 * @param name what a decision calls it
 * @throws PolicyDocumentError for the first part that RAM's grammar does not have
 */
export function compilePolicy(document: Json, kind: PolicyKind, name: string): CompiledPolicy {
  if (!isObject(document)) throw new PolicyDocumentError([], POLICY_ERRORS.policyShape);
  const { Version, Statement, ...rest } = document;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) throw new PolicyDocumentError([unknown], POLICY_ERRORS.policyField);
  if (Version !== '1') throw new PolicyDocumentError(['Version'], POLICY_ERRORS.policyVersion);
  if (!isList(Statement) || Statement.length === 0)
    throw new PolicyDocumentError(['Statement'], POLICY_ERRORS.statementList);
  const statements = Statement.map((given, index) => compileStatement(given, kind, index));
  return {
    name,
    denies: statements.filter(({ effect }) => effect === 'Deny'),
    allows: statements.filter(({ effect }) => effect === 'Allow'),
  };
}

function compileStatement(given: Json, kind: PolicyKind, index: number): CompiledStatement {
  const path: Path = ['Statement', index];
  if (!isObject(given)) throw new PolicyDocumentError(path, POLICY_ERRORS.statementShape);
  rejectUnknownFields(given, kind, path);
  const { Sid, Effect } = given;
  if (Sid !== undefined && (typeof Sid !== 'string' || characters(Sid) > MAX_SID_CHARACTERS))
    throw new PolicyDocumentError([...path, 'Sid'], POLICY_ERRORS.sidForm({ limit: MAX_SID_CHARACTERS }));
  if (Effect !== 'Allow' && Effect !== 'Deny') throw new PolicyDocumentError([...path, 'Effect'], POLICY_ERRORS.effect);
  const actions = actionsOf(given, kind, path);
  const resources = resourcesOf(given['Resource'], kind, [...path, 'Resource']);
  return {
    number: index + 1,
    effect: Effect,
    matchesAction: actionMatcherOf(actions),
    actions,
    matchesResource: resources.length === 0 ? () => true : matcherOf(resources),
    resources,
    conditions: conditionsOf(given['Condition'], [...path, 'Condition']),
    principals: kind === 'identity' ? [] : principalsOf(given['Principal'], kind, [...path, 'Principal']),
  };
}

function rejectUnknownFields(given: Readonly<Record<string, Json>>, kind: PolicyKind, path: Path): void {
  if (given['NotResource'] !== undefined)
    throw new PolicyDocumentError([...path, 'NotResource'], POLICY_ERRORS.noNotResource);
  if (kind === 'identity' && given['Principal'] !== undefined)
    throw new PolicyDocumentError([...path, 'Principal'], POLICY_ERRORS.principalAlone);
  const known = kind === 'identity' ? FIELDS : [...FIELDS, 'Principal'];
  const unknown = Object.keys(given).find((field) => !known.includes(field));
  if (unknown !== undefined)
    throw new PolicyDocumentError([...path, unknown], POLICY_ERRORS.statementField({ known: known.join(', ') }));
}

function actionsOf(
  { Action, NotAction }: Readonly<Record<string, Json>>,
  kind: PolicyKind,
  path: Path,
): WrittenActions {
  if ((Action === undefined) === (NotAction === undefined))
    throw new PolicyDocumentError([...path, 'Action'], POLICY_ERRORS.actionNeeded);
  const field = Action === undefined ? 'NotAction' : 'Action';
  const actions = textsOf(Action ?? NotAction, [...path, field]);
  const wrong = actions.find((action) => !ACTION.test(action) || (kind === 'resource' && !/^kms:/i.test(action)));
  if (wrong !== undefined)
    throw new PolicyDocumentError(
      [...path, field],
      kind === 'resource' ? POLICY_ERRORS.noKmsAction : POLICY_ERRORS.noAction,
    );
  return { field, names: actions };
}

/** Case does not count. */
function actionMatcherOf({ field, names }: WrittenActions): TextMatcher {
  const matches = matcherOf(names.map((name) => name.toLowerCase()));
  return field === 'Action' ? matches : (action) => !matches(action);
}

/** Empty where a trust policy leaves them out: everything. */
function resourcesOf(given: Json | undefined, kind: PolicyKind, path: Path): readonly string[] {
  if (given === undefined) {
    if (kind === 'trust') return [];
    throw new PolicyDocumentError(path, POLICY_ERRORS.resourceNeeded);
  }
  const resources = textsOf(given, path);
  if (kind === 'resource' && resources.some((resource) => resource !== '*'))
    throw new PolicyDocumentError(path, POLICY_ERRORS.resourceStar);
  if (!resources.every((resource) => RESOURCE.test(resource))) throw new PolicyDocumentError(path, POLICY_ERRORS.noArn);
  return resources;
}

function principalsOf(given: Json | undefined, kind: 'trust' | 'resource', path: Path): readonly string[] {
  if (!isObject(given) || Object.keys(given).length === 0)
    throw new PolicyDocumentError(path, POLICY_ERRORS.principalNeeded);
  const forms = PRINCIPALS[kind];
  return Object.entries(given).flatMap(([type, names]) => {
    const form = forms[type];
    if (form === undefined)
      throw new PolicyDocumentError(
        [...path, type],
        POLICY_ERRORS.principalField({ keys: Object.keys(forms).join(', ') }),
      );
    const texts = textsOf(names, [...path, type]);
    if (!texts.every((text) => form.test(text)))
      throw new PolicyDocumentError([...path, type], POLICY_ERRORS.noPrincipal);
    return texts;
  });
}

function conditionsOf(given: Json | undefined, path: Path): CompiledCondition[] {
  if (given === undefined) return [];
  if (!isObject(given)) throw new PolicyDocumentError(path, POLICY_ERRORS.noOperators);
  return Object.entries(given).flatMap(([name, keys]) => {
    const operator = OPERATORS.get(name);
    if (operator === undefined)
      throw new PolicyDocumentError(
        [...path, name],
        POLICY_ERRORS.noOperator({ known: [...OPERATORS.keys()].join(', ') }),
      );
    if (!isObject(keys)) throw new PolicyDocumentError([...path, name], POLICY_ERRORS.noConditionKeys);
    return Object.entries(keys).map(([key, values]) => {
      const condition = conditionOf({ name, operator }, key, valuesOf(values, [...path, name, key]));
      if (condition === null)
        throw new PolicyDocumentError([...path, name, key], POLICY_ERRORS.notComparable({ name }));
      return condition;
    });
  });
}

function textsOf(given: Json | undefined, path: Path): readonly string[] {
  const texts = isList(given) ? given : [given];
  if (texts.length === 0 || !texts.every((text): text is string => typeof text === 'string' && text !== ''))
    throw new PolicyDocumentError(path, POLICY_ERRORS.noTexts);
  return texts;
}

/** A condition's values may be numbers and booleans too. */
function valuesOf(given: Json, path: Path): string[] {
  const values = isList(given) ? given : [given];
  if (values.length === 0 || values.some((value) => typeof value === 'object'))
    throw new PolicyDocumentError(path, POLICY_ERRORS.noValues);
  return values.map(String);
}
