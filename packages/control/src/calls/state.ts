import { type Environment, type SnapshotInfo, SnapshotError, type SnapshotRejection } from '@dragoman/environment';
import { ControlError, strictObject } from '@dragoman/input';
import { type Static, Type } from '@sinclair/typebox';

import { controlCall, type FileContent } from '../call.ts';

const STATUS: Readonly<Record<SnapshotRejection, number>> = {
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
  'no-room': 507,
};

/** A state that is rejected, as a control call says it. */
async function withControlErrors<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    throw error instanceof SnapshotError ? new ControlError(STATUS[error.code], error.code, error.text) : error;
  });
}

const Hash = strictObject({
  hash: Type.String({ description: 'the same for states with the same content, whatever key seals them' }),
});
const Name = Type.String({ description: '1 to 64 letters, digits, dots, dashes and underscores' });
const Passphrase = Type.Optional(
  Type.String({
    writeOnly: true,
    description: 'opens the file in any installation; without it only one with the same root key does',
  }),
);

const Snapshot = strictObject({
  name: Name,
  bytes: Type.Integer(),
  version: Type.Union([Type.String(), Type.Null()], {
    description: 'of the Dragoman that made it; null where it cannot be read',
  }),
  created_at: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
});

function render({ name, bytes, version, createdAt }: SnapshotInfo): Static<typeof Snapshot> {
  return { name, bytes, version, created_at: createdAt };
}

async function hashOf({ snapshots }: Environment): Promise<Static<typeof Hash>> {
  return { hash: await snapshots.hash() };
}

const Beside = Type.Union([Type.Literal('clock'), Type.Literal('faults'), Type.Literal('journal')]);

/** What is stored as a whole: reset, keep, carry. */
export const stateCalls = {
  reset: controlCall({
    method: 'POST',
    path: '/reset',
    scope: 'environment',
    summary:
      'Goes back to the baseline, or without one to a fresh start, in one step; clock, faults and ' +
      'journal too unless kept',
    body: strictObject({
      keep: Type.Optional(Type.Array(Beside, { uniqueItems: true, description: 'what stays as it is' })),
    }),
    answer: Hash,
    async run({ environment }, { keep = [] }) {
      await withControlErrors(environment.snapshots.reset());
      if (!keep.includes('faults')) await environment.faults.set([]);
      if (!keep.includes('journal')) environment.journal.clear();
      if (!keep.includes('clock')) environment.clock.reset();
      return hashOf(environment);
    },
  }),
  'state.hash': controlCall({
    method: 'GET',
    path: '/state',
    scope: 'environment',
    summary: 'Answers the hash of the state: the same content has the same hash',
    answer: Hash,
    run: ({ environment }) => hashOf(environment),
  }),
  'state.export': controlCall({
    method: 'POST',
    path: '/state/export',
    scope: 'environment',
    summary: 'Exports the state as a file, its values sealed',
    body: strictObject({ passphrase: Passphrase }),
    responseKind: 'bytes',
    answer: Type.Unknown(),
    run: ({ environment }, { passphrase = null }) => withControlErrors(environment.snapshots.export(passphrase)),
  }),
  'state.import': controlCall({
    method: 'PUT',
    path: '/state',
    scope: 'environment',
    summary:
      'Imports an exported state in place of this one, in one step; a damaged or newer one is ' +
      'rejected and changes nothing',
    description: 'The passphrase is percent-encoded in the header `X-Dragoman-Passphrase`: addresses are kept in logs.',
    headers: strictObject({ passphrase: Passphrase }),
    body: strictObject({ bytes: Type.Unsafe<FileContent>({}) }),
    answer: Hash,
    async run({ environment }, { bytes, passphrase = null }) {
      await withControlErrors(environment.snapshots.import(bytes as ReadableStream<Uint8Array>, passphrase));
      return hashOf(environment);
    },
  }),
  'baseline.set': controlCall({
    method: 'PUT',
    path: '/baseline',
    scope: 'environment',
    summary: 'Makes the current state the baseline that a reset goes back to, in later runs too',
    answer: Hash,
    async run({ environment }) {
      await withControlErrors(environment.snapshots.keepBaseline());
      return hashOf(environment);
    },
  }),
  'baseline.clear': controlCall({
    method: 'DELETE',
    path: '/baseline',
    scope: 'environment',
    summary: 'Removes the baseline: a reset goes back to a fresh start',
    answer: strictObject({ cleared: Type.Literal(true) }),
    async run({ environment }) {
      await withControlErrors(environment.snapshots.dropBaseline());
      return { cleared: true as const };
    },
  }),
  'snapshots.list': controlCall({
    method: 'GET',
    path: '/snapshots',
    scope: 'environment',
    summary: 'Lists the snapshots',
    answer: strictObject({ snapshots: Type.Array(Snapshot) }),
    run: async ({ environment }) => ({
      snapshots: (await withControlErrors(environment.snapshots.list())).map(render),
    }),
  }),
  'snapshots.save': controlCall({
    method: 'PUT',
    path: '/snapshots/{name}',
    scope: 'environment',
    summary: 'Saves the state under a name, replacing a snapshot of that name',
    params: strictObject({ name: Name }),
    answer: Snapshot,
    run: async ({ environment }, { name }) => render(await withControlErrors(environment.snapshots.save(name))),
  }),
  'snapshots.load': controlCall({
    method: 'POST',
    path: '/snapshots/{name}/load',
    scope: 'environment',
    summary: 'Loads a snapshot, in one step; a damaged or newer one is rejected and changes nothing',
    params: strictObject({ name: Name }),
    answer: Hash,
    async run({ environment }, { name }) {
      await withControlErrors(environment.snapshots.restore(name));
      return hashOf(environment);
    },
  }),
  'snapshots.delete': controlCall({
    method: 'DELETE',
    path: '/snapshots/{name}',
    scope: 'environment',
    summary: 'Deletes a snapshot',
    params: strictObject({ name: Name }),
    answer: strictObject({ deleted: Name }),
    async run({ environment }, { name }) {
      await withControlErrors(environment.snapshots.remove(name));
      return { deleted: name };
    },
  }),
};
