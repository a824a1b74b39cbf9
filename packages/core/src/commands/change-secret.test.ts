import { describe, expect, it } from '@jest/globals';

import { ACTOR, START, type World, made, newWorld, refusalOf, target } from '../../test/world.ts';
import { DomainError } from '../errors.ts';
import type { SecretCommit } from '../ports/secret-store.ts';
import type { Services } from '../services.ts';
import { changeSecret } from './change-secret.ts';
import { loadSecret } from './load-secret.ts';

/** A world in which somebody else writes before each of the first `times` commits. */
function contested(times: number): { readonly world: World; readonly commits: SecretCommit[] } {
  const commits: SecretCommit[] = [];
  const describeAs = (services: Services, description: string): Promise<unknown> =>
    changeSecret(services, { ...target(), actor: 'other' }, (secret) => ({ secret: { ...secret, description } }));
  const world = newWorld((base) => ({
    secrets: {
      ...base.secrets,
      async commit(change) {
        commits.push(change);
        if (commits.length <= times) await describeAs(base, `other ${commits.length}`);
        return base.secrets.commit(change);
      },
    },
  }));
  return { world, commits };
}

describe('changeSecret', () => {
  it('decides again on what a faster writer left', async () => {
    const { world, commits } = contested(3);
    await made(world);
    const seen: (string | null)[] = [];
    const secret = await changeSecret(world.services, target(), (before) => {
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
    expect(await loadSecret(world.services, target().ref)).toEqual(secret);
  });

  it('refuses by what it finds the second time', async () => {
    const { world } = contested(1);
    await made(world);
    const attempt = changeSecret(world.services, target(), (secret) => {
      if (secret.description === 'other 1') throw new DomainError('label-not-found', 'x');
      return { secret: { ...secret, description: 'mine' } };
    });
    expect(await refusalOf(attempt)).toBe('label-not-found');
  });

  it('gives up when every attempt is too late, and says of what', async () => {
    const { world, commits } = contested(Infinity);
    await made(world);
    const attempt = changeSecret(world.services, target(), (secret) => ({ secret: { ...secret } }));
    await expect(attempt).rejects.toMatchObject({ code: 'too-many-conflicts', subject: 'name' });
    expect(commits.length).toBe(1_000);
  });

  it('commits nothing when nothing is changed', async () => {
    const { world, commits } = contested(0);
    const before = await made(world);
    world.advance(5);
    expect(await changeSecret(world.services, target(), (secret) => ({ secret }))).toEqual(before);
    expect(commits).toEqual([]);
  });

  it('notes who changed the secret and when, strictly later than before', async () => {
    const { world } = contested(0);
    await made(world, { actor: 'maker' });
    const secret = await changeSecret(world.services, target(), (before) => ({ secret: { ...before } }));
    expect([secret.createdBy, secret.updatedBy, secret.createdAt, secret.updatedAt]).toEqual([
      'maker',
      ACTOR,
      START,
      START + 1,
    ]);
  });

  it('refuses a name that is taken, and leaves the secret as it was', async () => {
    const { world } = contested(0);
    await made(world);
    await made(world, { name: 'other' });
    const rename = (name: string, caselessName: boolean): Promise<unknown> =>
      changeSecret(world.services, target(), (secret) => ({ secret: { ...secret, name }, caselessName }));
    expect(await refusalOf(rename('other', false))).toBe('secret-exists');
    expect(await refusalOf(rename('OTHER', true))).toBe('secret-exists');
    expect((await loadSecret(world.services, target().ref)).revision).toBe(1);
    await rename('NAME', true);
    expect((await loadSecret(world.services, target('NAME').ref)).revision).toBe(2);
  });

  it('takes a name whose holder is gone but not yet swept', async () => {
    const { world } = contested(0);
    await made(world);
    await made(world, { name: 'Other' });
    await changeSecret(world.services, target('Other'), (secret) => ({
      secret: { ...secret, deletionDueAt: START + 10 },
    }));
    const rename = (): Promise<unknown> =>
      changeSecret(world.services, target(), (secret) => ({
        secret: { ...secret, name: 'other' },
        caselessName: true,
      }));
    world.advance(9);
    expect(await refusalOf(rename())).toBe('secret-exists');
    world.advance(1);
    await rename();
    expect((await loadSecret(world.services, target('other').ref)).name).toBe('other');
  });
});
