import { DomainError, changeDialectRecord, createDialectRecord, listDialectRecords } from '@dragoman/core';

import { JobError } from '../errors/job-error.ts';
import { DOOR } from '../names.ts';
import { nextNumber } from './sequence.ts';
import type { JobContext } from '../operation.ts';
import { permit } from './permissions.ts';
import type { FileSource, FileSourceBody } from '../wire/file-source.ts';

/** File sources, as resources by their codes. */
const KIND = `${DOOR}.file-source`;

type NewFileSource = Pick<FileSourceBody, 'alias' | 'type' | 'baseUrl' | 'credentialId' | 'filePrefix'>;

/** @throws JobError 1260015, 1260004 */
export async function makeFileSource(context: JobContext, code: string, given: NewFileSource): Promise<FileSource> {
  const { services, vault, username } = context;
  await rejectTakenCode(context, code);
  const { total } = await listDialectRecords<FileSourceBody>(services, {
    vault,
    kind: KIND,
    order: 'id',
    from: { offset: 0 },
    limit: 1,
    where: ({ body }) => body.alias.toLowerCase() === given.alias.toLowerCase(),
  });
  if (total > 0) throw new JobError(1260004, { parameters: [given.alias] });
  const number = await nextNumber(services, 'file-source');
  const by = { creator: username, lastModifyUser: username };
  try {
    return await createDialectRecord<FileSourceBody>(services, {
      vault,
      kind: KIND,
      id: code,
      body: (createdAt) => ({ number, ...given, ...by, lastModifyTime: createdAt }),
    });
  } catch (error) {
    if (error instanceof DomainError && error.code === 'resource-exists')
      throw new JobError(1260015, { parameters: [code] });
    throw error;
  }
}

/** What is absent stays. */
export async function changeFileSource(
  { services, vault, username }: JobContext,
  code: string,
  change: Partial<NewFileSource>,
): Promise<FileSource> {
  return changeDialectRecord<FileSourceBody>(services, { vault, kind: KIND, id: code }, ({ body, dueAt }) => ({
    dueAt,
    body: { ...body, ...change, lastModifyUser: username, lastModifyTime: services.clock.now() },
  }));
}

/** @throws JobError 1260015 */
export async function rejectTakenCode(context: JobContext, code: string): Promise<void> {
  if ((await fileSourceByCode(context, code)) !== null) throw new JobError(1260015, { parameters: [code] });
}

export async function fileSourceByCode({ services, vault }: JobContext, code: string): Promise<FileSource | null> {
  return (await services.resources.find(vault, KIND, code)) as FileSource | null;
}

/** Whether a file source of the scope uses the credential. @param id as the wire has it */
export async function isUsedCredential({ services, vault }: JobContext, id: string): Promise<boolean> {
  const { total } = await listDialectRecords<FileSourceBody>(services, {
    vault,
    kind: KIND,
    order: 'id',
    from: { offset: 0 },
    limit: 1,
    where: ({ body }) => body.credentialId.toLowerCase() === id.toLowerCase(),
  });
  return total > 0;
}

/** @throws JobError 9900403 */
export function permitOnFileSource(
  context: JobContext,
  action: 'view_file_source' | 'manage_file_source',
  { body }: FileSource,
): void {
  permit(context, action, {
    instance: { type: 'file_source', id: String(body.number), name: body.alias },
    creator: body.creator,
  });
}
