import { type Environment, InstanceMoveError } from '@dragoman/environment';
import { ControlError, strictObject } from '@dragoman/input';
import { Type } from '@sinclair/typebox';

import { controlCall } from '../call.ts';
import { MESSAGES } from '../messages.ts';
import { vaultNamed, withControlErrors } from '../secrets/find.ts';

/** As many keys and as many secrets the vendor's console moves at a time. */
const MAX_MOVED = 50;
const DEFAULT_VAULT = 'default';

const Vault = Type.Optional(
  Type.String({
    minLength: 1,
    maxLength: 300,
    description: 'a vault, or an address that leads to it, such as aliyun:<account>/<region>; `default` by default',
  }),
);
const InstanceId = Type.String({ pattern: '^kst-[a-zA-Z0-9.-]+$', maxLength: 100, description: 'kst-…' });
const names = (description: string) =>
  Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 512 }), { maxItems: MAX_MOVED, description }));

const Instance = strictObject({
  id: Type.String(),
  name: Type.String(),
  status: Type.String({ description: 'Uninitialized, or Connected' }),
  keys: Type.Integer(),
  key_quota: Type.Integer({ description: 'how many it is bought for' }),
  secrets: Type.Integer(),
  secret_quota: Type.Integer(),
});

/** What the control API says of what keeps something from going into an instance. */
async function withMoveErrors<T>(work: () => Promise<T>): Promise<T> {
  return withControlErrors(work).catch((error: unknown) => {
    if (!(error instanceof InstanceMoveError)) throw error;
    const { obstacle, subject } = error;
    throw new ControlError(obstacle === 'instance-missing' ? 404 : 409, obstacle, MESSAGES[obstacle]({ subject }));
  });
}

const vaultIn = (environment: Environment, vault = DEFAULT_VAULT): string => vaultNamed(environment, vault);

/** KMS instances of Alibaba Cloud, which its own console fills. */
export const instanceCalls = {
  'instances.list': controlCall({
    method: 'GET',
    path: '/instances',
    scope: 'environment',
    summary: 'Lists the KMS instances of an account and region, with how much of them is used',
    query: strictObject({ vault: Vault }),
    answer: strictObject({ instances: Type.Array(Instance) }),
    run: async ({ environment }, { vault }) => ({
      instances: [...(await environment.kmsInstances.list(vaultIn(environment, vault)))],
    }),
  }),
  'instances.create': controlCall({
    method: 'PUT',
    path: '/instances/{instance}',
    scope: 'environment',
    summary: 'Creates a KMS instance of this id that is connected, where there is none',
    description:
      'As if it had been bought: clients buy at BssOpenApi (`CreateInstance`) and call `ConnectKmsInstance`.',
    params: strictObject({ instance: InstanceId }),
    query: strictObject({ vault: Vault }),
    answer: Instance,
    run: ({ environment }, { instance, vault }) =>
      environment.kmsInstances.ensure(vaultIn(environment, vault), instance),
  }),
  'instances.add': controlCall({
    method: 'POST',
    path: '/instances/{instance}/contents',
    scope: 'environment',
    summary: 'Puts secrets and keys of the shared KMS into a KMS instance, all of them or none',
    description:
      "As the vendor's console does: versions, stages, tags and names stay, and DKMSInstanceId is set. Automatic " +
      'rotation is to be off, and a customer key is to be in the instance, or to go with its secrets. What is in the ' +
      'instance already stays. No request is answered meanwhile.',
    params: strictObject({ instance: InstanceId }),
    body: strictObject({
      vault: Vault,
      secrets: names('by their names, at most 50'),
      keys: names('by their ids, at most 50'),
    }),
    answer: Instance,
    async run({ environment }, { instance: id, vault: given, secrets = [], keys = [] }) {
      const vault = vaultIn(environment, given);
      const { kmsInstances, stateLock } = environment;
      await withMoveErrors(() => stateLock.withExclusive(() => kmsInstances.put(vault, id, { secrets, keys })));
      return kmsInstances.ensure(vault, id);
    },
  }),
};
