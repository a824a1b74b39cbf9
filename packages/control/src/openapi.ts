import type { TObject } from '@sinclair/typebox';

import { type ControlCall, mediaTypeOf } from './call.ts';
import { NAMED_CALLS } from './calls/index.ts';
import { CONTROL_PREFIX } from './prefix.ts';

/** The control API as an OpenAPI 3.1 document, from the same declarations that its routes are made of. */
export function openApiDocument(version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const [name, call] of NAMED_CALLS) {
    add(paths, call.path, call, operationOf(name, call));
    if (call.scope === 'environment')
      add(paths, `/sandboxes/{sandbox}${call.path}`, call, ofSandbox(operationOf(`sandbox.${name}`, call)));
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Dragoman control API', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: CONTROL_PREFIX }],
    paths,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'the control token, where the gateway has one' },
      },
    },
  };
}

interface OpenApiOperation {
  readonly parameters: readonly object[];
  readonly [field: string]: unknown;
}

function add(
  paths: Record<string, Record<string, object>>,
  path: string,
  call: ControlCall,
  operation: OpenApiOperation,
): void {
  (paths[path] ??= {})[call.method.toLowerCase()] = operation;
}

function operationOf(name: string, call: ControlCall): OpenApiOperation {
  const hasBody = Object.keys(call.body.properties).length > 0;
  return {
    operationId: name,
    summary: call.summary,
    ...(call.description !== undefined && { description: call.description }),
    tags: [name.split('.')[0]],
    ...(call.open ? {} : { security: [{}, { token: [] }] }),
    parameters: [...parametersOf('path', call.params), ...parametersOf('query', call.query)],
    ...(hasBody && {
      requestBody: { required: (call.body.required ?? []).length > 0, content: bodyContent(call.body) },
    }),
    responses: {
      [typeof call.status === 'number' ? call.status : 200]: { description: 'done', content: answerContent(call) },
      default: { description: 'rejected', content: { 'application/json': { schema: ERROR_BODY } } },
    },
  };
}

function ofSandbox(operation: OpenApiOperation): OpenApiOperation {
  return {
    ...operation,
    parameters: [{ name: 'sandbox', in: 'path', required: true, schema: { type: 'string' } }, ...operation.parameters],
  };
}

function parametersOf(where: 'path' | 'query', { properties, required = [] }: TObject): object[] {
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema,
  }));
}

function bodyContent(body: TObject): object {
  return 'bytes' in body.properties ? { 'application/octet-stream': {} } : { 'application/json': { schema: body } };
}

function answerContent(call: ControlCall): object {
  return { [mediaTypeOf(call)]: call.responseKind === 'bytes' ? {} : { schema: call.answer } };
}

const ERROR_BODY = {
  type: 'object',
  required: ['error', 'message'],
  properties: {
    error: { type: 'string', description: 'a word that programs can tell refusals apart by' },
    message: { type: 'string' },
  },
};
