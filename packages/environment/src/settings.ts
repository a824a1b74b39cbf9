import { aliyunSettings } from '@dragoman/adapter-aliyun';
import { bkSettings } from '@dragoman/adapter-bk';
import { huaweiSettings } from '@dragoman/adapter-huawei';
import type { JournalSettings } from '@dragoman/journal';
import { type Static, type TObject, type TProperties, Type } from '@sinclair/typebox';

function authMode(options: { readonly description: string; readonly default?: string; readonly name?: string }) {
  return Type.Union([Type.Literal('strict'), Type.Literal('lenient')], options);
}

function permissionMode(options: { readonly description: string; readonly default?: string }) {
  return Type.Union([Type.Literal('off'), Type.Literal('observe'), Type.Literal('enforce')], options);
}

/** A door's switches, its own modes of authentication and of permissions, and what it shows. */
function door<Properties extends TProperties>(settings: TObject<Properties>) {
  const auth = Type.Optional(
    authMode({ description: 'authentication at this door alone; without it auth.mode holds' }),
  );
  const permissions = Type.Optional(
    permissionMode({ description: 'what policies decide at this door alone; without it permissions holds' }),
  );
  const visibility = Type.Union([Type.Literal('as-stored'), Type.Literal('as-the-cloud')], {
    default: 'as-stored',
    description:
      'what shows of secrets that other doors made: all of it, or only what this cloud could hold itself ' +
      '(names, sizes, so many versions and stages, tags), as after a migration',
  });
  return Type.Object({ ...settings.properties, auth, permissions, visibility });
}

const vaultAddress = Type.String({
  pattern: '^(huawei|aliyun|bk):.+$',
  description: 'huawei:<project id>, aliyun:<account>/<region> or bk:<scope type>/<scope id>',
});

/** The settings of an environment: its clock, its ids, its doors, and how tenant addresses share vaults. */
export const environmentSettings = {
  random_seed: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: Number.MAX_SAFE_INTEGER,
      description:
        'makes ids, generated values and times repeat from gateway to gateway; whoever knows it can ' +
        'predict them, so it is for tests alone',
    }),
  ),
  clock: Type.Object({
    signatures: Type.Union([Type.Literal('either'), Type.Literal('gateway')], {
      default: 'either',
      description:
        "which clock the stated time of a signature must be near, once the gateway's is set: either " +
        "the machine's, by which clients sign, or the gateway's; or the gateway's alone",
    }),
  }),
  auth: Type.Object({
    mode: authMode({
      default: 'strict',
      name: 'auth',
      description: 'strict verifies every signature, token and app secret; lenient takes any, unverified',
    }),
  }),
  permissions: permissionMode({
    default: 'enforce',
    description:
      'what the policies of an identity decide: enforce rejects what they do not allow, observe lets everything pass ' +
      'and records what would be rejected and what a run needs, off asks nobody; an identity without policies may do ' +
      'everything',
  }),
  sandboxes: Type.Object({
    limit: Type.Integer({
      minimum: 0,
      maximum: 1_000,
      default: 100,
      description: 'how many sandboxes there may be at once',
    }),
  }),
  vaults: Type.Record(Type.String({ minLength: 1 }), Type.Array(vaultAddress), {
    default: {},
    description:
      'tenant addresses that share a vault, by vault name: huawei:<project id>, ' +
      'aliyun:<account>/<region>, bk:<scope type>/<scope id>',
  }),
  rotation: Type.Object({
    webhook_url: Type.Optional(
      Type.String({
        pattern: '^https?://.+$',
        description:
          'where a rotation function listens that makes the new values of rotated secrets; without it ' +
          'they are generated',
      }),
    ),
    webhook_timeout_seconds: Type.Integer({
      minimum: 1,
      maximum: 60,
      default: 10,
      description: 'how long one step of the rotation function may take',
    }),
  }),
  doors: Type.Object({ huawei: door(huaweiSettings), aliyun: door(aliyunSettings), bk: door(bkSettings) }),
};

export type EnvironmentSettings = Static<TObject<typeof environmentSettings>> & {
  readonly journal: JournalSettings;
};
