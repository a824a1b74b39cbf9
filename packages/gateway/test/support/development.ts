/** The documented development identity, as a user copies it from the README. */
export const DEVELOPMENT = {
  accessKey: 'DRAGOMANDEV000000001',
  secretKey: 'DragomanDevelopmentSecretKeyNotForCloud0',
  project: 'd7a60a00000000000000000000000001',
  region: 'cn-hangzhou',
  app: { bk_app_code: 'dragoman', bk_app_secret: 'dragoman-development-app-secret' },
  bkUser: 'admin',
  scope: { bk_scope_type: 'biz', bk_scope_id: '2' },
} as const;
