/** Bodies that KMS does not send: those that say the same in another spelling, and those that no reader may take. */
import { type AnswerTest, type Fields, NOW, REQUEST_ID } from '../answers/exchange.ts';
import { type Spelling, jsonSpellings, malformedJson } from '../answers/json-spellings.ts';
import { type Format, written } from './answers.ts';

const FIELDS: Fields = {
  SecretName: 'orders/db',
  SecretType: 'Generic',
  VersionId: 'v1',
  SecretData: 'a<b>&"c" 数',
  SecretDataType: 'text',
  CreateTime: NOW,
  VersionStages: { VersionStage: ['ACSCurrent', 'blue'] },
  RequestId: REQUEST_ID,
};
const DATA = '<SecretData>a&lt;b&gt;&amp;&quot;c&quot; 数</SecretData>';
const XML =
  `<KMS><SecretName>orders/db</SecretName><SecretType>Generic</SecretType><VersionId>v1</VersionId>${DATA}` +
  `<SecretDataType>text</SecretDataType><CreateTime>${NOW}</CreateTime><VersionStages>` +
  '<VersionStage>ACSCurrent</VersionStage><VersionStage>blue</VersionStage></VersionStages>' +
  `<RequestId>${REQUEST_ID}</RequestId></KMS>`;
const JSON_TEXT = JSON.stringify(FIELDS);

const inXml = (data: string): string => XML.replace(DATA, data);

const XML_SPELLINGS: readonly Spelling[] = [
  ['as KMS writes it', 'Plain', XML],
  ['a declaration in front', 'Prolog', `<?xml version="1.0" encoding="UTF-8"?>${XML}`],
  ['a declaration with a line break', 'Prolog', `<?xml version='1.0' encoding='utf-8'?>\n${XML}\n`],
  ['line breaks and blanks between elements', 'Prolog', XML.replace(/></g, '>\n  <')],
  ['a comment between elements', 'Prolog', XML.replace('<SecretType>', '<!-- a & b --><SecretType>')],
  ['a processing instruction between elements', 'Prolog', XML.replace('<SecretType>', '<?a b?><SecretType>')],
  [
    'a blank within a tag',
    'Prolog',
    XML.replace('<VersionId>', '<VersionId >').replace('</VersionId>', '</VersionId >'),
  ],
  ['a value in a section of CDATA', 'Cdata', inXml('<SecretData><![CDATA[a<b>&"c" 数]]></SecretData>')],
  ['a value in two sections of CDATA', 'Cdata', inXml('<SecretData><![CDATA[a<b>&]]><![CDATA["c" 数]]></SecretData>')],
  ['a value in text and CDATA', 'Cdata', inXml('<SecretData>a&lt;<![CDATA[b>&"c" ]]>数</SecretData>')],
  [
    'characters by their decimal number',
    'CharacterReference',
    inXml('<SecretData>a&#60;b&#62;&#38;"c" &#25968;</SecretData>'),
  ],
  [
    'characters by their hexadecimal number',
    'CharacterReference',
    inXml('<SecretData>&#x61;&lt;b>&#x26;"c" &#x6570;</SecretData>'),
  ],
  ['quotation marks and > as they are', 'CharacterReference', inXml('<SecretData>a&lt;b>&amp;"c" 数</SecretData>')],
  ['an element that nobody knows', 'UnknownField', XML.replace('<SecretType>', '<More><A>1</A></More><SecretType>')],
  [
    'elements in another order',
    'Plain',
    XML.replace('<SecretType>Generic</SecretType>', '').replace(
      '<RequestId>',
      '<SecretType>Generic</SecretType><RequestId>',
    ),
  ],
];

const GROWING = '<!DOCTYPE KMS [<!ENTITY a "xxxxxxxxxx"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>';

const MALFORMED_XML: readonly Spelling[] = [
  ['empty', 'MalformedXml', ''],
  ['blanks alone', 'MalformedXml', '  \n'],
  ['text alone', 'MalformedXml', 'KMS'],
  ['cut short within a tag', 'MalformedXml', XML.slice(0, -3)],
  ['cut short within a value', 'MalformedXml', XML.slice(0, XML.indexOf('数'))],
  ['cut short after an element', 'MalformedXml', XML.slice(0, XML.indexOf('<RequestId>'))],
  ['an end tag of another name', 'MalformedXml', XML.replace('</VersionId>', '</Versionid>')],
  [
    'tags that cross',
    'MalformedXml',
    XML.replace('</VersionStage></VersionStages>', '</VersionStages></VersionStage>'),
  ],
  ['an ampersand as it is', 'MalformedXml', inXml('<SecretData>a & b</SecretData>')],
  ['an angle bracket as it is', 'MalformedXml', inXml('<SecretData>a < b</SecretData>')],
  ['an entity that nobody knows', 'MalformedXml', inXml('<SecretData>&uuml;</SecretData>')],
  ['a character by a number that there is not', 'MalformedXml', inXml('<SecretData>&#0;</SecretData>')],
  ['a reference without its semicolon', 'MalformedXml', inXml('<SecretData>&lt b</SecretData>')],
  ['a control character', 'MalformedXml', inXml('<SecretData>a\u0001b</SecretData>')],
  ['a section of CDATA without its end', 'MalformedXml', inXml('<SecretData><![CDATA[a</SecretData>')],
  ['JSON', 'MalformedXml', JSON_TEXT],
  ['an entity of its own', 'Entity', `<!DOCTYPE KMS [<!ENTITY e "x">]>${inXml('<SecretData>&e;</SecretData>')}`],
  [
    'an entity that is a file',
    'Entity',
    `<!DOCTYPE KMS [<!ENTITY e SYSTEM "file:///etc/hostname">]>${inXml('<SecretData>&e;</SecretData>')}`,
  ],
  ['entities that grow', 'Entity', `${GROWING}${inXml('<SecretData>&b;</SecretData>')}`],
];

/** For readers alone: no request leads to them. */
export function readerTests(): AnswerTest[] {
  const of =
    (format: Format, result: AnswerTest['result']) =>
    ([comment, flag, body]: Spelling): AnswerTest => ({
      comment: `a reader of ${format}: ${comment}`,
      flags: [flag],
      operation: 'GetSecretValue',
      format,
      response: written(format, body),
      ...(result === 'invalid' ? {} : { value: FIELDS }),
      result,
    });
  return [
    ...XML_SPELLINGS.map(of('XML', 'acceptable')),
    ...MALFORMED_XML.map(of('XML', 'invalid')),
    ...jsonSpellings(JSON_TEXT).map(of('JSON', 'acceptable')),
    ...malformedJson(JSON_TEXT).map(of('JSON', 'invalid')),
    ...typed(),
  ];
}

/** Numbers and booleans, of operations that have them. */
function typed(): AnswerTest[] {
  const of = (
    comment: string,
    flag: string,
    operation: string,
    name: string,
    value: number | boolean,
  ): AnswerTest[] => {
    const fields = { [name]: value, RequestId: REQUEST_ID };
    const xml = `<KMS><${name}>${String(value)}</${name}><RequestId>${REQUEST_ID}</RequestId></KMS>`;
    const common = { flags: [flag], operation, value: fields, result: 'valid' } as const;
    return [
      { ...common, comment: `${comment} (JSON)`, format: 'JSON', response: written('JSON', JSON.stringify(fields)) },
      { ...common, comment: `${comment} (XML)`, format: 'XML', response: written('XML', xml) },
    ];
  };
  return [
    ...of('a boolean: true', 'Boolean', 'AsymmetricVerify', 'Value', true),
    ...of('a boolean: false', 'Boolean', 'AsymmetricVerify', 'Value', false),
    ...of('a number: zero', 'Number', 'ListSecrets', 'TotalCount', 0),
    ...of('a number: many', 'Number', 'ListSecrets', 'TotalCount', 2_147_483_647),
  ];
}
