import {
  DomainError,
  type Json,
  type ResourceRef,
  type Services,
  changeResource,
  createResource,
} from '@dragoman/core';

/** Keeps a thing under its id, in place of the one that is there. */
export async function putResource(services: Services, ref: ResourceRef, body: Json): Promise<void> {
  try {
    await changeResource(services, ref, () => ({ body, dueAt: null }));
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'resource-not-found') throw error;
    await createResource(services, { ...ref, body });
  }
}
