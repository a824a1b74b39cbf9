import type { RequestHead, WireRequest } from '@dragoman/protocol-kit';

import { jsonIn } from './inner-texts.ts';

/** Fields of requests that hold secrets, of every door. */
const SECRET_FIELD = new RegExp(
  `^(${[
    // BlueKing: the slots of a credential and their places in the web console, and the credentials of apps and users.
    'credential_(access_key|secret_key|username|password)',
    'value[123]',
    '(bk_)?app_secret',
    '(bk_)?((access|refresh)_)?token',
    'bk_ticket',
    'x-bkapi-jwt',
    // Huawei and Aliyun.
    'secret_string',
    'secret_binary',
    'SecretData',
    'AccessKeySecret',
    'plain_?text(_base64)?',
    'x-(subject-|auth-|security-|acs-security-)token',
    'SecurityToken',
    'x-acs-bearer-token',
    'BearerToken',
    // Anybody's.
    'password',
    'passwd',
    'secret_?(access_?)?key',
  ].join('|')})$`,
  'i',
);

/** Longer bodies and queries are not looked into. */
const MAX_LENGTH = 128 * 1024;
const MAX_DEPTH = 16;

/**
 * The secrets that a request brings, as far as the names of its fields tell: what was rejected was never sealed, and
 * yet is secret.
 */
export function secretFieldsOf(request: RequestHead & Partial<Pick<WireRequest, 'body'>>): string[] {
  const { headers, query, body } = request;
  const found: string[] = [];
  for (const [name, value] of Object.entries(headers))
    collect(name === 'cookie' ? cookies(value) : value, name, found, 0);
  if (query.length <= MAX_LENGTH) collect(pairs(query), '', found, 0);
  if (body !== undefined && body.length > 0 && body.length <= MAX_LENGTH) {
    const text = body.toString();
    collect(jsonIn(text) ?? pairs(text), '', found, 0);
  }
  return found;
}

function collect(node: unknown, field: string, found: string[], depth: number): void {
  if (depth > MAX_DEPTH) return;
  if (typeof node === 'string') {
    if (SECRET_FIELD.test(field)) found.push(node);
    // A field may hold JSON in its turn: credentials of apps in a header, parameters in a body.
    else collect(jsonIn(node), field, found, depth + 1);
  } else if (typeof node === 'object' && node !== null) {
    for (const [name, child] of Object.entries(node))
      collect(child, Array.isArray(node) || SECRET_FIELD.test(field) ? field : name, found, depth + 1);
  }
}

function pairs(text: string): Record<string, string[]> {
  const values = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(text)) {
    const known = values.get(name);
    if (known === undefined) values.set(name, [value]);
    else known.push(value);
  }
  return Object.fromEntries(values);
}

function cookies(header: string): Record<string, string> {
  return Object.fromEntries(
    header.split(';').map((pair): [string, string] => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
    }),
  );
}
