import type { WireResponse } from '@dragoman/protocol-kit';

import type { JobError } from '../../errors/job-error.ts';
import type { Language } from '../../errors/language.ts';
import { authResultOf } from '../../errors/permission.ts';
import { statusOf } from './errors.ts';

const SUCCESS = { en: 'Success', zh: '成功' };

/** The web console has a code of its own for what a user may not do. */
const DENIED = 1238001;

/** What an answer is made with. */
interface Answering {
  readonly requestId: string;
  readonly language: Language;
}

export function webSuccess({ requestId, language }: Answering, data: unknown): WireResponse {
  return response(200, requestId, { success: true, code: 0, errorMsg: SUCCESS[language], data, requestId });
}

export function webRejection({ requestId, language }: Answering, error: JobError): WireResponse {
  const { denied } = error;
  const body = {
    success: false,
    code: denied === null ? error.jobCode : DENIED,
    errorMsg: error.messageIn(language),
    requestId,
  };
  return response(
    statusOf(error),
    requestId,
    denied === null ? body : { ...body, authResult: authResultOf(denied, language) },
  );
}

function response(status: number, requestId: string, body: unknown): WireResponse {
  return {
    status,
    headers: { 'Content-Type': 'application/json', 'X-Bk-Job-Request-Id': requestId },
    body: JSON.stringify(body),
  };
}
