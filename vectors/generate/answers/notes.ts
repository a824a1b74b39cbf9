import type { Note } from '../vector-file.ts';

const basic = (description: string): Note => ({ bugType: 'BASIC', description });
const edge = (description: string): Note => ({ bugType: 'EDGE_CASE', description });
const legacy = (description: string): Note => ({ bugType: 'LEGACY', description });

/** What the flags of answers mean. */
export const ANSWER_NOTES: Readonly<Record<string, Note>> = {
  Plain: basic('Nothing out of the ordinary.'),
  Json: edge('The value is JSON itself, and stays text.'),
  LooksLikeOtherType: edge('A text that looks like a number, a boolean, null or a date stays text.'),
  Markup: edge('The value has what marks up XML, and is escaped there.'),
  Escape: edge('The value has what escapes in JSON or in URLs.'),
  Blank: edge('Blanks, tabs and line breaks are kept as they are, at both ends too.'),
  Unicode: edge('UTF-8 as it is: nothing is normalised.'),
  Astral: edge('Characters beyond 16 bits.'),
  ControlCharacter: edge('JSON carries control characters as escapes; XML 1.0 cannot hold them.'),
  Long: edge('A long text.'),
  EmptyList: edge('A list is empty: it stands there, and is neither null nor missing.'),
  SingleItem: edge('A list of one item is a list.'),
  List: basic('A list of several items, in their order.'),
  NestedList: edge('Lists within lists.'),
  EmptyText: edge('A text is empty: it stands there, and is neither null nor missing.'),
  Absent: edge('A field that there is nothing for is left out.'),
  Null: edge('A field that there is nothing for is null.'),
  Number: edge('JSON has numbers; XML has their digits.'),
  Boolean: edge('JSON has booleans; XML has true and false.'),
  Time: basic('A time in the form of the service.'),
  Binary: basic('Binary data in Base64, as it was given.'),
  EmptyParameter: edge('An empty parameter of the request counts as absent.'),
  NullParameter: edge('A field of the request that is null counts as absent.'),
  NumberAsText: edge('A number of the request stands as text.'),
  TextAsNumber: edge('A text of the request stands as a number.'),
  UnknownField: edge('A field that nobody knows is passed over.'),
  RepeatedName: edge('A name stands more than once.'),
  WrongType: edge('A field of the request has another type than it may have.'),
  Cdata: legacy('Sections of CDATA, which the service does not send and XML allows.'),
  CharacterReference: legacy('Characters by their number, which the service does not send and XML allows.'),
  Prolog: legacy('A declaration, a comment, a byte order mark or blanks around the document or its elements.'),
  SelfClosing: legacy('An empty element closes itself.'),
  Spelling: legacy('JSON that is spelt otherwise and says the same.'),
  MalformedXml: edge('No document of XML.'),
  MalformedJson: edge('No JSON.'),
  Entity: { bugType: 'AUTH_BYPASS', description: 'A document declares entities, which no reader may follow.' },
  Language: basic('A message in the language that was asked for.'),
  Wrapped: basic('What the front before the service adds to its answer.'),
};
