import { describe, expect, it } from '@jest/globals';
import { Type } from '@sinclair/typebox';

import { type CallFields, type CallShape, callShapes, NO_CALL_FIELDS } from './call-shape.ts';

const DECLARED: CallFields = {
  ...NO_CALL_FIELDS,
  parts: ['path', 'body'],
  silent: new Set(['name']),
  names: { list: (value) => value as string[] },
  version: new Set(['version']),
  latest: 'latest',
  stage: new Set(['stage']),
  builtInStages: ['CURRENT', 'PREVIOUS'],
  page: new Set(['limit', 'marker']),
};
const READ = {
  name: 'Read',
  input: Type.Object({
    path: Type.Object({ name: Type.String(), version: Type.String({ default: 'latest' }) }),
    body: Type.Object({
      stage: Type.Optional(Type.String()),
      secret: Type.Optional(Type.String()),
      value: Type.String(),
      dry: Type.Optional(Type.Boolean()),
      kind: Type.Optional(Type.String({ default: 'plain' })),
    }),
  }),
  run: async () => null,
};
const shapeOf = callShapes(DECLARED);

function shapeFor(path: object, body: object): CallShape {
  return shapeOf(READ, { path: { name: 'a', version: 'latest', ...path }, body: { value: 'planted', ...body } });
}

describe('the shape of a call', () => {
  it('tells how it picks a version, and which fields it gives, and no text', () => {
    expect(shapeFor({}, {})).toEqual({ names: [], version: 'latest', stage: null, flags: {}, page: {} });
    expect(shapeFor({ version: 'v3' }, { stage: 'PREVIOUS', dry: false, secret: 'planted', kind: 'plain' })).toEqual({
      names: [],
      version: 'id',
      stage: 'PREVIOUS',
      flags: { secret: true, dry: false },
      page: {},
    });
    expect(JSON.stringify(shapeFor({}, { secret: 'true', stage: 'planted' }))).not.toMatch(/planted/);
  });

  it('tells a stage that is not built in as custom, in a list of stages too', () => {
    expect(shapeFor({}, { stage: 'blue' })).toMatchObject({ stage: 'custom' });
    expect(shapeFor({}, { stage: '["blue","CURRENT"]' })).toMatchObject({ stage: 'CURRENT' });
    expect(shapeFor({}, { stage: 'CURRENT-of-mine' })).toMatchObject({ stage: 'custom' });
  });

  it('is one object for all calls that ask alike', () => {
    expect(shapeFor({ version: 'v1' }, { secret: 'a' })).toBe(shapeFor({ version: 'v2', name: 'b' }, { secret: 'b' }));
    expect(shapeFor({ version: 'v1' }, {})).not.toBe(shapeFor({ version: 'latest' }, {}));
    expect(shapeFor({}, { stage: 'CURRENT' })).not.toBe(shapeFor({}, { stage: 'PREVIOUS' }));
    expect(shapeFor({}, { dry: true })).not.toBe(shapeFor({}, { dry: false }));
  });

  it('keeps names of a batch and numbers of a page', () => {
    const list = {
      name: 'List',
      input: Type.Object({ body: Type.Object({ list: Type.Any(), limit: Type.Any(), marker: Type.Any() }) }),
      run: async () => null,
    };
    const names = Array.from({ length: 200 }, (_, at) => `name-${at}`.padEnd(300, '-'));
    const shape = shapeOf(list, { body: { list: names, limit: '50', marker: 'planted' } });
    expect(shape).toMatchObject({ page: { limit: 50, marker: true }, flags: {} });
    expect(shape.names).toHaveLength(100);
    expect(shape.names[0]).toHaveLength(256);
  });
});
