import { describe, expect, it } from '@jest/globals';

import { ACTOR, START, type Environment, made, newEnvironment, rejectionOf, target } from '../../test/environment.ts';
import { DomainError } from '../errors.ts';
import type { SecretCommit } from '../ports/secret-store.ts';
import type { Services } from '../services.ts';
import { changeSecret } from './change-secret.ts';
import { loadSecret } from './load-secret.ts';

/** An environment in which somebody else writes before each of the first `times` commits. */
function contested(times: number): { readonly environment: Environment; readonly commits: SecretCommit[] } {
  const commits: SecretCommit[] = [];
  const describeAs = (services: Services, description: string): Promise<unknown> =>
    changeSecret(services, { ...target(), actor: 'other' }, (secret) => ({ secret: { ...secret, description } }));
  const environment = newEnvironment((base) => ({
    secrets: {
      ...base.secrets,
      async commit(change) {
        commits.push(change);
        if (commits.length <= times) await describeAs(base, `other ${commits.length}`);
        return base.secrets.commit(change);
      },
    },
  }));
  return { environment, commits };
}

describe('changeSecret', () => {
  it('decides again on what a faster writer left', async () => {
    const { environment, commits } = contested(3);
    await made(environment);
    const seen: (string | null)[] = [];
    const secret = await changeSecret(environment.services, target(), (before) => {
      seen.push(before.description);
      return { secret: { ...before, description: `${before.description ?? ''} and mine` } };
    });
    expect(seen).toEqual([null, 'other 1', 'other 2', 'other 3']);
    expect(secret.description).toBe('other 3 and mine');
    expect(commits.map(({ expectedRevision, secret: { revision } }) => [expectedRevision, revision])).toEqual([
      [1, 2],
      [2, 3],
      [3, 4],
      [4, 5],
    ]);
    expect(await loadSecret(environment.services, target().ref)).toEqual(secret);
  });

  it('rejects by what it finds the second time', async () => {
    const { environment } = contested(1);
    await made(environment);
    const attempt = changeSecret(environment.services, target(), (secret) => {
      if (secret.description === 'other 1') throw new DomainError('label-not-found', 'x');
      return { secret: { ...secret, description: 'mine' } };
    });
    expect(await rejectionOf(attempt)).toBe('label-not-found');
  });

  it('gives up when every attempt is too late, and says of what', async () => {
    const { environment, commits } = contested(Infinity);
    await made(environment);
    const attempt = changeSecret(environment.services, target(), (secret) => ({ secret: { ...secret } }));
    await expect(attempt).rejects.toMatchObject({ code: 'too-many-conflicts', subject: 'name' });
    expect(commits.length).toBe(1_000);
  });

  it('commits nothing when nothing is changed', async () => {
    const { environment, commits } = contested(0);
    const before = await made(environment);
    environment.advance(5);
    expect(await changeSecret(environment.services, target(), (secret) => ({ secret }))).toEqual(before);
    expect(commits).toEqual([]);
  });

  it('notes who changed the secret and when, strictly later than before', async () => {
    const { environment } = contested(0);
    await made(environment, { actor: 'maker' });
    const secret = await changeSecret(environment.services, target(), (before) => ({ secret: { ...before } }));
    expect([secret.createdBy, secret.updatedBy, secret.createdAt, secret.updatedAt]).toEqual([
      'maker',
      ACTOR,
      START,
      START + 1,
    ]);
  });

  it('rejects a name that is taken, and leaves the secret as it was', async () => {
    const { environment } = contested(0);
    await made(environment);
    await made(environment, { name: 'other' });
    const rename = (name: string, caselessName: boolean): Promise<unknown> =>
      changeSecret(environment.services, target(), (secret) => ({ secret: { ...secret, name }, caselessName }));
    expect(await rejectionOf(rename('other', false))).toBe('secret-exists');
    expect(await rejectionOf(rename('OTHER', true))).toBe('secret-exists');
    expect((await loadSecret(environment.services, target().ref)).revision).toBe(1);
    await rename('NAME', true);
    expect((await loadSecret(environment.services, target('NAME').ref)).revision).toBe(2);
  });

  it('takes a name whose holder is gone but not yet swept', async () => {
    const { environment } = contested(0);
    await made(environment);
    await made(environment, { name: 'Other' });
    await changeSecret(environment.services, target('Other'), (secret) => ({
      secret: { ...secret, deletionDueAt: START + 10 },
    }));
    const rename = (): Promise<unknown> =>
      changeSecret(environment.services, target(), (secret) => ({
        secret: { ...secret, name: 'other' },
        caselessName: true,
      }));
    environment.advance(9);
    expect(await rejectionOf(rename())).toBe('secret-exists');
    environment.advance(1);
    await rename();
    expect((await loadSecret(environment.services, target('other').ref)).name).toBe('other');
  });
});
