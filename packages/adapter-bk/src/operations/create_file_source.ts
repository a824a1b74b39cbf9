import { Type } from '@sinclair/typebox';

import { makeFileSource, rejectTakenCode } from '../job/file-sources.ts';
import { defineOperation } from '../operation.ts';
import { permit, permitOnCredential } from '../job/permissions.ts';
import { checkBaseUrl, fileSourceFields, knownType, requirePresent, textsFromWire } from '../wire/file-source.ts';
import { scopeFields } from '../wire/scope.ts';

/** Makes a file source, which names the credential to fetch files with. */
export const createFileSource = defineOperation({
  name: 'create_file_source',
  needs: ['create_file_source', 'use_ticket'],
  esb: 'registered',
  apigw: 'POST',
  service: 'job-file-gateway',
  backend: ['POST'],
  input: Type.Object({ ...scopeFields, ...fileSourceFields }),
  async run(context, input) {
    const { settings, features } = context;
    const texts = textsFromWire(input, features);
    const code = requirePresent('code', texts.code);
    const type = knownType(texts.type);
    await rejectTakenCode(context, code);
    const alias = requirePresent('alias', texts.alias);
    const credentialId = requirePresent('credential_id', texts.credentialId);
    if (features.validatesFileSources) checkBaseUrl(texts, settings);
    permit(context, 'create_file_source');
    await permitOnCredential(context, 'use_ticket', credentialId);
    const { baseUrl, filePrefix } = texts;
    const made = await makeFileSource(context, code, { alias, type, baseUrl, credentialId, filePrefix });
    return { id: made.body.number };
  },
});
