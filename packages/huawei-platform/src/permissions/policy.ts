import { PolicyDocumentError } from '@dragoman/protocol-kit';
import { type Condition, conditionsOf } from './conditions.ts';
import { type Path, objectOf, textsOf } from './document-error.ts';
import { type StatementActions, actionsOf } from './action-pattern.ts';
import { POLICY_ERRORS } from './messages.ts';
import { type ResourceName, resourcePattern } from './resource-pattern.ts';

/** `1.0` is a role and `1.1` a policy, both given to groups with a scope; `5.0` is an identity policy. */
export type PolicyVersion = '1.0' | '1.1' | '5.0';

/** One statement, ready to be asked. */
export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: StatementActions;
  /** What it is about; `null` is about everything. */
  readonly resources: StatementResources | null;
  readonly conditions: readonly Condition[];
  /** Its place in the document, from 0. */
  readonly index: number;
}

/** The resources of a statement as they are written, any of which it is about. */
export interface StatementResources {
  readonly written: readonly string[];
  readonly patterns: readonly ((resource: ResourceName) => boolean)[];
}

/** A policy, ready to be asked. */
export interface Policy {
  readonly version: PolicyVersion;
  readonly statements: readonly Statement[];
}

/** The longest policy, in characters (policy syntax, 2023). */
export const MAX_POLICY_CHARACTERS = 6_144;

const DOCUMENT_FIELDS = { '1.0': ['Version', 'Statement', 'Depends'], '1.1': ['Version', 'Statement'] };
const STATEMENT_FIELDS = {
  '1.0': ['Effect', 'Action', 'Condition'],
  '1.1': ['Effect', 'Action', 'Resource', 'Condition'],
  '5.0': ['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'Condition'],
};

/**
 * Reads a document as IAM has it (user guide of IAM, policy syntax, 2023; identity policies, 2025-11-06).
 * @throws PolicyDocumentError where IAM would reject it as malformed
 */
export function readPolicy(document: unknown): Policy {
  const version = versionOf(objectOf(document, [])['Version']);
  const fields = version === '5.0' ? DOCUMENT_FIELDS['1.1'] : DOCUMENT_FIELDS[version];
  const { Statement: statements } = objectOf(document, [], fields);
  if (JSON.stringify(document).length > MAX_POLICY_CHARACTERS)
    throw new PolicyDocumentError([], POLICY_ERRORS.policyLength({ limit: MAX_POLICY_CHARACTERS }));
  if (!Array.isArray(statements) || statements.length === 0)
    throw new PolicyDocumentError(['Statement'], POLICY_ERRORS.listOfStatements);
  return { version, statements: statements.map((given, index) => statementOf(given, index, version)) };
}

function versionOf(given: unknown): PolicyVersion {
  if (given === '1.0' || given === '1.1' || given === '5.0') return given;
  throw new PolicyDocumentError(['Version'], POLICY_ERRORS.policyVersionOf);
}

function statementOf(given: unknown, index: number, version: PolicyVersion): Statement {
  const path: Path = ['Statement', index];
  const fields = objectOf(given, path, STATEMENT_FIELDS[version]);
  const { Effect: effect, Resource: resource, Condition: condition } = fields;
  if (effect !== 'Allow' && effect !== 'Deny')
    throw new PolicyDocumentError([...path, 'Effect'], POLICY_ERRORS.allowOrDeny);
  if (fields['Sid'] !== undefined && typeof fields['Sid'] !== 'string')
    throw new PolicyDocumentError([...path, 'Sid'], POLICY_ERRORS.aString);
  return {
    effect,
    actions: actionsOf(fields, version, path),
    resources: resource === undefined ? null : resourcesOf(resource, version, [...path, 'Resource']),
    conditions: condition === undefined ? [] : conditionsOf(condition, [...path, 'Condition']),
    index,
  };
}

/** A classic policy for agencies names them by `uri`, and no secret or key. */
function resourcesOf(given: unknown, version: PolicyVersion, path: Path): StatementResources {
  if (version === '1.1' && typeof given === 'object' && given !== null && 'uri' in given) {
    textsOf(objectOf(given, path, ['uri'])['uri'], [...path, 'uri'], { orOne: false });
    return { written: [], patterns: [] };
  }
  const wildcards = version === '5.0' ? '*?' : '*';
  const written = textsOf(given, path, { orOne: true });
  return { written, patterns: written.map((pattern, at) => resourcePattern(pattern, wildcards, [...path, at])) };
}
