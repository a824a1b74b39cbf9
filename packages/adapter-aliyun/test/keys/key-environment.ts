import { type Params, type Environment, newEnvironment } from '../environment.ts';

export const ACCOUNT = '1000000000000001';
export const NOT_FOUND = '404 Forbidden.KeyNotFound The specified Key is not found.';
export const NO_ALIAS = '404 Forbidden.AliasNotFound The specified Alias is not found.';
export const NO_VERSION = '404 Forbidden.KeyVersionNotFound The specified Key version is not found.';
export const KEPT = '409 Rejected.StateModifiedFailed Keystate modified failed.';
export const UNSUPPORTED = '400 UnsupportedOperation This action is not supported.';
export const REJECTED = '400 Rejected.UnsupportedOperation Unsupported operation.';
export const NO_ALIASES_HERE = '400 Unsupported.Alias Alias is not valid for this api.';

export const invalid = (name: string) => `400 InvalidParameter The specified parameter ${name} is not valid.`;
export const missing = (name: string) => `400 MissingParameter The parameter  ${name}  needed but no provided.`;
export const inState = (state: string) =>
  `409 Rejected.${state} The request was rejected because the key state is ${state}.`;
export const base64 = (text: string | Uint8Array) => Buffer.from(text).toString('base64');

export type Metadata = Readonly<Record<string, string>>;

/** An environment with shortcuts for keys. */
export interface KeyEnvironment extends Environment {
  create(params?: Params): Promise<Metadata>;
  describe(KeyId: string): Promise<Metadata>;
  /** A success, its fields all texts but for what the test knows better. */
  text(action: string, params?: Params): Promise<Metadata>;
  /** Brings a new external key or an ordinary one into a state, and answers its id. */
  keyIn(state: 'Enabled' | 'Disabled' | 'PendingDeletion' | 'PendingImport'): Promise<string>;
}

export async function keyEnvironment(given?: Parameters<typeof newEnvironment>[0]): Promise<KeyEnvironment> {
  const environment = await newEnvironment(given);
  const text: KeyEnvironment['text'] = async (action, params) => (await environment.ok(action, params)) as Metadata;
  const metadata = async (action: string, params?: Params) =>
    ((await environment.ok(action, params)) as { KeyMetadata: Metadata }).KeyMetadata;
  const create: KeyEnvironment['create'] = async (params) => metadata('CreateKey', params);
  return {
    ...environment,
    text,
    create,
    describe: async (KeyId) => metadata('DescribeKey', { KeyId }),
    async keyIn(state) {
      const { KeyId = '' } = await create(state === 'PendingImport' ? { Origin: 'EXTERNAL' } : {});
      if (state === 'Disabled') await environment.ok('DisableKey', { KeyId });
      if (state === 'PendingDeletion') await environment.ok('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: '7' });
      return KeyId;
    },
  };
}
