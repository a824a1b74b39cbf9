import type { JobError } from '../errors/job-error.ts';
import type { Language } from '../errors/language.ts';
import { permissionOf } from '../errors/permission.ts';

/** What JOB itself answers, before a front passes it on: the body in the order of its keys, absent ones left out. */
export interface JobAnswer {
  readonly status: number;
  /** JOB's own id of the request. */
  readonly requestId: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export function jobSuccess(requestId: string, data: unknown): JobAnswer {
  const body = { code: 0, result: true, job_request_id: requestId };
  return { status: 200, requestId, body: data === null ? body : { ...body, data } };
}

export function jobRejection(requestId: string, error: JobError, language: Language): JobAnswer {
  const body = { code: error.code, result: false, job_request_id: requestId, message: error.messageIn(language) };
  const permission = error.denied === null ? {} : { permission: permissionOf(error.denied, language) };
  return { status: error.status, requestId, body: { ...body, ...permission } };
}
