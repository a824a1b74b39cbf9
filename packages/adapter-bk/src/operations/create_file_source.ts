import { Type } from '@sinclair/typebox';

import { makeFileSource, rejectTakenCode } from '../file-sources.ts';
import { defineOperation } from '../operation.ts';
import { permit, permitOnCredential } from '../permits.ts';
import { checkBaseUrl, fileSourceFields, knownType, present, textsFromWire } from '../wire/file-source.ts';
import { scopeFields } from '../wire/scope.ts';

/** Makes a file source, which names the credential to fetch files with. */
export const createFileSource = defineOperation({
  name: 'create_file_source',
  esb: 'registered',
  apigw: 'POST',
  service: 'job-file-gateway',
  backend: ['POST'],
  input: Type.Object({ ...scopeFields, ...fileSourceFields }),
  async run(context, input) {
    const { settings, traits } = context;
    const texts = textsFromWire(input, traits);
    const code = present('code', texts.code);
    const type = knownType(texts.type);
    await rejectTakenCode(context, code);
    const alias = present('alias', texts.alias);
    const credentialId = present('credential_id', texts.credentialId);
    if (traits.validatesFileSources) checkBaseUrl(texts, settings);
    permit(context, 'create_file_source');
    await permitOnCredential(context, 'use_ticket', credentialId);
    const { baseUrl, filePrefix } = texts;
    const made = await makeFileSource(context, code, { alias, type, baseUrl, credentialId, filePrefix });
    return { id: made.body.number };
  },
});
