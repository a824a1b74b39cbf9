import type { Message } from '@dragoman/messages';
import { VendorError } from '@dragoman/protocol-kit';

/** Statuses that JOB's own gateway answers with, and what its framework calls them. */
export const BACKEND_STATUSES = {
  401: 'Unauthorized',
  404: 'Not Found',
  413: 'Payload Too Large',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
} as const;

/** A rejection by JOB's own gateway, or of a path that it does not know. */
export class BackendError extends VendorError {
  /** The status in words. */
  readonly reason: string;

  constructor(status: keyof typeof BACKEND_STATUSES, help: Message) {
    const reason = BACKEND_STATUSES[status];
    super(status, status, reason, help);
    this.reason = reason;
  }
}
