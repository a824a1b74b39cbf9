import { InvalidInputError } from '@dragoman/protocol-kit';
import { type Static, Type } from '@sinclair/typebox';

import { HELP } from '../../messages.ts';
import { functionTemplate } from '../../wire/csms/function-templates.ts';
import { CSMS, defineOperation } from '../../operation.ts';
import { functionSecretType } from '../../wire/csms/agency.ts';
import { unchecked } from '@dragoman/huawei-platform';

const Query = Type.Object({
  secret_type: functionSecretType,
  secret_sub_type: Type.Union([Type.Literal('SingleUser'), Type.Literal('MultiUser')]),
  engine: Type.Optional(Type.Union([Type.Literal('mysql'), Type.Literal('postgresql'), Type.Literal('sqlserver')])),
});

/**
 * The source of a function that rotates such secrets: of this project's making, to the same purpose as the service's.
 */
export const ShowSecretFunctionTemplates = defineOperation({
  ...CSMS,
  name: 'ShowSecretFunctionTemplates',
  checks: unchecked,
  routes: [{ method: 'GET', path: '/v1/csms/function-templates' }],
  input: Type.Object({ query: Query }),
  async run(_context, { query }) {
    return { function_templates: templateFor(query) };
  },
});

/**
 * GaussDB-FG is TaurusDB, which speaks as MySQL does. @throws InvalidInputError where an engine is missing, or one is
 * given
 */
function templateFor({ secret_type: type, secret_sub_type: subType, engine }: Static<typeof Query>): string {
  if ((type === 'RDS-FG') !== (engine !== undefined)) {
    throw new InvalidInputError('query.engine', 'required', HELP.engineForRds);
  }
  return engine === undefined
    ? functionTemplate('TaurusDB', subType, 'mysql')
    : functionTemplate(`RDS ${engine}`, subType, engine);
}
