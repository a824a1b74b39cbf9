import { PolicyDocumentError, type TextMatcher, glob } from '@dragoman/protocol-kit';

import { type Path, textsOf } from './document-error.ts';
import { POLICY_ERRORS } from './messages.ts';

/** Whether a statement is about an action. @param names every name that the action has, in small letters */
export type ActionMatcher = (names: readonly string[]) => boolean;

/** The actions of a statement as they are written, and whether it is about one. */
export interface StatementActions {
  readonly field: 'Action' | 'NotAction';
  readonly written: readonly string[];
  readonly matches: ActionMatcher;
}

/** `service:type:operation`, of which the type may be empty. */
const ACTION = /^[^:]*:[^:]*:[^:]*$/;

/**
 * The actions of a statement; one that leaves actions out (`NotAction`) leaves them out under each of their names
 * (FAQ of IAM, `iam_01_1248`, 2025-11-06). In a classic policy a service is written in small letters, the rest without
 * case; in an identity policy nothing has case.
 * @throws PolicyDocumentError
 */
export function actionsOf(
  { Action: action, NotAction: notAction }: { readonly Action?: unknown; readonly NotAction?: unknown },
  version: '1.0' | '1.1' | '5.0',
  path: Path,
): StatementActions {
  if (action !== undefined && notAction !== undefined)
    throw new PolicyDocumentError([...path, 'NotAction'], POLICY_ERRORS.besideAction);
  const field = notAction === undefined ? 'Action' : 'NotAction';
  const at = [...path, field];
  const orOne = version === '5.0';
  const written = textsOf(notAction ?? action, at, { orOne });
  const patterns = written.map((pattern, index) =>
    orOne ? identityAction(pattern, [...at, index]) : classicAction(pattern, [...at, index]),
  );
  const isNamed: ActionMatcher = (names) => names.some((name) => patterns.some((matches) => matches(name)));
  return { field, written, matches: field === 'Action' ? isNamed : (names) => !isNamed(names) };
}

function classicAction(pattern: string, path: Path): TextMatcher {
  if (!ACTION.test(pattern)) throw new PolicyDocumentError(path, POLICY_ERRORS.actionForm);
  const end = pattern.indexOf(':');
  return glob(pattern.slice(0, end) + pattern.slice(end).toLowerCase(), '*');
}

function identityAction(pattern: string, path: Path): TextMatcher {
  if (!ACTION.test(pattern) && !pattern.includes('*')) throw new PolicyDocumentError(path, POLICY_ERRORS.actionForm);
  return glob(pattern.toLowerCase());
}
