import { Type } from '@sinclair/typebox';

import { JobError } from '../errors/job-error.ts';
import { changeFileSource, fileSourceByCode, permitOnFileSource } from '../job/file-sources.ts';
import { HELP } from '../messages.ts';
import { defineOperation } from '../operation.ts';
import { permitOnCredential } from '../job/permissions.ts';
import { checkBaseUrl, fileSourceFields, knownType, textsFromWire } from '../wire/file-source.ts';
import { scopeFields } from '../wire/scope.ts';

/** Replaces everything of a file source but its code. */
export const updateFileSource = defineOperation({
  name: 'update_file_source',
  needs: ['manage_file_source', 'use_ticket'],
  esb: 'registered',
  apigw: 'POST',
  service: 'job-file-gateway',
  backend: ['POST'],
  input: Type.Object({ ...scopeFields, ...fileSourceFields }),
  async run(context, input) {
    const { settings, features } = context;
    const texts = textsFromWire(input, features);
    const { code, alias, baseUrl, credentialId, filePrefix } = texts;
    // The one rejection that JOB answers with a status of its own.
    if (code === null) throw new JobError(1260019, { status: 400, help: HELP.giveCode });
    const held = await fileSourceByCode(context, code);
    if (held === null) throw new JobError(1260012, { parameters: [code], help: HELP.unknownFileSource });
    const type = texts.type === null ? null : knownType(texts.type);
    if (features.validatesFileSources) checkBaseUrl(texts, settings);
    permitOnFileSource(context, 'manage_file_source', held);
    if (credentialId !== null) await permitOnCredential(context, 'use_ticket', credentialId);
    const changed = await changeFileSource(context, code, {
      baseUrl,
      filePrefix,
      ...(alias !== null && { alias }),
      ...(type !== null && { type }),
      ...(credentialId !== null && { credentialId }),
    });
    return { id: changed.body.number };
  },
});
