import { type Static, type TObject, Type } from '@sinclair/typebox';

/** The settings of the port: where it is, and what it answers as. */
export const serverSettings = {
  port: Type.Integer({
    minimum: 0,
    maximum: 65_535,
    default: 4600,
    description: 'port to listen on; 0 takes any free one',
  }),
  host: Type.String({ minLength: 1, default: '127.0.0.1', description: 'address to listen on' }),
  advertise_url: Type.Optional(
    Type.String({
      pattern: '^https?://[^/?#]+$',
      description:
        'the address by which clients reach the gateway, without a path, where it is another than the one that it ' +
        'listens on: what it says of itself names this one',
    }),
  ),
  tls: Type.Object({
    enabled: Type.Boolean({ default: true, description: 'answer https on the same port as http' }),
    cert_file: Type.Optional(
      Type.String({
        minLength: 1,
        description:
          'PEM file with the certificate that https clients see, and those that signed it; without it ' +
          'the gateway makes its own',
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
        'host names and IP addresses that clients reach the gateway by over https, beside those of ' +
        'the clouds and of this machine',
    }),
  }),
  proxy: Type.Object({
    enabled: Type.Boolean({
      default: true,
      description: "be an http proxy on the same port, which answers for the clouds' own host names",
    }),
    unknown_hosts: Type.Union([Type.Literal('pass'), Type.Literal('reject')], {
      default: 'pass',
      description:
        'whether proxied requests to hosts of no cloud pass; those to the rest of the clouds are always rejected',
    }),
  }),
};

export type ServerSettings = Static<TObject<typeof serverSettings>>;

/** What TLS goes by: its settings, and the directory that keeps an authority, unless nothing is kept. */
export type TlsSettings = Pick<ServerSettings, 'tls'> & { readonly memory: boolean; readonly data_dir: string };
