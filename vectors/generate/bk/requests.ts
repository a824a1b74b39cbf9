/** Requests to JOB of BlueKing, for tests and nothing else. */
import type { Request } from '../vector-file.ts';

export const APP = { code: 'vectors', secret: 'app-secret-of-test-vectors-00001' };
export const USER_TOKEN = 'user-token-of-test-vectors-0001';
/** What the service's clock reads. */
export const NOW = '2026-01-02T03:04:05Z';

/** Through the API gateway. */
export function readRequest(operation: string, front = '/api/bk-job/prod/api/v3'): Request {
  const host = ['Host', 'bkapi.example.com'] as const;
  if (operation.startsWith('get'))
    return { method: 'GET', target: `${front}/${operation}?bk_scope_type=biz&bk_scope_id=2&id=none`, headers: [host] };
  const body = JSON.stringify({ bk_scope_type: 'biz', bk_scope_id: '2' });
  return {
    method: 'POST',
    target: `${front}/${operation}`,
    headers: [host, ['Content-Type', 'application/json']],
    body,
  };
}
