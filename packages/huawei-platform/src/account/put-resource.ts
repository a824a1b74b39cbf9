import {
  DomainError,
  type Json,
  type DialectRecordRef,
  type Services,
  changeDialectRecord,
  createDialectRecord,
} from '@dragoman/core';

/** Keeps a thing under its id, in place of the one that is there. */
export async function putResource(services: Services, ref: DialectRecordRef, body: Json): Promise<void> {
  try {
    await changeDialectRecord(services, ref, () => ({ body, dueAt: null }));
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'resource-not-found') throw error;
    await createDialectRecord(services, { ...ref, body });
  }
}
