import { type Static, Type } from '@sinclair/typebox';

import { SnapshotProblem, type SnapshotRefusal } from '../../state/problem.ts';
import type { SnapshotInfo } from '../../state/state-keeper.ts';
import type { World } from '../../world/world.ts';
import { controlCall } from '../call.ts';
import { closed } from '../closed.ts';
import { ControlProblem } from '../problem.ts';

const STATUS: Readonly<Record<SnapshotRefusal, number>> = {
  'snapshot-name-invalid': 400,
  'snapshot-not-found': 404,
  'snapshot-damaged': 422,
  'snapshot-newer': 422,
  'snapshot-foreign': 422,
  'snapshot-too-large': 413,
  'state-unfit': 409,
  'snapshots-full': 409,
  'passphrase-unfit': 400,
  'passphrase-wrong': 403,
};

/** A state that is refused, as a control call says it. */
async function refusing<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    throw error instanceof SnapshotProblem ? new ControlProblem(STATUS[error.code], error.code, error.message) : error;
  });
}

const Hash = closed({
  hash: Type.String({ description: 'the same for states with the same content, whatever key seals them' }),
});
const Name = Type.String({ description: '1 to 64 letters, digits, dots, dashes and underscores' });
const Passphrase = Type.Optional(
  Type.String({ description: 'opens the file in any installation; without it only one with the same root key does' }),
);

const Snapshot = closed({
  name: Name,
  bytes: Type.Integer(),
  version: Type.Union([Type.String(), Type.Null()], {
    description: 'of the Dragoman that made it; null where it cannot be read',
  }),
  created_at: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
});

function shown({ name, bytes, version, createdAt }: SnapshotInfo): Static<typeof Snapshot> {
  return { name, bytes, version, created_at: createdAt };
}

async function hashOf({ states }: World): Promise<Static<typeof Hash>> {
  return { hash: await states.hash() };
}

const Beside = Type.Union([Type.Literal('clock'), Type.Literal('faults'), Type.Literal('journal')]);

/** What is stored as a whole: reset, keep, carry. */
export const stateCalls = {
  reset: controlCall({
    method: 'POST',
    path: '/reset',
    scope: 'world',
    summary:
      'Goes back to the baseline, or without one to a fresh start, in one step; clock, faults and journal too unless kept',
    body: closed({
      keep: Type.Optional(Type.Array(Beside, { uniqueItems: true, description: 'what stays as it is' })),
    }),
    answer: Hash,
    async run({ world }, { keep = [] }) {
      await refusing(world.states.reset());
      if (!keep.includes('faults')) await world.faults.set([]);
      if (!keep.includes('journal')) world.journal.clear();
      if (!keep.includes('clock')) world.clock.startAgain();
      return hashOf(world);
    },
  }),
  'state.hash': controlCall({
    method: 'GET',
    path: '/state',
    scope: 'world',
    summary: 'Tells states apart: the same content has the same hash',
    answer: Hash,
    run: ({ world }) => hashOf(world),
  }),
  'state.export': controlCall({
    method: 'POST',
    path: '/state/export',
    scope: 'world',
    summary: 'Gives the whole state as a file, its values sealed',
    body: closed({ passphrase: Passphrase }),
    answers: 'bytes',
    answer: Type.Unknown(),
    run: ({ world }, { passphrase = null }) => refusing(world.states.export(passphrase)),
  }),
  'state.import': controlCall({
    method: 'PUT',
    path: '/state',
    scope: 'world',
    summary:
      'Puts an exported state in the place of this one, in one step; what is damaged or newer is refused and changes nothing',
    query: closed({ passphrase: Passphrase }),
    body: closed({ bytes: Type.Unsafe<Uint8Array>({}) }),
    answer: Hash,
    async run({ world }, { bytes, passphrase = null }) {
      await refusing(world.states.import(Buffer.from(bytes), passphrase));
      return hashOf(world);
    },
  }),
  'baseline.set': controlCall({
    method: 'PUT',
    path: '/baseline',
    scope: 'world',
    summary: 'Makes the state as it is what a reset goes back to, in later runs too',
    answer: Hash,
    async run({ world }) {
      await refusing(world.states.keepBaseline());
      return hashOf(world);
    },
  }),
  'baseline.clear': controlCall({
    method: 'DELETE',
    path: '/baseline',
    scope: 'world',
    summary: 'Lets a reset go back to a fresh start again',
    answer: closed({ cleared: Type.Literal(true) }),
    async run({ world }) {
      await refusing(world.states.dropBaseline());
      return { cleared: true as const };
    },
  }),
  'snapshots.list': controlCall({
    method: 'GET',
    path: '/snapshots',
    scope: 'world',
    summary: 'Lists the states that are kept by name',
    answer: closed({ snapshots: Type.Array(Snapshot) }),
    run: async ({ world }) => ({ snapshots: (await refusing(world.states.list())).map(shown) }),
  }),
  'snapshots.save': controlCall({
    method: 'PUT',
    path: '/snapshots/{name}',
    scope: 'world',
    summary: 'Keeps the state under a name, whatever was kept under it',
    params: closed({ name: Name }),
    answer: Snapshot,
    run: async ({ world }, { name }) => shown(await refusing(world.states.save(name))),
  }),
  'snapshots.load': controlCall({
    method: 'POST',
    path: '/snapshots/{name}/load',
    scope: 'world',
    summary: 'Brings a kept state back, in one step; one that is damaged or newer is refused and changes nothing',
    params: closed({ name: Name }),
    answer: Hash,
    async run({ world }, { name }) {
      await refusing(world.states.restore(name));
      return hashOf(world);
    },
  }),
  'snapshots.delete': controlCall({
    method: 'DELETE',
    path: '/snapshots/{name}',
    scope: 'world',
    summary: 'Forgets a kept state',
    params: closed({ name: Name }),
    answer: closed({ deleted: Name }),
    async run({ world }, { name }) {
      await refusing(world.states.remove(name));
      return { deleted: name };
    },
  }),
};
