import type {
  HuaweiContext as ContextOf,
  HuaweiMeta as MetaOf,
  HuaweiOperation as OperationOf,
} from '@dragoman/huawei-platform';
import { operationFactory } from '@dragoman/protocol-kit';

import { CSMS_SERVICE } from './errors/csms.ts';
import type { HuaweiSettings } from './settings.ts';

/** What every operation works with. */
export type HuaweiContext = ContextOf<HuaweiSettings>;

export type HuaweiOperation = OperationOf<HuaweiSettings>;

/**
 * Declares an operation. Its input is what the request has of `path`, `query` and `body`; its answer is the JSON body,
 * `undefined` for an empty one, or a `Reply`.
 */
export const defineOperation = operationFactory<HuaweiContext, MetaOf<HuaweiSettings>>();

/** What a secret operation of the common kind says of itself. */
export const CSMS = { service: CSMS_SERVICE, success: 200, body: 'ignored', authenticated: true } as const;

/** The same, of those whose errors stand inside an `error` object. */
export const CSMS_NESTED = { ...CSMS, nestedErrors: true } as const;
