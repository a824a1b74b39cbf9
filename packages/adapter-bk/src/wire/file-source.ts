import type { DialectRecord } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { JobError } from '../errors/job-error.ts';
import { HELP } from '../messages.ts';
import type { Scope } from '../names.ts';
import type { BkSettings } from '../settings.ts';
import type { ReleaseFeatures } from '../release-features.ts';
import type { Validation } from '../errors/messages.ts';
import { type Scalar, isBlank, textField, textOf } from './fields.ts';

const ARTIFACTORY = 'BLUEKING_ARTIFACTORY';
const TYPES = ['TENCENT_CLOUD_COS', ARTIFACTORY];

/** What is kept of a file source. */
export type FileSourceBody = {
  /** The platform's number for it. */
  readonly number: number;
  readonly alias: string;
  readonly type: string;
  readonly baseUrl: string | null;
  /** As it was given: whether it exists is not looked at. */
  readonly credentialId: string;
  readonly filePrefix: string;
  readonly creator: string;
  readonly lastModifyUser: string;
  /** Unix milliseconds. */
  readonly lastModifyTime: number;
};

export type FileSource = DialectRecord<FileSourceBody>;

/** The fields of create and update. */
export const fileSourceFields = {
  code: textField,
  alias: textField,
  type: textField,
  access_params: Type.Optional(Type.Unsafe<Readonly<Record<string, unknown>> | null>({ type: ['object', 'null'] })),
  credential_id: textField,
  file_prefix: textField,
};

interface FileSourceInput {
  readonly code?: Scalar;
  readonly alias?: Scalar;
  readonly type?: Scalar;
  readonly access_params?: Readonly<Record<string, unknown>> | null;
  readonly credential_id?: Scalar;
  readonly file_prefix?: Scalar;
}

/** A body's fields as strings, blank ones `null`. */
export interface FileSourceTexts {
  readonly code: string | null;
  readonly alias: string | null;
  readonly type: string | null;
  readonly baseUrl: string | null;
  readonly credentialId: string | null;
  readonly filePrefix: string;
}

const CHECKED = [
  ['code', 'blankCode', 'specialCode'],
  ['alias', 'blankAlias', 'specialAlias'],
  ['type', 'blankType', 'specialType'],
  ['credential_id', 'blankCredentialId', 'specialCredentialId'],
] as const satisfies readonly (readonly [keyof FileSourceInput, Validation, Validation])[];

/** The fields, bound and validated as the release of JOB does. @throws JobError 1240003 */
export function textsFromWire(input: FileSourceInput, features: ReleaseFeatures): FileSourceTexts {
  for (const [field, blank, special] of CHECKED) {
    const text = textOf(input[field]);
    if (features.validatesFileSources && isBlank(text))
      throw new JobError(1240003, { validation: blank, help: HELP.giveField({ field }) });
    if (/[\\|/:*<>"?]/.test(text ?? '')) throw new JobError(1240003, { validation: special });
  }
  const params = input.access_params ?? {};
  const baseUrl = params['base_url'];
  const isUrl = typeof baseUrl === 'string' && /^https?:\/\//.test(baseUrl);
  if (features.validatesFileSources && Object.keys(params).length > 0 && !isUrl)
    throw new JobError(1240003, { validation: 'baseUrl' });
  return {
    code: filled(input.code),
    alias: filled(input.alias),
    type: filled(input.type),
    baseUrl: typeof baseUrl === 'string' ? baseUrl : null,
    credentialId: filled(input.credential_id),
    filePrefix: textOf(input.file_prefix) ?? '',
  };
}

/** @throws JobError 1241005 */
export function knownType(type: string | null): string {
  if (type !== null && TYPES.includes(type)) return type;
  throw new JobError(1241005, { parameters: ['type'], help: HELP.sourceTypes({ types: TYPES.join(', ') }) });
}

/** @throws JobError 1240002 without a URL, 1260020 for one that `doors.bk.artifactory_base_urls` lacks */
export function checkBaseUrl({ type, baseUrl }: FileSourceTexts, settings: BkSettings): void {
  if (type !== ARTIFACTORY) return;
  if (baseUrl === null) throw new JobError(1240002, { help: HELP.giveBaseUrl });
  const allowed = settings.artifactory_base_urls;
  if (allowed.length > 0 && !allowed.includes(baseUrl))
    throw new JobError(1260020, { help: HELP.baseUrls({ allowed: allowed.join(', ') }) });
}

/** A field that must be there. @throws JobError 1241004 */
export function requirePresent(field: string, text: string | null): string {
  if (text === null) throw new JobError(1241004, { parameters: [field], help: HELP.giveField({ field }) });
  return text;
}

/** What detail answers. @NOTE unverified: the status, which workers set that are not here */
export function fileSourceToWire({ id: code, body, createdAt }: FileSource, scope: Scope): unknown {
  return {
    bk_biz_id: null,
    bk_scope_type: scope.type,
    bk_scope_id: scope.id,
    id: body.number,
    code,
    alias: body.alias,
    status: 0,
    file_source_type_code: body.type,
    is_public: false,
    credential_id: body.credentialId,
    enable: true,
    creator: body.creator,
    create_time: createdAt,
    last_modify_user: body.lastModifyUser,
    last_modify_time: body.lastModifyTime,
  };
}

function filled(value: Scalar | undefined): string | null {
  const text = textOf(value);
  return isBlank(text) ? null : text;
}
