import { describe, expect, it } from '@jest/globals';

import { RequestPermissions, UNRESTRICTED } from './permissions.ts';
import { VendorError } from './vendor-error.ts';
import { type Context, opened, request } from '../test/dialect.ts';

describe('permissions', () => {
  const check = { action: 'test:List', resource: 'limit' };
  const denying = (mode: 'observe' | 'enforce') =>
    new RequestPermissions({
      mode,
      decide: ([given = check]) => ({
        decided: [{ check: given, outcome: 'implicit-deny', by: null }],
        denied: { check: given, outcome: 'implicit-deny', by: null },
      }),
      reject: (denied) => new VendorError(403, 'Forbidden', denied.check.resource),
    });
  const guarded = (granted: () => RequestPermissions | typeof UNRESTRICTED, before: 'validation' | 'run' = 'run') =>
    opened(
      { permissions: { before, of: granted, least: () => null } },
      undefined,
      undefined,
      (_context: Context, { limit }: { limit: number }) => [{ ...check, resource: `limit ${limit}` }],
    );

  it('are asked after the input is valid and before the operation runs', async () => {
    const { door, steps, outcomes } = guarded(() => denying('enforce'));
    expect(await door.handle(request('{"limit":1000}'))).toMatchObject({ status: 400 });
    expect(await door.handle(request('{}'))).toMatchObject({ status: 403, body: expect.stringContaining('limit 50') });
    expect(steps).not.toContain('run 50');
    expect(outcomes.map(({ checks }) => checks?.map(({ outcome }) => outcome))).toEqual([[], ['implicit-deny']]);
  });

  it('are asked before the input is looked at, where the dialect says so', async () => {
    const { door } = guarded(() => denying('enforce'), 'validation');
    expect(await door.handle(request('{"limit":1000}'))).toMatchObject({ status: 403 });
  });

  it('reject nothing where they are observed, and are recorded', async () => {
    const { door, outcomes } = guarded(() => denying('observe'));
    expect(await door.handle(request('{}'))).toMatchObject({ status: 200 });
    expect(outcomes[0]?.checks).toEqual([
      { check: { ...check, resource: 'limit 50' }, outcome: 'implicit-deny', by: null },
    ]);
  });

  it('of whoever states none are neither asked nor recorded', async () => {
    const { door, outcomes } = guarded(() => UNRESTRICTED);
    expect(await door.handle(request('{}'))).toMatchObject({ status: 200 });
    expect(outcomes[0]?.checks).toBeNull();
  });

  it('must be said by every operation of a dialect that decides them', () => {
    expect(() => opened({ permissions: { before: 'run', of: () => UNRESTRICTED, least: () => null } })).toThrow(
      'operation List does not say what its caller must be allowed',
    );
  });
});
