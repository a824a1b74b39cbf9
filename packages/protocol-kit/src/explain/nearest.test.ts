import { describe, expect, it } from '@jest/globals';

import { inEnglish } from '../../../../test/in-english.ts';
import { nearestNames, nearestRoutes } from './nearest.ts';

const ROUTES = [
  [{ method: 'GET', path: '/v1/{project}/secrets' }, 'List'],
  [{ method: 'POST', path: '/v1/{project}/secrets' }, 'Create'],
  [{ method: 'GET', path: '/v1/{project}/secrets/{name}/versions' }, 'Versions'],
  [{ method: 'POST', path: '/v3/auth/tokens' }, 'Login'],
] as const;

describe('the nearest routes', () => {
  it.each([
    ['GET', '/v1/p/secret', 'List', ['secrets in place of secret']],
    ['GET', '/p/secrets', 'List', ['v1 is missing']],
    ['GET', '/v1/p/secrets/n/version', 'Versions', ['versions in place of version']],
    ['GET', '/v1/p/x/secrets/n/versions', 'Versions', ['p is too much']],
    ['PUT', '/v3/auth/tokens', 'Login', ['the method: POST in place of PUT']],
    ['POST', '/V3/auth/tokens', 'Login', ['v3 in place of V3']],
  ])('of %s %s', (method, path, operation, differs) => {
    expect(inEnglish(nearestRoutes(method, path, ROUTES)[0])).toMatchObject({ operation, differs });
  });

  it('are the same route where nothing differs, at most three, and none where there are none', () => {
    expect(nearestRoutes('GET', '/v1/p/secrets', ROUTES)[0]).toMatchObject({ distance: 0, differs: [] });
    expect(nearestRoutes('GET', '/', ROUTES).length).toBeLessThanOrEqual(3);
    expect(nearestRoutes('GET', '/', [])).toEqual([]);
  });

  it('show no segment that is no word', () => {
    expect(inEnglish(nearestRoutes('GET', `/v1/p/${encodeURIComponent('p4$$ word!')}`, ROUTES)[0]?.differs)).toEqual([
      'secrets in place of …',
    ]);
  });
});

describe('the nearest names', () => {
  it('tell a slip and a wrong case', () => {
    expect(inEnglish(nearestNames('GetSecretValeu', ['GetSecretValue', 'ListSecrets']))).toMatchObject([
      { operation: 'GetSecretValue', differs: ['the name: GetSecretValue in place of GetSecretValeu'] },
    ]);
    expect(inEnglish(nearestNames('listsecrets', ['ListSecrets'])[0])).toMatchObject({
      distance: 0,
      differs: ['the case of the name: ListSecrets'],
    });
  });
});
