import type { TObject } from '@sinclair/typebox';

import { type ControlCall, headerOf, mediaTypeOf } from '../call.ts';
import { NAMED_CALLS } from '../calls/index.ts';
import { CONTROL_PREFIX } from '../prefix.ts';
import { Components, pascal } from './components.ts';

/** The control API as an OpenAPI 3.1 document, from the same declarations that its routes are made of. */
export function openApiDocument(version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  const components = new Components();
  for (const [name, call] of NAMED_CALLS)
    for (const schema of [call.params, call.query, call.headers, call.body, call.answer])
      // A part of a document is no shape of its own, however many requests hold it.
      components.count(schema, schema === call.body && DOCUMENTS.has(`${pascal(name)}Request`) ? 'documents' : name);
  const error = components.refer(ERROR_BODY, 'Rejection');
  for (const [name, call] of NAMED_CALLS) {
    const operation = operationOf(name, call, components, error);
    add(paths, call.path, call, operation);
    if (call.scope === 'environment') add(paths, `/sandboxes/{sandbox}${call.path}`, call, ofSandbox(operation));
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Dragoman control API', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: CONTROL_PREFIX }],
    paths,
    components: {
      schemas: components.schemas,
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'the control token, where the gateway has one' },
      },
    },
  };
}

interface OpenApiOperation {
  readonly operationId: string;
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

function operationOf(name: string, call: ControlCall, components: Components, error: object): OpenApiOperation {
  const hasBody = Object.keys(call.body.properties).length > 0;
  const shapeName = pascal(name);
  return {
    operationId: camel(name),
    summary: call.summary,
    ...(call.description !== undefined && { description: call.description }),
    tags: [name.split('.')[0]],
    ...(call.open ? {} : { security: [{}, { token: [] }] }),
    parameters: [
      ...parametersOf('path', call.params, components, shapeName),
      ...parametersOf('query', call.query, components, shapeName),
      ...parametersOf('header', call.headers, components, shapeName),
    ],
    ...(hasBody && {
      requestBody: {
        required: (call.body.required ?? []).length > 0,
        content: bodyContent(call.body, components, `${shapeName}Request`),
      },
    }),
    responses: {
      [typeof call.status === 'number' ? call.status : 200]: {
        description: 'done',
        content: { [mediaTypeOf(call)]: { schema: answerSchema(call, components, shapeName) } },
      },
      default: { description: 'rejected', content: { 'application/json': { schema: error } } },
    },
  };
}

function ofSandbox(operation: OpenApiOperation): OpenApiOperation {
  return {
    ...operation,
    operationId: camel(`sandbox.${operation.operationId}`),
    tags: ['sandbox'],
    parameters: [{ name: 'sandbox', in: 'path', required: true, schema: { type: 'string' } }, ...operation.parameters],
  };
}

function parametersOf(
  where: 'path' | 'query' | 'header',
  { properties, required = [] }: TObject,
  components: Components,
  shapeName: string,
): object[] {
  return Object.entries(properties).map(([name, schema]) => ({
    name: where === 'header' ? headerOf(name) : name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: components.refer(schema, shapeName + pascal(name)),
  }));
}

/** Requests that hold parts of a seed document, which few build by hand. */
const DOCUMENTS: ReadonlySet<string> = new Set([
  'SeedsApplyRequest',
  'SandboxesCreateRequest',
  'IdentitiesCreateRequest',
]);

const BYTES = { type: 'string', format: 'binary' };

function bodyContent(body: TObject, components: Components, shapeName: string): object {
  return 'bytes' in body.properties
    ? { 'application/octet-stream': { schema: BYTES } }
    : {
        'application/json': {
          schema: components.refer(body, shapeName, DOCUMENTS.has(shapeName) ? 'document' : 'whole'),
        },
      };
}

function answerSchema(call: ControlCall, components: Components, shapeName: string): object {
  if (call.responseKind === 'bytes') return BYTES;
  // A stream of events is no JSON as a whole.
  return call.responseKind === 'events' ? { type: 'string' } : components.refer(call.answer, shapeName);
}

/** As names of functions are written: `clock.advance` is `clockAdvance`. */
function camel(name: string): string {
  const whole = pascal(name);
  return whole.charAt(0).toLowerCase() + whole.slice(1);
}

const ERROR_BODY = {
  type: 'object',
  required: ['error', 'message'],
  properties: {
    error: { type: 'string', description: 'a word that programs can tell rejections apart by' },
    message: { type: 'string' },
  },
};
