import { type Static, type TObject, Type } from '@sinclair/typebox';

/** The settings of the control API and of the page over it. */
export const controlSettings = {
  control: Type.Object({
    token: Type.Optional(
      Type.String({
        minLength: 16,
        writeOnly: true,
        description:
          'the bearer token that callers of the control API send; needed where the gateway listens on ' +
          'another address than a loopback one',
      }),
    ),
    hosts: Type.Array(Type.String({ pattern: '^[a-z0-9.:-]+$' }), {
      default: [],
      description: 'host names, beside the loopback ones, under which the control API may be called without a token',
    }),
  }),
  console: Type.Object({
    enabled: Type.Boolean({
      default: true,
      description: 'serve the console, a page for browsers, at /_dragoman/; a browser that asks for / is sent there',
    }),
  }),
};

export type ControlSettings = Static<TObject<typeof controlSettings>>;
