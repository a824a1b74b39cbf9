import { type Static, type TObject, Type } from '@sinclair/typebox';

const file = (description: string) => Type.Optional(Type.String({ minLength: 1, description }));

/** Where the state is. */
export const stateSettings = {
  data_dir: Type.String({ minLength: 1, default: '.dragoman', description: 'directory that keeps the state' }),
  memory: Type.Boolean({
    default: false,
    description: 'keep the state in memory only: nothing is read from disk or written',
  }),
  state: Type.Object({
    check_at_start: Type.Union([Type.Literal('bounded'), Type.Literal('full'), Type.Literal('off')], {
      default: 'bounded',
      description:
        'whether a start looks at everything in data_dir before it serves: only up to 4 MiB, whatever its size, or ' +
        'never; what is read is checked in any case',
    }),
    on_damage: Type.Union([Type.Literal('refuse'), Type.Literal('serve')], {
      default: 'refuse',
      description:
        'what a start does where data_dir is damaged: refuse in a line that names what, or put the damaged database ' +
        'aside and serve what of it is whole',
    }),
  }),
  store: Type.Object({
    url: Type.Optional(
      Type.String({
        pattern: '^postgres(ql)?://.+$',
        writeOnly: true,
        description:
          'PostgreSQL database that keeps the state in the place of data_dir: postgres://user@host:5432/database',
      }),
    ),
    password: Type.Optional(
      Type.String({
        minLength: 1,
        writeOnly: true,
        description: 'password for the database, in the place of one in store.url',
      }),
    ),
    password_file: file('file with the password for the database'),
    schema: Type.String({
      minLength: 1,
      maxLength: 63,
      default: 'dragoman',
      description: 'schema of the database that everything is in; made where it is missing',
    }),
    connections: Type.Integer({
      minimum: 2,
      maximum: 100,
      default: 10,
      description: 'how many connections to the database there may be at once',
    }),
    timeout_seconds: Type.Integer({
      minimum: 1,
      maximum: 600,
      default: 5,
      description: 'how long a connection or an answer of the database is waited for',
    }),
    peer_url: Type.Optional(
      Type.String({
        pattern: '^https?://[^/?#]+$',
        description:
          'the address by which other gateways over the same database reach this one, without a path; else that of ' +
          'the machine',
      }),
    ),
    lease_seconds: Type.Integer({
      minimum: 1,
      maximum: 60,
      default: 5,
      description: 'how long a gateway leads without being heard of; another one takes over within twice of it',
    }),
    profile: Type.Union([Type.Literal('postgres'), Type.Literal('cockroachdb'), Type.Literal('yugabytedb')], {
      default: 'postgres',
      description:
        'what the server is: cockroachdb and yugabytedb do without advisory locks and locks of tables; ' +
        'neither was tried on such a server',
    }),
    tls: Type.Union([Type.Literal('disable'), Type.Literal('require'), Type.Literal('verify-full')], {
      default: 'disable',
      description:
        'TLS to the database: none, with any certificate, or with one that its authority signed for the host',
    }),
    tls_ca_file: file('PEM file with the authorities of the database, in the place of those of the machine'),
    tls_cert_file: file('PEM file with the certificate that the gateway shows the database'),
    tls_key_file: file('PEM file with the private key of store.tls_cert_file'),
  }),
};

export type StateSettings = Static<TObject<typeof stateSettings>>;
