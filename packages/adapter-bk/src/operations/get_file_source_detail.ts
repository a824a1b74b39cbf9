import { type Static, Type } from '@sinclair/typebox';

import { JobError } from '../errors/job-error.ts';
import { fileSourceByCode, permitOnFileSource } from '../job/file-sources.ts';
import { HELP } from '../messages.ts';
import { defineOperation } from '../operation.ts';
import { fileSourceToWire } from '../wire/file-source.ts';
import { isBlank, textField, textOf } from '../wire/fields.ts';
import { scopeFields } from '../wire/scope.ts';

const input = Type.Object({ ...scopeFields, code: textField });

/** What is known of a file source. */
export const getFileSourceDetail = defineOperation({
  name: 'get_file_source_detail',
  needs: ['view_file_source'],
  esb: 'unregistered',
  apigw: 'GET',
  service: 'job-file-gateway',
  backend: ['GET', 'POST'],
  requiredInQuery: ['code'],
  input,
  withoutScope: (given: Static<typeof input>) => {
    throw missing(textOf(given.code));
  },
  async run(context, given) {
    const code = textOf(given.code);
    if (isBlank(code) && !context.isQuery)
      throw new JobError(1240003, { validation: 'blankCode', help: HELP.giveCode });
    const held = await fileSourceByCode(context, code ?? '');
    // A release that validates nothing answers a success without data.
    if (held === null && !context.features.validatesFileSources) return null;
    if (held === null) throw missing(code);
    permitOnFileSource(context, 'view_file_source', held);
    return fileSourceToWire(held, context.scope);
  },
});

function missing(code: string | null): JobError {
  return new JobError(1260012, { parameters: [code ?? 'null'], help: HELP.unknownFileSource });
}
