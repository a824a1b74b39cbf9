import { type Ask, get, post, type Scenario } from '../../packages/huawei-platform/test/support/scenario.ts';

const USERS = '/v1/csms/users';
const changed = (password: string, old_password: string): Ask =>
  post(`${USERS}/change-password`, { password, old_password });
/** With the token that was made last. */
const AS_USER = { 'x-auth-token': '<token>' };
const login = post('/v3/auth/tokens', {
  auth: {
    identity: {
      methods: ['password'],
      password: { user: { name: '<own:user>', password: '<own:password>', domain: { name: 'dragoman' } } },
    },
    scope: { domain: { name: 'dragoman' } },
  },
});

/** Scenarios of operations that work with whoever calls, and that the fixtures have for a user of theirs. */
export const huaweiProbeScenarios: Readonly<Record<string, Scenario>> = {
  ShowUserDetail: {
    given: [get(`${USERS}?offset=0&limit=10`)],
    first: get(`${USERS}/<user_id>`),
    second: get(`${USERS}/id-of-bob`),
  },
  UpdateUserPassword: {
    given: [get(`${USERS}?offset=0&limit=10`)],
    first: changed('Another-1', '<own:password>'),
    second: changed('Another-2', 'Another-1'),
    observe: get(`${USERS}/<user_id>`),
    rejected: changed('Another-1', 'not the old one'),
  },
  KeystoneListRegions: {
    given: [login],
    first: get('/v3/regions', AS_USER),
    second: get('/v3/regions', { ...AS_USER, 'accept-language': 'zh-cn' }),
    rejected: get('/v3/regions', { 'x-auth-token': 'not a token' }),
  },
  // Without a signature the root is the gateway's own page.
  'KMS:ShowVersions': { first: get('/'), second: get('/'), rejected: post('/') },
};

/** Calls of operations that take no input and ask nobody who it is, by which they are called wrongly. */
export const WRONG_CALLS: Readonly<Record<string, Ask>> = {
  'KMS:ShowVersion': get('/v9'),
  KeystoneListVersions: post('/'),
  KeystoneShowVersion: post('/v3'),
};
