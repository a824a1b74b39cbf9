import { PolicyDocumentError } from '@dragoman/protocol-kit';

/** Where something is in a document, to reject it there. */
export type Path = readonly (string | number)[];

/** Text, or a list of it that is not empty. @throws PolicyDocumentError */
export function textsOf(given: unknown, path: Path, { orOne }: { readonly orOne: boolean }): readonly string[] {
  const list = orOne && typeof given === 'string' ? [given] : given;
  if (!Array.isArray(list) || list.length === 0)
    throw new PolicyDocumentError(path, orOne ? 'must be a string or a list of strings' : 'must be a list of strings');
  const wrong = list.findIndex((item) => typeof item !== 'string' || item === '');
  if (wrong !== -1) throw new PolicyDocumentError([...path, wrong], 'must be a string that is not empty');
  return list as string[];
}

/** An object that has no fields but these. @throws PolicyDocumentError */
export function objectOf(given: unknown, path: Path, fields?: readonly string[]): Readonly<Record<string, unknown>> {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new PolicyDocumentError(path, 'must be an object');
  const unknown = Object.keys(given).find((field) => fields !== undefined && !fields.includes(field));
  if (unknown !== undefined)
    throw new PolicyDocumentError([...path, unknown], `is no field here: ${(fields ?? []).join(', ')} are`);
  return given as Record<string, unknown>;
}
