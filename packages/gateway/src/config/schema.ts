import { aliyunSettings } from '@dragoman/adapter-aliyun';
import { bkSettings } from '@dragoman/adapter-bk';
import { huaweiSettings } from '@dragoman/adapter-huawei';
import { type Static, type TObject, type TProperties, Type } from '@sinclair/typebox';

function authMode(options: { readonly description: string; readonly default?: string; readonly name?: string }) {
  return Type.Union([Type.Literal('strict'), Type.Literal('lenient')], options);
}

/** A door's switches, and its own authentication mode. */
function door<Properties extends TProperties>(settings: TObject<Properties>) {
  const auth = Type.Optional(
    authMode({ description: 'authentication at this door alone; without it auth.mode holds' }),
  );
  return Type.Object({ ...settings.properties, auth });
}

/**
 * Every setting, once: a key of `dragoman.yaml`, a flag and an environment variable, in this order of growing weight.
 * A flag is the key's path joined with dashes, a variable the same with underscores after `DRAGOMAN_`;
 * `name` replaces the path where a shorter one is kinder.
 */
export const settingsSchema = Type.Object({
  port: Type.Integer({
    minimum: 0,
    maximum: 65_535,
    default: 4600,
    description: 'port to listen on; 0 takes any free one',
  }),
  host: Type.String({ minLength: 1, default: '127.0.0.1', description: 'address to listen on' }),
  data_dir: Type.String({ minLength: 1, default: '.dragoman', description: 'directory that keeps the state' }),
  memory: Type.Boolean({
    default: false,
    description: 'keep the state in memory only: nothing is read from disk or written',
  }),
  json: Type.Boolean({
    default: false,
    description: 'print one line of JSON on stdout when ready, and nothing else there',
  }),
  random_seed: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: Number.MAX_SAFE_INTEGER,
      description:
        'makes ids, generated values and times repeat from gateway to gateway; whoever knows it can tell them beforehand, so it is for tests alone',
    }),
  ),
  seed_data: Type.Optional(
    Type.Record(Type.String(), Type.Unknown(), {
      writeOnly: true,
      description: 'identities, vaults, keys, secrets and credentials that are made once, as docs/seeding.md has them',
    }),
  ),
  seed_file: Type.Optional(Type.String({ minLength: 1, description: 'YAML or JSON file with more seeds' })),
  ready: Type.Object({
    dir: Type.Optional(
      Type.String({
        minLength: 1,
        description:
          'directory of programs that run one after the other, by name, once requests are served; the gateway is ready when they are done, and stops when one fails',
      }),
    ),
    timeout_seconds: Type.Integer({
      minimum: 1,
      maximum: 3_600,
      default: 60,
      description: 'how long each program of ready.dir may take',
    }),
  }),
  clock: Type.Object({
    signatures: Type.Union([Type.Literal('either'), Type.Literal('gateway')], {
      default: 'either',
      description:
        "which clock the stated time of a signature must be near, once the gateway's is set: either the machine's, by which clients sign, or the gateway's; or the gateway's alone",
    }),
  }),
  auth: Type.Object({
    mode: authMode({
      default: 'strict',
      name: 'auth',
      description: 'strict verifies every signature, token and app secret; lenient takes any, unverified',
    }),
  }),
  control: Type.Object({
    token: Type.Optional(
      Type.String({
        minLength: 16,
        writeOnly: true,
        description:
          'what callers of the control side show as a bearer token; needed where the gateway listens on another address than a loopback one',
      }),
    ),
    hosts: Type.Array(Type.String({ pattern: '^[a-z0-9.:-]+$' }), {
      default: [],
      description: 'host names, beside the loopback ones, under which the control side may be called without a token',
    }),
  }),
  log: Type.Object({
    requests: Type.Union([Type.Literal('none'), Type.Literal('rejected'), Type.Literal('all')], {
      default: 'rejected',
      description: 'which requests get a line on stderr; faults of the gateway always do',
    }),
    format: Type.Union([Type.Literal('text'), Type.Literal('json')], {
      default: 'text',
      description: 'how lines on stderr are written: for people, or a JSON object each',
    }),
  }),
  journal: Type.Object({
    enabled: Type.Boolean({
      default: true,
      description: 'remember the latest requests, without any secret, for the control side to tell',
    }),
    entries: Type.Integer({
      minimum: 1,
      maximum: 1_000_000,
      default: 5_000,
      description: 'how many requests the journal remembers',
    }),
    bytes: Type.Integer({
      minimum: 65_536,
      default: 4 * 1024 * 1024,
      description: 'how much memory the journal takes at most, half of it for refused requests as they came in',
    }),
  }),
  tls: Type.Object({
    enabled: Type.Boolean({ default: true, description: 'answer https on the same port as http' }),
    cert_file: Type.Optional(
      Type.String({
        minLength: 1,
        description:
          'PEM file with the certificate that https clients see, and those that signed it; without it the gateway makes its own',
      }),
    ),
    key_file: Type.Optional(
      Type.String({
        minLength: 1,
        description: 'PEM file with the private key of tls.cert_file, without a passphrase',
      }),
    ),
    hosts: Type.Array(Type.String({ minLength: 1 }), {
      default: [],
      description:
        'host names and IP addresses that clients reach the gateway by over https, beside those of the clouds and of this machine',
    }),
  }),
  proxy: Type.Object({
    enabled: Type.Boolean({
      default: true,
      description: "be an http proxy on the same port, that leads the clouds' own host names here",
    }),
    unknown_hosts: Type.Union([Type.Literal('pass'), Type.Literal('reject')], {
      default: 'pass',
      description:
        'what becomes of proxied requests to hosts of no cloud; those to the rest of the clouds are always refused',
    }),
  }),
  sandboxes: Type.Object({
    limit: Type.Integer({
      minimum: 0,
      maximum: 1_000,
      default: 100,
      description: 'how many sandboxes there may be at once',
    }),
  }),
  vaults: Type.Record(Type.String({ minLength: 1 }), Type.Array(Type.String({ pattern: '^(huawei|aliyun|bk):.+$' })), {
    default: {},
    description:
      'addresses that share a vault, by vault name: huawei:<project id>, aliyun:<account>/<region>, bk:<scope type>/<scope id>',
  }),
  rotation: Type.Object({
    webhook_url: Type.Optional(
      Type.String({
        pattern: '^https?://.+$',
        description:
          'where a rotation function listens that makes the new values of rotated secrets; without it they are generated',
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
});

/** The settings of one gateway, complete. */
export type Settings = Static<typeof settingsSchema>;
