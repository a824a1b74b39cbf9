import { catalogueOf } from './catalogue.ts';
import { type Door, headerOf, jsonAnswer, type RawRequest, splitTarget, withHeaders } from './door.ts';

const CODES = { forbidden: 1_642_902, unauthenticated: 1_640_001, unavailable: 1_650_001 } as const;

const AUTHORIZATION = 'x-bkapi-authorization';

/** The end of a path names the operation, behind ESB, the API gateway and at JOB itself. */
const OPERATION = /\/([a-z_]+)\/?$/;

type Fields = Readonly<Record<string, unknown>>;

/** JOB of BlueKing behind ESB, or behind its API gateway. */
export const bk: Door = {
  name: 'bk',
  roles: {
    codes: new Set(['code']),
    messages: new Set(['message', 'code_name', 'errorMsg']),
    free: new Set([
      ...['name', 'description', 'account', 'alias', 'creator', 'last_modify_user', 'credential_username', 'id'],
      ...['credential_password', 'credential_access_key', 'credential_secret_key', 'credential_secret', 'value1'],
      ...['value2', 'value3', 'base_url', 'file_prefix', 'bk_app_code', 'bk_app_secret', 'bk_username', 'bk_token'],
      ...['bk_scope_id', 'password', 'publicKey', 'public_key', 'lastModifyUser', 'credential_token'],
    ]),
  },
  operationOf({ target }) {
    const name = OPERATION.exec(splitTarget(target).path)?.[1];
    return catalogueOf('bk').operations.find((operation) => operation.name === name)?.name ?? null;
  },
  isForm: () => false,
  presentedKey(request) {
    const app = fieldsIn(headerOf(request, AUTHORIZATION)) ?? fieldsIn(request.body.toString('utf8')) ?? {};
    const code = app['bk_app_code'] ?? new URLSearchParams(splitTarget(request.target).query).get('bk_app_code');
    return typeof code === 'string' ? code : null;
  },
  resign(request, { keys, host }) {
    const own = {
      bk_app_code: keys.id,
      bk_app_secret: keys.secret,
      ...(keys.username === undefined ? {} : { bk_username: keys.username }),
    };
    const header = fieldsIn(headerOf(request, AUTHORIZATION));
    if (header !== null) {
      const added = { host, [AUTHORIZATION]: JSON.stringify({ ...header, ...own }) };
      return { ...request, rawHeaders: withHeaders(request.rawHeaders, new Set(), added) };
    }
    return withAppInBody(request, own, host) ?? withAppInQuery(request, own, host);
  },
  serviceAt: () => null,
  rejection: (message, code) =>
    jsonAnswer(200, { code: CODES[code], result: false, message, data: null, request_id: '0'.repeat(32) }),
};

function withAppInBody(request: RawRequest, own: Fields, host: string): RawRequest | null {
  const body = fieldsIn(request.body.toString('utf8'));
  if (body?.['bk_app_code'] === undefined) return null;
  const rawHeaders = withHeaders(request.rawHeaders, new Set(['content-length', 'transfer-encoding']), { host });
  return { ...request, rawHeaders, body: Buffer.from(JSON.stringify({ ...body, ...own })) };
}

function withAppInQuery(request: RawRequest, own: Readonly<Record<string, string>>, host: string): RawRequest | null {
  const { path, query } = splitTarget(request.target);
  const params = new URLSearchParams(query);
  if (!params.has('bk_app_code')) return null;
  for (const [name, value] of Object.entries(own)) params.set(name, value);
  const rawHeaders = withHeaders(request.rawHeaders, new Set(), { host });
  return { ...request, target: `${path}?${params.toString()}`, rawHeaders };
}

function fieldsIn(text: string | null): Fields | null {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
  } catch {
    return null;
  }
}
