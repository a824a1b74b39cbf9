import { type Static, Type } from '@sinclair/typebox';

import { ACTION_NAMES } from './errors/permission.ts';

/** The settings of this door, under `doors.bk`. */
export const bkSettings = Type.Object({
  job_version: Type.Union(
    [Type.Literal('3.7'), Type.Literal('3.9'), Type.Literal('3.10'), Type.Literal('3.11'), Type.Literal('3.12.4')],
    {
      default: '3.12.4',
      description:
        'the release of JOB to be, in quotes: 3.12.4 and newer, or how 3.11, 3.10, 3.9 (and 3.8) or 3.7 differ',
    },
  ),
  scopes: Type.Array(Type.String({ pattern: '^(biz|biz_set|tenant_set)/.+$' }), {
    default: [],
    description: 'the scopes that exist, as biz/2; empty: every business and business set with a numeric id',
  }),
  deny: Type.Array(Type.String({ pattern: `^[^/]+/(${ACTION_NAMES.join('|')}|\\*)/(\\*|[^/]+/.+)$` }), {
    default: [],
    description: 'permissions that users lack, as user/action/scope; * for any: alice/create_ticket/biz/2, bob/*/*',
  }),
  app_permissions: Type.Array(Type.String({ pattern: '^[^/]+/.+$' }), {
    default: [],
    description:
      'the APIs that apps may call, as app/api, * for every api: nodeman/system_create_credential; ' +
      'empty: every app may call every API',
  }),
  trust_bk_username: Type.Boolean({
    default: true,
    description:
      'take bk_username as the user without authentication; off: only for user_auth_exempt_apps, as the platform does',
  }),
  user_auth_exempt_apps: Type.Array(Type.String({ minLength: 1 }), {
    default: [],
    description: 'apps whose bk_username is taken without authentication when trust_bk_username is off',
  }),
  accept_documented_type: Type.Boolean({
    default: true,
    description:
      'accept ACCESS_KEY_SECRET_KEY, as documented, for APP_ID_SECRET_KEY; off: 1240002, as the service answers',
  }),
  explain_unknown_type: Type.Boolean({
    default: false,
    description:
      'answer an unknown credential type with 1241010 and the known ones; off: 1240002, as the service answers',
  }),
  update_replaces_all: Type.Boolean({
    default: false,
    description:
      'an update needs name and type and empties what it leaves out, as the service does; ' +
      'off: what is left out stays, as documented',
  }),
  update_moves: Type.Boolean({
    default: false,
    description: 'an update with another scope moves the credential there, as the service does; off: 1243048',
  }),
  allow_duplicate_names: Type.Boolean({
    default: false,
    description:
      'credentials of one scope may bear one name, as before JOB 3.12.4; other doors then see a number behind the name',
  }),
  artifactory_base_urls: Type.Array(Type.String({ pattern: '^https?://' }), {
    default: [],
    description: 'the base_url that a file source of type BLUEKING_ARTIFACTORY may have, else 1260020; empty: any',
  }),
  case_sensitive_names: Type.Boolean({
    default: false,
    description: 'names that differ by case alone are different names, as with a binary collation',
  }),
  web_console: Type.Boolean({
    default: false,
    description:
      "serve the web console's API of credentials under /job-manage/web, with list and delete, for browsers " +
      'that hold a bk_token cookie',
  }),
  esb_credential_detail: Type.Boolean({
    default: true,
    description: 'serve get_credential_detail through ESB too, where the platform does not register it',
  }),
  esb_success_message: Type.Union([Type.Literal('success'), Type.Literal('empty')], {
    default: 'success',
    description: 'message of a success through ESB: success, as documented, or empty, as ESB answers',
  }),
  esb_style: Type.Union([Type.Literal('standalone'), Type.Literal('bk7')], {
    default: 'standalone',
    description: 'who rejects callers of ESB: ESB itself, or in BlueKing 7 the API gateway before it',
  }),
  jwt_public_key: Type.String({
    default: '',
    description:
      "public key, as PEM text, of the X-Bkapi-JWT that callers of JOB's own path /api/job/v3/job-manage send; " +
      'empty: nobody gets in there unless auth is lenient',
  }),
  default_language: Type.Union([Type.Literal('auto'), Type.Literal('en'), Type.Literal('zh-cn')], {
    default: 'auto',
    description:
      'language of JOB messages without a Blueking-Language header; ' +
      'auto: English through ESB, Chinese through the API gateway',
  }),
});

/** @see bkSettings */
export type BkSettings = Static<typeof bkSettings>;
