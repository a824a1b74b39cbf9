import type { Family } from './contract.ts';

/** An operation, and its path as the doors list it. */
interface ServedOperation {
  readonly door: string;
  readonly operation: string;
  readonly path: string;
}

/** What the codes of a service mean to a client, beside those that its official clients retry on by themselves. */
export interface ServiceCodes {
  /** Too many requests, without a hint of when to come back. */
  readonly throttled: string;
  /** Milliseconds that the hint of an injected throttling says; `null` where the service sends none. */
  readonly hintMs: number | null;
  /** An internal error, of status 500. */
  readonly serverError: string;
  /** The same call may work a moment later. */
  readonly retryable: readonly string[];
  /** The same call will never work. */
  readonly permanent: readonly string[];
  /** The same of calls that create. */
  readonly permanentForCreates: readonly string[];
}

/**
 * CSMS and the gateway before it (error codes of CSMS, 2025-11; `packages/huawei-platform/src/errors/gateway.ts`). The
 * gateway gives a hint only to who asks with `X-Apig-Mode: debug`.
 */
const CSMS: ServiceCodes = {
  throttled: 'APIGW.0308',
  hintMs: null,
  serverError: 'CSMS.0001',
  retryable: ['APIGW.0202', 'APIGW.0203'],
  permanent: ['APIGW.0301', 'CSMS.0302', 'CSMS.0002', 'CSMS.0106', 'CSMS.0109', 'CSMS.0401'],
  permanentForCreates: ['CSMS.0101', 'CSMS.0202'],
};

const HUAWEI_KMS: ServiceCodes = {
  ...CSMS,
  serverError: 'KMS.0101',
  permanent: ['APIGW.0301', 'KMS.0307', 'KMS.0204', 'KMS.0207', 'KMS.0209'],
  permanentForCreates: ['KMS.1105'],
};

/** IAM and its neighbours, whose errors are statuses. */
const HUAWEI_IAM: ServiceCodes = {
  ...CSMS,
  serverError: '500',
  retryable: ['503'],
  permanent: ['400', '401', '403', '404'],
  permanentForCreates: ['409'],
};

/** KMS (error tables of the official metadata) and the gateway before every product of Alibaba Cloud. */
const ALIYUN: ServiceCodes = {
  throttled: 'Throttling',
  hintMs: 1_000,
  serverError: 'InternalFailure',
  retryable: [],
  permanent: [
    'InvalidAccessKeyId.NotFound',
    'SignatureDoesNotMatch',
    'Forbidden.NoPermission',
    'Forbidden.InDebtOverdue',
    'InvalidParameter',
    'Forbidden.ResourceNotFound',
    'Rejected.ResourceInDeleteWindow',
  ],
  permanentForCreates: ['Rejected.ResourceExist', 'Rejected.LimitExceeded'],
};

/** JOB behind the API gateway or its own gateway, which tell when to come back in `X-Bkapi-RateLimit-Reset`. */
const BK: ServiceCodes = {
  throttled: '429',
  hintMs: 1_000,
  serverError: '500',
  retryable: ['502', '503', '504', '1240001'],
  permanent: ['1640100', '1640301', '9900403', '1240003', '1243048'],
  permanentForCreates: ['1243060'],
};

/**
 * JOB behind ESB: every answer has status 200, ESB's own codes are in its body (`esb/common/errors.py`), and a status
 * of JOB's gateway becomes 1306201. ESB alone gives no hint of when to come back.
 */
const BK_ESB: ServiceCodes = {
  ...BK,
  throttled: '1306429',
  hintMs: null,
  permanent: ['1306402', '1306403', '1306406', '9900403', '1240003', '1243048'],
};

/**
 * The codes of whoever answers an operation.
 * @param family of the contract: journals do not tell by which of BlueKing's gateways a request came
 */
export function codesOf({ door, operation, path }: ServedOperation, family: Family): ServiceCodes {
  if (door === 'aliyun') return ALIYUN;
  if (door === 'bk') return family === 'bk-esb' ? BK_ESB : BK;
  if (operation.startsWith('KMS:')) return HUAWEI_KMS;
  return /^\/v1\/(\{project_id\}\/)?(secrets|csms)\b/.test(path) ? CSMS : HUAWEI_IAM;
}

const CREATES = /^(?:\w+:)?(?:Create|Put|Add|Import|BatchImport|Upload|Rotate)/i;
/** Those that create nothing that stays, or the same again. */
const CREATES_NOTHING = /Datakey|Random|Tag|TemporaryAccessKey|ForImport|KeyMaterial|Stage/i;

/** Whether an operation, sent twice, leaves something twice unless the service recognizes it. */
export function isCreate(operation: string): boolean {
  return CREATES.test(operation) && !CREATES_NOTHING.test(operation);
}
