import { type AnswerTest, type Fields, NOW, NOW_MS, asVectors } from '../answers/exchange.ts';
import { jsonSpellings, malformedJson } from '../answers/json-spellings.ts';
import { ANSWER_NOTES } from '../answers/notes.ts';
import { TEXTS } from '../answers/texts.ts';
import type { Family, Request } from '../vector-file.ts';
import { FRONTS, FRONT_NAMES, type Front, ID, SCOPE, answer, call, written } from './answers.ts';

const PASSWORD: Fields = { ...SCOPE, name: 'orders', type: 'PASSWORD', credential_password: 'p' };
const create = (front: Front, more: Fields = {}): Request => call(front, 'create_credential', { ...PASSWORD, ...more });
const show = (front: Front): Request => call(front, 'get_credential_detail', { ...SCOPE, id: '{id}' });

function detail(more: Fields = {}): Fields {
  return {
    bk_biz_id: null,
    bk_scope_type: 'biz',
    bk_scope_id: '2',
    id: ID,
    name: 'orders',
    type: 'PASSWORD',
    description: null,
    creator: 'admin',
    create_time: NOW_MS,
    last_modify_user: 'admin',
    last_modify_time: NOW_MS,
    ...more,
  };
}

function test(
  front: Front,
  [comment, flag]: readonly [string, string],
  operation: string,
  request: Request,
  data: Fields,
  given: readonly Request[] = [],
): AnswerTest {
  return {
    comment: `${comment} (${FRONT_NAMES[front]})`,
    flags: [flag],
    operation,
    format: 'JSON',
    ...(given.length === 0 ? {} : { given }),
    request,
    ...answer(front, { code: 0, result: true, data }),
    result: 'valid',
  };
}

function descriptions(): AnswerTest[] {
  // JOB's description has no room for the long ones.
  const texts = TEXTS.filter(({ flag }) => flag !== 'Long');
  return (['apigw', 'esb'] as const).flatMap((front) =>
    texts.map(({ comment, flag, text }) =>
      test(
        front,
        [`a description: ${comment}`, flag],
        'get_credential_detail',
        show(front),
        detail({ description: text }),
        [create(front, { description: text })],
      ),
    ),
  );
}

function credentials(front: Front): AnswerTest[] {
  const made = { id: ID, name: 'orders' };
  const of = (comment: string, flag: string, more: Fields, data: Fields = {}): AnswerTest =>
    test(front, [`a credential: ${comment}`, flag], 'get_credential_detail', show(front), detail(data), [
      create(front, more),
    ]);
  const change = (comment: string, flag: string, more: Fields): AnswerTest =>
    test(
      front,
      [`a change: ${comment}`, flag],
      'update_credential',
      call(front, 'update_credential', { ...PASSWORD, id: '{id}', ...more }),
      made,
      [create(front)],
    );
  return [
    test(front, ['a new credential', 'Plain'], 'create_credential', create(front), made),
    of('no description is null', 'Null', {}),
    of('a description that is null', 'NullParameter', { description: null }),
    of('an empty description', 'EmptyText', { description: '' }, { description: '' }),
    of('a name in Chinese', 'Unicode', { name: '数据库' }, { name: '数据库' }),
    of('a field that nobody knows', 'UnknownField', { more: { a: [1] } }),
    of('a field of another type of credential', 'UnknownField', { credential_access_key: 'a' }),
    of('a scope whose id is a number', 'TextAsNumber', { bk_scope_id: 2 }),
    of('a name that is a number', 'TextAsNumber', { name: 7 }, { name: '7' }),
    of(
      'a pair of keys',
      'Plain',
      {
        type: 'APP_ID_SECRET_KEY',
        credential_access_key: 'a',
        credential_secret_key: 's',
      },
      { type: 'APP_ID_SECRET_KEY' },
    ),
    of(
      'a user and a password',
      'Plain',
      { type: 'USERNAME_PASSWORD', credential_username: 'u' },
      {
        type: 'USERNAME_PASSWORD',
      },
    ),
    of('a secret key', 'Plain', { type: 'SECRET_KEY', credential_secret_key: 's' }, { type: 'SECRET_KEY' }),
    change('of its description', 'Plain', { description: 'new' }),
    change('with the password that stands for the one there is', 'Plain', { credential_password: '******' }),
  ];
}

function readings(front: Front): AnswerTest[] {
  const text = JSON.stringify(PASSWORD);
  const spelt: readonly (readonly [string, string])[] = [
    ['line breaks and blanks between its tokens', JSON.stringify(PASSWORD, null, 2)],
    ['blanks around it', ` \r\n\t${text}\n`],
    ['its fields backwards', JSON.stringify(Object.fromEntries(Object.entries(PASSWORD).reverse()))],
    ['a name as escapes', text.replace('"name"', '"n\\u0061me"')],
    ['as Python writes it', text.replaceAll('":', '": ').replaceAll(',"', ', "')],
  ];
  return spelt.map(([comment, body]) =>
    test(front, [`a request: ${comment}`, 'Spelling'], 'create_credential', call(front, 'create_credential', body), {
      id: ID,
      name: 'orders',
    }),
  );
}

function readerTests(front: Front): AnswerTest[] {
  const { response, value } = answer(front, { code: 0, result: true, data: detail({ description: 'a<b>&"c"/ 数' }) });
  const common = { operation: 'get_credential_detail', format: 'JSON' } as const;
  const json = JSON.stringify(JSON.parse(response.body ?? ''));
  return [
    ...jsonSpellings(json).map(([comment, flag, body]): AnswerTest => {
      const spelt = { comment: `a reader: ${comment} (${FRONT_NAMES[front]})`, flags: [flag], value };
      return { ...common, ...spelt, response: written(front, body), result: 'acceptable' };
    }),
    ...malformedJson(json).map(([comment, flag, body]): AnswerTest => {
      const spoilt = { comment: `a reader: ${comment} (${FRONT_NAMES[front]})`, flags: [flag] };
      return { ...common, ...spoilt, response: written(front, body), result: 'invalid' };
    }),
  ];
}

export const BLUEKING_BODIES: Family = {
  name: 'blueking-bodies',
  algorithm: 'Bodies of JOB',
  schema: 'body_schema.json',
  header: [
    'Requests to JOB of BlueKing and its answers, through the API gateway, through ESB, and at its own path.',
    'Whoever calls is told apart by headers whose secrets and signatures are not looked at here.',
  ],
  notes: ANSWER_NOTES,
  groups: [
    {
      type: 'Body',
      service: 'blueking',
      now: NOW,
      tests: asVectors([
        ...FRONTS.flatMap(credentials),
        ...FRONTS.flatMap(readings),
        ...descriptions(),
        ...readerTests('apigw'),
        ...readerTests('esb'),
      ]),
    },
  ],
};
