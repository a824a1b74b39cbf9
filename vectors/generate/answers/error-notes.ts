import type { Note } from '../vector-file.ts';

const basic = (description: string): Note => ({ bugType: 'BASIC', description });
const edge = (description: string): Note => ({ bugType: 'EDGE_CASE', description });

/** What the flags of errors mean. */
export const ERROR_NOTES: Readonly<Record<string, Note>> = {
  NotFound: basic('What is named is not there.'),
  Exists: basic('What is made is there already.'),
  State: basic('What is named is in a state that does not allow it.'),
  Quota: basic('There would be too many.'),
  Missing: edge('A parameter that must be there is missing.'),
  EmptyParameter: edge('An empty parameter counts as absent.'),
  NullParameter: edge('A field that is null counts as absent.'),
  WrongValue: edge('A parameter has a value that it may not have.'),
  WrongType: edge('A field has another JSON type than it may have: none is turned into another.'),
  MalformedJson: edge('The body of the request is no JSON, or no object.'),
  MalformedRequest: edge('The request cannot be read.'),
  UnknownCall: edge('Nothing answers to the path, the action or its version.'),
  Unsupported: basic('The operation is not for this.'),
  Unprovoked: basic('The service has it in its table; no request leads there but the state that the service is in.'),
  Language: basic('A message in the language that was asked for.'),
};
