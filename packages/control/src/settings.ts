import { type Static, type TObject, Type } from '@sinclair/typebox';

/** The settings of the control API. */
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
};

export type ControlSettings = Static<TObject<typeof controlSettings>>;
