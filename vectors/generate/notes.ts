import type { Note } from './vector-file.ts';

const basic = (description: string): Note => ({ bugType: 'BASIC', description });
const edge = (description: string): Note => ({ bugType: 'EDGE_CASE', description });
const canonical = (description: string): Note => ({ bugType: 'CANONICALIZATION', description });
const bypass = (description: string): Note => ({ bugType: 'AUTH_BYPASS', description });

/** The flags that several families have. */
export const COMMON_NOTES: Readonly<Record<string, Note>> = {
  Plain: basic('Nothing out of the ordinary.'),
  Body: basic('A body in JSON.'),
  ContentType: basic('The type of the content is among what is signed.'),
  PseudoRandom: edge('Several parts at once, chosen at random from a fixed seed.'),
  Unreserved: canonical('Letters, digits and - . _ ~ are not encoded.'),
  LetterCase: canonical('Capitals and small letters are not the same.'),
  Tilde: canonical('The tilde is not encoded where it is signed, whatever the wire does. Old encoders write %7E.'),
  Blank: canonical('A blank is signed as %20, never as +.'),
  PlusSign: canonical('A plus sign is signed as %2B. In a query, + on the wire is a blank.'),
  PercentSign: canonical('A percent sign that is meant is signed as %25.'),
  Asterisk: canonical('The asterisk is encoded where it is signed. Encoders for forms leave it.'),
  SubDelimiter: canonical(
    "Marks such as ! ' ( ) , ; : @ & = $ are encoded where they are signed, whatever the wire does.",
  ),
  Unicode: canonical('What is signed is UTF-8 as it is: nothing is normalised.'),
  Astral: canonical('A character beyond 16 bits is four bytes in UTF-8.'),
  AstralOrder: canonical('Names are sorted by code points, which is not the order of UTF-16.'),
  SmallHex: canonical('Small hexadecimal digits on the wire are capitals where they are signed.'),
  ControlCharacter: canonical('Line breaks and tabs are encoded.'),
  Long: edge('A long text.'),
  WireOrder: canonical('The order of the wire is not the order in which is signed.'),
  EmptyValue: edge('A value is empty, or its equals sign is missing.'),
  EncodedName: canonical('A name needs to be encoded, which some official signers do not do.'),
  RepeatedName: canonical('A name stands more than once: all of them are signed, sorted by their values.'),
  HostPort: edge('The host is signed with its port.'),
  HeaderCase: canonical('The names of headers are signed in small letters.'),
  HeaderBlanks: canonical('Blanks around the value of a header are not signed, those within are.'),
  HeaderOrder: canonical('Names of headers are sorted by their bytes: a hyphen comes before letters.'),
  UnsignedHeader: edge('A header is sent and not signed.'),
  BodyBlanks: edge('The body is signed byte by byte: blanks and line breaks count.'),
  ClockSkew: edge('The stated time is at or beyond what the service takes.'),
  WrongSignature: bypass('The signature is another one, or a part of the right one.'),
  WrongKey: bypass('Signed with another secret, or with the right one misread.'),
  UnknownKey: bypass('Signed with a key that the service does not know.'),
  Altered: bypass('The request was changed after it was signed.'),
  AlteredHeader: bypass('A signed header was changed after it was signed.'),
  WrongCanonicalRequest: canonical('The canonical text is made otherwise than it is meant.'),
  MalformedAuthorization: edge('The header with the signature cannot be read.'),
  Missing: edge('Something that must be there is missing.'),
  WrongAlgorithm: bypass('The request says another algorithm than it was signed by.'),
  WrongSignedHeaders: bypass('The list of signed headers is not the one that was signed.'),
  MalformedTime: edge('The stated time is not in its form.'),
};
