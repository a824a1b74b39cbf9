import { type ControlClient, controlClient } from '../../packages/control/src/index.ts';
import { openApiCaller } from '../../packages/gateway/test/support/aliyun.ts';
import { DEVELOPMENT } from '../../packages/gateway/test/support/development.ts';
import { huaweiClient } from '../../packages/gateway/test/support/huawei.ts';

type Json = Record<string, unknown>;

/** What is stored: values by the names of secrets; of the one that rotates, `old` or `rotated`. */
export type Stored = Readonly<Record<string, string>>;

/** What there is, in the state, in the snapshot and in the export. */
export interface Model {
  readonly stored: Stored;
  readonly kept: Stored;
  readonly exported: Stored;
}

/** The clients of the three clouds, and of the control API, of one gateway. */
export interface Clients {
  readonly huawei: ReturnType<typeof huaweiClient>;
  readonly aliyun: ReturnType<typeof openApiCaller>;
  readonly bk: (operation: string, fields: Json) => Promise<Json>;
  readonly control: ControlClient;
}

/** A write at the wire, and what it makes of what there is. */
export interface Step {
  readonly name: string;
  act(clients: Clients): Promise<unknown>;
  change(model: Model): Model;
}

export function clientsOf(url: string): Clients {
  return {
    huawei: huaweiClient(url),
    aliyun: openApiCaller(new URL(url).host),
    bk: (operation, fields) => esbCall(url, operation, fields),
    control: controlClient({ url }),
  };
}

/** As the classic client makes it; it is not signed. @throws Error where it is rejected */
async function esbCall(url: string, operation: string, fields: Json): Promise<Json> {
  const caller = { ...DEVELOPMENT.app, bk_username: DEVELOPMENT.bkUser, ...DEVELOPMENT.scope };
  const response = await fetch(`${url}/api/c/compapi/v2/jobv3/${operation}/`, {
    method: 'POST',
    body: JSON.stringify({ ...caller, ...fields }),
  });
  const answer = (await response.json()) as { readonly result: boolean; readonly code: number; readonly data: Json };
  if (!answer.result) throw Object.assign(new Error(`${operation} is rejected`), { code: answer.code });
  return answer.data;
}

const PASSPHRASE = 'a long passphrase';
const ROTATING = {
  name: 'rotating',
  secret_type: 'RDS',
  secret_string: JSON.stringify({ users: [{ name: 'root', password: 'old' }] }),
  rotation_config: JSON.stringify({ rds_instance_id: 'i', Secret_sub_type: 'SingleUser' }),
};
const password = (value: string): Json => ({ type: 'PASSWORD', credential_password: value });

/**
 * What one run asks of a gateway, in order. They are made anew for each run: later ones need what earlier ones got.
 * @param prefix of the names of secrets
 */
export function stepsOfRun({ prefix = '' } = {}): readonly Step[] {
  let credential: unknown;
  let exported: Uint8Array = new Uint8Array();
  const sets = (name: string, value: string) => (model: Model) => ({
    ...model,
    stored: { ...model.stored, [name]: value },
  });
  const same = (model: Model): Model => model;
  return [
    {
      name: 'huawei creates',
      act: ({ huawei }) => huawei.call('POST', 'secrets', { name: `${prefix}of-huawei`, secret_string: 'first' }),
      change: sets(`${prefix}of-huawei`, 'first'),
    },
    {
      name: 'aliyun creates',
      act: ({ aliyun }) =>
        aliyun('CreateSecret', { SecretName: `${prefix}of-aliyun`, VersionId: 'v1', SecretData: 'first' }),
      change: sets(`${prefix}of-aliyun`, 'first'),
    },
    {
      name: 'bk creates',
      act: async ({ bk }) =>
        (credential = (await bk('create_credential', { name: `${prefix}of-bk`, ...password('first') }))['id']),
      change: sets(`${prefix}of-bk`, 'first'),
    },
    {
      name: 'huawei puts',
      act: ({ huawei }) => huawei.call('POST', `secrets/${prefix}of-huawei/versions`, { secret_string: 'second' }),
      change: sets(`${prefix}of-huawei`, 'second'),
    },
    {
      name: 'aliyun puts',
      act: ({ aliyun }) =>
        aliyun('PutSecretValue', { SecretName: `${prefix}of-aliyun`, VersionId: 'v2', SecretData: 'second' }),
      change: sets(`${prefix}of-aliyun`, 'second'),
    },
    {
      name: 'bk updates',
      act: ({ bk }) => bk('update_credential', { id: credential, name: `${prefix}of-bk`, ...password('second') }),
      change: sets(`${prefix}of-bk`, 'second'),
    },
    {
      name: 'a secret that rotates',
      act: ({ huawei }) => huawei.call('POST', 'secrets', ROTATING),
      change: sets('rotating', 'old'),
    },
    {
      name: 'it is to rotate',
      act: ({ huawei }) => huawei.call('POST', 'secrets/rotating/rotate'),
      change: sets('rotating', 'rotated'),
    },
    { name: 'what is due is done', act: ({ control }) => control.clock.advance({ by: '1s' }), change: same },
    {
      name: 'snapshot',
      act: ({ control }) => control.snapshots.save({ name: 'kept' }),
      change: (model) => ({ ...model, kept: model.stored }),
    },
    { name: 'reset', act: ({ control }) => control.reset(), change: (model) => ({ ...model, stored: {} }) },
    {
      name: 'load',
      act: ({ control }) => control.snapshots.load({ name: 'kept' }),
      change: (model) => ({ ...model, stored: model.kept }),
    },
    {
      name: 'export',
      act: async ({ control }) => (exported = await control.state.export({ passphrase: PASSPHRASE })),
      change: (model) => ({ ...model, exported: model.stored }),
    },
    {
      name: 'control deletes',
      act: ({ control }) => control.secrets.delete({ name: `${prefix}of-aliyun` }),
      change: (model) => ({ ...model, stored: without(model.stored, 'of-aliyun') }),
    },
    {
      name: 'import',
      act: ({ control }) => control.state.import({ bytes: exported, passphrase: PASSPHRASE }),
      change: (model) => ({ ...model, stored: model.exported }),
    },
    { name: 'authority', act: ({ control }) => control.tls.authority(), change: same },
  ];
}

function without(stored: Stored, name: string): Stored {
  return Object.fromEntries(Object.entries(stored).filter(([other]) => other !== name));
}

/** What each vendor's own client makes of a fault inside the service. */
const INTERNAL_ERRORS = {
  'huawei creates': { httpStatusCode: 500, errorCode: 'CSMS.0001' },
  'aliyun creates': { statusCode: 500, code: 'InternalFailure' },
  'bk creates': { code: 1_240_002 },
};

/** What is wrong where nothing can be written: a write that is answered, a rejection that is not the vendor's own. */
export async function internalErrorsOf(clients: Clients): Promise<string[]> {
  const problems: string[] = [];
  for (const step of stepsOfRun({ prefix: 'never-' })) {
    const { name } = step;
    const expected = INTERNAL_ERRORS[name as keyof typeof INTERNAL_ERRORS] as Json | undefined;
    if (expected === undefined) continue;
    try {
      await step.act(clients);
      problems.push(`${name}: answered, and nothing can be written`);
    } catch (error) {
      const found = Object.keys(expected).map((key) => [key, (error as Json)[key]]);
      if (JSON.stringify(Object.fromEntries(found)) !== JSON.stringify(expected))
        problems.push(`${name}: ${JSON.stringify(Object.fromEntries(found))} ${(error as Error).message}`);
    }
  }
  return problems;
}

/** Everything that a gateway has stored, once what is due is done: a rotation that failed is tried again after 10 s. */
export async function readStored(clients: Pick<Clients, 'control'>): Promise<Stored> {
  await clients.control.clock.advance({ by: '1m' });
  return storedNow(clients);
}

/** Everything that a gateway has stored. */
export async function storedNow({ control }: Pick<Clients, 'control'>): Promise<Stored> {
  const { secrets } = await control.secrets.list();
  const found: [string, string][] = [];
  for (const { name } of secrets) found.push([name, plain((await control.secrets.reveal({ name })).value)]);
  return Object.fromEntries(found.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The value as the steps have it: a credential's password alone, and of one that was made here only that it is new. */
function plain(value: string): string {
  if (!value.startsWith('{')) return value;
  const { users, password: own } = JSON.parse(value) as Partial<{
    readonly users: readonly { readonly password: string }[];
    readonly password: string;
  }>;
  const found = users?.[0]?.password ?? own ?? value;
  return users !== undefined && found !== 'old' ? 'rotated' : found;
}
