import { describe, expect, it } from '@jest/globals';

import { type RestMatch, type RestRoute, restMatcher, rpcMatcher } from './routes.ts';

function matcher(...routes: string[]): (method: string, path: string) => RestMatch<string> | null {
  return restMatcher(
    routes.map((route): [RestRoute, string] => {
      const [method = '', path = ''] = route.split(' ');
      return [{ method, path }, route];
    }),
  );
}

function matched(match: RestMatch<string> | null): [string, Record<string, string>] | null {
  return match === null ? null : [match.target, { ...match.params }];
}

describe('restMatcher', () => {
  const match = matcher(
    'GET /v1/{project_id}/secrets',
    'POST /v1/{project_id}/secrets',
    'GET /v1/{project_id}/secrets/{secret_name}',
    'GET /v1/{project_id}/secrets/{secret_name}/versions',
    'GET /v1/{project_id}/secrets/{secret_name}/versions/{version_id}',
    'GET /v1/{project_id}/secrets/{secret_name}/versions/',
    'PUT /v1/{project_id}/secrets/batch',
    'GET /v1/{project_id}/csms/tasks',
    'GET /v1/{project_id}/csms/{id}/tags',
    'GET /v3/projects',
  );

  it('finds the route and its parameters', () => {
    expect(matched(match('GET', '/v3/projects'))).toEqual(['GET /v3/projects', {}]);
    expect(matched(match('POST', '/v1/p/secrets'))).toEqual(['POST /v1/{project_id}/secrets', { project_id: 'p' }]);
    expect(matched(match('GET', '/v1/p/secrets/s/versions/v1'))).toEqual([
      'GET /v1/{project_id}/secrets/{secret_name}/versions/{version_id}',
      { project_id: 'p', secret_name: 's', version_id: 'v1' },
    ]);
  });

  it('finds nothing for another method, path or case', () => {
    for (const [method, path] of [
      ['DELETE', '/v3/projects'],
      ['get', '/v3/projects'],
      ['GET', '/V3/projects'],
      ['GET', '/v3'],
      ['GET', '/v3/projects/x'],
      ['GET', '/'],
      ['GET', ''],
      ['GET', '*'],
      ['GET', 'v3/projects'],
      ['GET', 'x/v3/projects'],
      ['GET', '//v3/projects'],
      ['GET', '/v1//secrets'],
      ['GET', '/v1/p/secrets//versions'],
    ] as const) {
      expect(match(method, path)).toBeNull();
    }
  });

  it('prefers a fixed segment, and goes back to a parameter where that leads nowhere', () => {
    expect(matched(match('PUT', '/v1/p/secrets/batch'))?.[0]).toBe('PUT /v1/{project_id}/secrets/batch');
    expect(matched(match('GET', '/v1/p/secrets/batch'))).toEqual([
      'GET /v1/{project_id}/secrets/{secret_name}',
      { project_id: 'p', secret_name: 'batch' },
    ]);
    expect(matched(match('GET', '/v1/p/csms/tasks'))?.[0]).toBe('GET /v1/{project_id}/csms/tasks');
    expect(matched(match('GET', '/v1/p/csms/tasks/tags'))).toEqual([
      'GET /v1/{project_id}/csms/{id}/tags',
      { project_id: 'p', id: 'tasks' },
    ]);
  });

  it('ignores one slash at the end, unless a template has it', () => {
    expect(matched(match('GET', '/v1/p/secrets/s/'))?.[0]).toBe('GET /v1/{project_id}/secrets/{secret_name}');
    expect(matched(match('GET', '/v1/p/secrets/s/versions/'))?.[0]).toBe(
      'GET /v1/{project_id}/secrets/{secret_name}/versions/',
    );
    expect(matched(match('GET', '/v1/p/secrets/s/versions'))?.[0]).toBe(
      'GET /v1/{project_id}/secrets/{secret_name}/versions',
    );
    expect(match('GET', '/v1/p/secrets/s//')).toBeNull();
    expect(match('GET', '/v3/projects//')).toBeNull();
  });

  it('keeps an encoded slash within its parameter, and decodes each parameter once', () => {
    expect(matched(match('GET', '/v1/p/secrets/a%2Fversions'))?.[1]).toEqual({
      project_id: 'p',
      secret_name: 'a/versions',
    });
    expect(matched(match('GET', '/v1/p/secrets/%25%32%46'))?.[1]).toEqual({ project_id: 'p', secret_name: '%2F' });
    expect(matched(match('GET', '/v1/p/secrets/%E5%AF%86+%zz'))?.[1]).toEqual({
      project_id: 'p',
      secret_name: '%E5%AF%86+%zz',
    });
    expect(matched(match('GET', '/v1/p/secrets/..'))?.[1]).toEqual({ project_id: 'p', secret_name: '..' });
  });

  it('takes names that objects inherit as any other', () => {
    expect(matched(match('GET', '/v1/__proto__/secrets/constructor'))?.[1]).toEqual({
      project_id: '__proto__',
      secret_name: 'constructor',
    });
    expect(match('GET', '/__proto__/projects')).toBeNull();
    expect(match('constructor', '/v3/projects')).toBeNull();
  });

  it('takes a path of any length without running out of stack', () => {
    expect(match('GET', `/v1${'/x'.repeat(200_000)}`)).toBeNull();
    expect(match('GET', '/'.repeat(200_000))).toBeNull();
  });

  it('names the parameters of each route by its own template', () => {
    const own = matcher('GET /a/{x}/b', 'GET /a/{y}/c', 'DELETE /a/{z}/b');
    expect(matched(own('GET', '/a/1/b'))?.[1]).toEqual({ x: '1' });
    expect(matched(own('GET', '/a/1/c'))?.[1]).toEqual({ y: '1' });
    expect(matched(own('DELETE', '/a/1/b'))?.[1]).toEqual({ z: '1' });
  });

  it('rejects routes that clash, whatever their parameters are called', () => {
    expect(() => matcher('GET /a/{x}', 'GET /a/{y}')).toThrow('GET /a/{y} clashes');
    expect(() => matcher('GET /a', 'GET /a')).toThrow('clashes');
    expect(() => matcher('GET /a/{x}/{x}')).toThrow('{x} twice');
    matcher('GET /a', 'GET /a/', 'POST /a', 'GET /{a}');
  });
});

describe('rpcMatcher', () => {
  it('finds an action by its exact name', () => {
    const match = rpcMatcher([
      ['GetSecretValue', 1],
      ['ListSecrets', 2],
    ]);
    expect([match('GetSecretValue'), match('ListSecrets')]).toEqual([1, 2]);
    for (const other of ['getSecretValue', 'GetSecretValue ', '', '__proto__', 'constructor'])
      expect(match(other)).toBeNull();
  });

  it('rejects an action that is routed twice', () => {
    expect(() =>
      rpcMatcher([
        ['A', 1],
        ['A', 2],
      ]),
    ).toThrow('action A is routed twice');
  });
});
