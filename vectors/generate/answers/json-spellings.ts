/** JSON that is spelt otherwise and says the same, and what is none. */

/** A body, and what it is about. */
export type Spelling = readonly [comment: string, flag: string, body: string];

/** Others of a JSON object that has a text with "数" and one with marks. */
export function jsonSpellings(json: string): readonly Spelling[] {
  return [
    ['as it is sent', 'Plain', json],
    ['line breaks and blanks between its tokens', 'Spelling', JSON.stringify(JSON.parse(json), null, 2)],
    ['blanks around it', 'Spelling', ` \r\n\t${json}\n`],
    ['Chinese as escapes', 'Spelling', json.replaceAll('数', '\\u6570')],
    [
      'Chinese as escapes in small and capital letters',
      'Spelling',
      json.replaceAll('数', '\\u6570').replace('a<', '\\u0061\\u003C'),
    ],
    [
      'marks as escapes',
      'Spelling',
      json.replaceAll('<', '\\u003c').replaceAll('>', '\\u003e').replaceAll('&', '\\u0026'),
    ],
    ['slashes as escapes', 'Spelling', json.replaceAll('/', '\\/')],
    ['a field that nobody knows', 'UnknownField', json.replace('{', '{"More":{"a":[1,null,true]},')],
    ['its fields backwards', 'Spelling', JSON.stringify(backwards(JSON.parse(json)))],
  ];
}

/** No JSON, made of such an object. */
export function malformedJson(json: string): readonly Spelling[] {
  const bodies: Readonly<Record<string, string>> = {
    empty: '',
    'blanks alone': '  \n',
    'cut short': json.slice(0, -1),
    'cut short within a string': json.slice(0, json.indexOf('数')),
    'a comma at the end': `${json.slice(0, -1)},}`,
    'a comma missing': json.replace('","', '" "'),
    'a colon missing': json.replace('":"', '" "'),
    'single quotation marks': json.replaceAll('"', "'"),
    'names without quotation marks': json.replace(/"(\w+)":/g, '$1:'),
    'a line break within a string': json.replace('数', '\n'),
    'a control character within a string': json.replace('数', '\u0001'),
    'an escape that there is not': json.replace('数', '\\x41'),
    'half an escape': json.replace('数', '\\u65'),
    'a comment': json.replace('{', '{/* a */'),
    'text behind it': `${json} x`,
    'two of them': json + json,
    'a number that there is not': json.replace('{', '{"More":NaN,'),
    'digits with a zero in front': json.replace('{', '{"More":01,'),
    'a word of Python': json.replace('{', '{"More":True,'),
    'a page of a web server': '<html><head><title>502 Bad Gateway</title></head></html>',
  };
  return Object.entries(bodies).map(([comment, body]) => [comment, 'MalformedJson', body]);
}

/** The fields of every object in the other order. */
function backwards(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const fields = Object.entries(value).reverse();
  return Object.fromEntries(fields.map(([name, field]) => [name, backwards(field)]));
}
