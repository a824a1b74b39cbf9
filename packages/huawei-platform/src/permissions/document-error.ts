import { PolicyDocumentError } from '@dragoman/protocol-kit';

import { POLICY_ERRORS } from './messages.ts';

/** Where something is in a document, to reject it there. */
export type Path = readonly (string | number)[];

/** Text, or a list of it that is not empty. @throws PolicyDocumentError */
export function textsOf(given: unknown, path: Path, { orOne }: { readonly orOne: boolean }): readonly string[] {
  const list = orOne && typeof given === 'string' ? [given] : given;
  if (!Array.isArray(list) || list.length === 0)
    throw new PolicyDocumentError(path, orOne ? POLICY_ERRORS.stringOrList : POLICY_ERRORS.listOfStrings);
  const wrong = list.findIndex((item) => typeof item !== 'string' || item === '');
  if (wrong !== -1) throw new PolicyDocumentError([...path, wrong], POLICY_ERRORS.stringNotEmpty);
  return list as string[];
}

/** An object that has no fields but these. @throws PolicyDocumentError */
export function objectOf(given: unknown, path: Path, fields?: readonly string[]): Readonly<Record<string, unknown>> {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new PolicyDocumentError(path, POLICY_ERRORS.anObject);
  const unknown = Object.keys(given).find((field) => fields !== undefined && !fields.includes(field));
  if (unknown !== undefined)
    throw new PolicyDocumentError([...path, unknown], POLICY_ERRORS.noField({ known: (fields ?? []).join(', ') }));
  return given as Record<string, unknown>;
}
