/** One of the API gateway's errors. */
interface ApigwError {
  readonly status: number;
  readonly code: number;
  /** Its `code_name`, where several codes share one. */
  readonly name?: string;
  readonly message: string;
}

const RATE_LIMIT = 'RATE_LIMIT_RESTRICTION';

/** The API gateway's errors by `code_name` (`bk-core/errorx.lua`), those that nothing here leads to among them. */
export const APIGW_ERRORS = {
  INVALID_ARGS: { status: 400, code: 1640001, message: 'Parameters error' },
  JWT_VERIFY_FAILED: { status: 400, code: 1640004, message: 'JWT validation failed' },
  UNAUTHORIZED: { status: 401, code: 1640100, message: 'Unauthorized' },
  APP_VERIFY_FAILED: { status: 401, code: 1640101, message: 'App authentication failed' },
  USER_VERIFY_FAILED: { status: 401, code: 1640102, message: 'User authentication failed' },
  APP_NO_PERMISSION: { status: 403, code: 1640301, message: 'App has no permission to the resource' },
  IP_NOT_ALLOWED: { status: 403, code: 1640302, message: 'Request rejected by ip restriction' },
  BK_USER_NOT_ALLOWED: { status: 403, code: 1640303, message: 'Request rejected by bk-user restriction' },
  BK_TENANT_NOT_ALLOWED: { status: 403, code: 1640304, message: 'Request rejected by bk-tenant restriction' },
  API_NOT_FOUND: { status: 404, code: 1640401, message: 'API not found' },
  BODY_SIZE_LIMIT_EXCEED: { status: 413, code: 1641301, message: 'Request body size too large.' },
  URI_SIZE_LIMIT_EXCEED: { status: 414, code: 1641401, message: 'Request uri size too large.' },
  STAGE_GLOBAL_RATE_LIMIT: {
    status: 429,
    code: 1642901,
    name: RATE_LIMIT,
    message: 'API rate limit exceeded by stage global limit',
  },
  STAGE_RATE_LIMIT: {
    status: 429,
    code: 1642902,
    name: RATE_LIMIT,
    message: 'API rate limit exceeded by stage strategy',
  },
  RESOURCE_RATE_LIMIT: {
    status: 429,
    code: 1642903,
    name: RATE_LIMIT,
    message: 'API rate limit exceeded by resource strategy',
  },
  CONCURRENCY_LIMIT_RESTRICTION: { status: 429, code: 1642904, message: 'Request concurrency exceeds' },
  REQUEST_RESOURCE_5xx: { status: 500, code: 1650000, message: 'Request backend service status code is 5xx' },
  INTERNAL_SERVER_ERROR: { status: 500, code: 1650001, message: 'Internal Server Error' },
  INVALID_RESOURCE_CONFIG: { status: 500, code: 1650002, message: 'Resource configuration error' },
  UNKNOWN_ERROR: { status: 500, code: 1650070, message: 'unknown error' },
  BAD_GATEWAY: { status: 502, code: 1650200, message: 'Bad Gateway' },
  ERROR_REQUESTING_RESOURCE: { status: 502, code: 1650201, message: 'Request backend service failed' },
  SERVICE_UNAVAILABLE: { status: 503, code: 1650300, message: 'Service Unavailable' },
  REQUEST_BACKEND_TIMEOUT: { status: 504, code: 1650401, message: 'Request backend service timeout' },
  RECURSIVE_REQUEST_DETECTED: {
    status: 508,
    code: 1650801,
    message: 'Recursive request detected, please contact the api manager to check the resource configuration',
  },
} as const satisfies Record<string, ApigwError>;

/** ESB's errors by code (`esb/common/errors.py`): the beginnings of their messages. */
export const ESB_ERRORS = {
  1306000: 'System error',
  1306206: 'Error, the component does not configure the api host',
  1306207: 'Request to the third-party system is blocked',
  1306401: 'You must specify the current operator',
  1306402: 'User permission is insufficient',
  1306404: 'Not found, component class not found',
  1306405: 'Not found, inactive channel',
  1306406: 'Parameters error',
  1306408: 'APIGateway JWT verification failed',
  1306429: 'Access frequency limit',
} as const;

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
