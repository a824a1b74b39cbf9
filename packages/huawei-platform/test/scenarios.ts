import { PROJECT, TOPICS } from './environment.ts';
import { type Ask, type Scenario, del, get, post, put } from './support/scenario.ts';

const SUBSCRIPTIONS = `/v2/${PROJECT}/notifications/subscriptions`;
const TAGS = `/v2/${PROJECT}/smn_topic`;
const EPS = '/v1.0/enterprise-projects';
const USERS = '/v3.0/OS-USER/users';
const DOMAIN = 'd7a60a000000000000000000000000d0';

const urn = (name: string): string => `urn:smn:cn-north-4:${PROJECT}:${name}`;
const topic = (name: string, more: object = {}): Ask => post(TOPICS, { name, ...more });
const attribute = (name: string, value: string): Ask =>
  put(`${TOPICS}/${urn(name)}/attributes/introduction`, { value });
const subscribe = (name: string, endpoint: string): Ask => ({
  ...post(`${TOPICS}/${urn(name)}/subscriptions`, { protocol: 'http', endpoint }),
  as: name,
});
const tag = (key: string): Ask => post(`${TAGS}/<topic_id>/tags`, { tag: { key, value: `of ${key}` } });
const tags = (action: string, key: string): Ask => post(`${TAGS}/<topic_id>/tags/action`, { action, tags: [{ key }] });
const details = (name: string): Ask => get(`${TOPICS}/${urn(name)}`);
const both = [topic('a'), topic('b')];
const one = [topic('a'), details('a')];
const subscribed = [...both, subscribe('a', 'http://127.0.0.1:9/a'), subscribe('b', 'http://example.com/b')];

const project = (name: string, more: object = {}): Ask => post(EPS, { name, ...more });
const action = (name: string, what: string): Ask => post(`${EPS}/<eps:${name}>/action`, { action: what });
const migrate = (to: string): Ask =>
  post(`${EPS}/${to}/resources-migrate`, {
    resource_id: '<topic_id>',
    resource_type: 'smn_topic',
    project_id: PROJECT,
  });
const filter = (id: string): Ask =>
  post(`${EPS}/${id}/resources/filter`, { resource_types: ['smn_topic'], projects: [PROJECT] });
const projects = [project('one'), project('two')];

const user = (name: string, more: object = {}): Ask => post(USERS, { user: { name, domain_id: DOMAIN, ...more } });
const protection = (name: string, method: string): Ask =>
  put(`${USERS}/<user:${name}>/login-protect`, { login_protect: { enabled: true, verification_method: method } });
const users = [user('carol'), user('dave', { description: 'd' })];

const SECURITY = '/v3.0/OS-CREDENTIAL/securitytokens';
const AS_ALICE = { host: 'localhost:4600', 'x-auth-token': 'token-of-alice' };
/** As a client of Keystone looks for the versions of an address. */
const DISCOVERY = { host: 'localhost:4600', accept: 'application/json' };
const ELSEWHERE = { host: 'iam.cn-east-3.myhuaweicloud.com', 'x-auth-token': 'token-of-alice' };
const tokenFor = (scope: object): Ask => ({
  ...post('/v3/auth/tokens', {
    auth: {
      identity: {
        methods: ['password'],
        password: { user: { name: 'dragoman', password: 'Dragoman-Development-1', domain: { name: 'dragoman' } } },
      },
      scope,
    },
  }),
  headers: { host: 'localhost:4600' },
});
const temporary = (seconds: number): Ask =>
  post(SECURITY, { auth: { identity: { methods: ['token'], token: { duration_seconds: seconds } } } });

/** Every operation of SMN, EPS and IAM, called twice. */
export const scenarios: Readonly<Record<string, Scenario>> = {
  'SMN:CreateTopic': { first: topic('a'), second: topic('b', { display_name: 'B' }), observe: get(TOPICS) },
  'SMN:UpdateTopic': {
    given: one,
    first: put(`${TOPICS}/${urn('a')}`, { display_name: 'one' }),
    second: put(`${TOPICS}/${urn('a')}`, { display_name: 'two' }),
    observe: details('a'),
  },
  'SMN:DeleteTopic': {
    given: both,
    first: del(`${TOPICS}/${urn('a')}`),
    second: del(`${TOPICS}/${urn('b')}`),
    observe: get(TOPICS),
  },
  'SMN:ListTopics': { given: both, first: get(`${TOPICS}?limit=1`), second: get(`${TOPICS}?name=b`) },
  'SMN:ListTopicDetails': { given: both, first: details('a'), second: details('b') },
  'SMN:ListTopicAttributes': {
    given: [...one, attribute('a', 'one')],
    first: get(`${TOPICS}/${urn('a')}/attributes?name=introduction`),
    second: get(`${TOPICS}/${urn('a')}/attributes?name=access_policy`),
  },
  'SMN:UpdateTopicAttribute': {
    given: one,
    first: attribute('a', 'one'),
    second: attribute('a', 'two'),
    observe: get(`${TOPICS}/${urn('a')}/attributes`),
  },
  'SMN:DeleteTopicAttributeByName': {
    given: [...both, attribute('a', 'of a'), attribute('b', 'of b')],
    first: del(`${TOPICS}/${urn('a')}/attributes/introduction`),
    between: [attribute('a', 'again')],
    second: del(`${TOPICS}/${urn('b')}/attributes/introduction`),
    observe: get(`${TOPICS}/${urn('a')}/attributes`),
  },
  'SMN:DeleteTopicAttributes': {
    given: [...both, attribute('a', 'of a'), attribute('b', 'of b')],
    first: del(`${TOPICS}/${urn('a')}/attributes`),
    second: del(`${TOPICS}/${urn('b')}/attributes`),
    observe: get(`${TOPICS}/${urn('b')}/attributes`),
  },
  'SMN:CreateResourceTag': { given: one, first: tag('x'), second: tag('y'), observe: get(`${TAGS}/<topic_id>/tags`) },
  'SMN:DeleteResourceTag': {
    given: [...one, tag('x'), tag('y')],
    first: del(`${TAGS}/<topic_id>/tags/x`),
    second: del(`${TAGS}/<topic_id>/tags/y`),
    observe: get(`${TAGS}/<topic_id>/tags`),
  },
  'SMN:BatchCreateOrDeleteResourceTags': {
    given: one,
    first: tags('create', 'x'),
    second: tags('delete', 'x'),
    observe: get(`${TAGS}/<topic_id>/tags`),
  },
  'SMN:ListResourceTags': {
    given: one,
    first: get(`${TAGS}/<topic_id>/tags`),
    between: [tag('x')],
    second: get(`${TAGS}/<topic_id>/tags`),
  },
  'SMN:ListProjectTags': {
    given: one,
    first: get(`${TAGS}/tags`),
    between: [tag('x')],
    second: get(`${TAGS}/tags`),
  },
  'SMN:AddSubscription': {
    given: both,
    first: subscribe('a', 'http://127.0.0.1:9/a'),
    second: subscribe('b', 'http://example.com/b'),
    observe: get(SUBSCRIPTIONS),
  },
  'SMN:ListSubscriptions': { given: subscribed, first: get(`${SUBSCRIPTIONS}?status=1`), second: get(SUBSCRIPTIONS) },
  'SMN:ListSubscriptionsByTopic': {
    given: subscribed,
    first: get(`${TOPICS}/${urn('a')}/subscriptions`),
    second: get(`${TOPICS}/${urn('b')}/subscriptions`),
  },
  'SMN:UpdateSubscription': {
    given: subscribed,
    first: put(`${TOPICS}/${urn('a')}/subscriptions/<subscription_urn:a>`, { remark: 'one' }),
    second: put(`${TOPICS}/${urn('b')}/subscriptions/<subscription_urn:b>`, { remark: 'two' }),
    observe: get(SUBSCRIPTIONS),
  },
  'SMN:CancelSubscription': {
    given: subscribed,
    first: del(`${SUBSCRIPTIONS}/<subscription_urn:a>`),
    second: del(`${SUBSCRIPTIONS}/<subscription_urn:b>`),
    observe: get(SUBSCRIPTIONS),
  },
  'EPS:CreateEnterpriseProject': { first: project('one'), second: project('two', { type: 'poc' }) },
  'EPS:ShowEnterpriseProject': { given: projects, first: get(`${EPS}/0`), second: get(`${EPS}/<eps:two>`) },
  'EPS:UpdateEnterpriseProject': {
    given: projects,
    first: put(`${EPS}/<eps:one>`, { name: 'uno' }),
    second: put(`${EPS}/<eps:two>`, { name: 'due', description: 'd' }),
  },
  'EPS:EnableEnterpriseProject': {
    given: projects,
    first: action('one', 'disable'),
    second: action('one', 'enable'),
    observe: get(`${EPS}/<eps:one>`),
  },
  'EPS:DeleteEnterpriseProject': {
    given: [...projects, action('one', 'disable'), action('two', 'disable')],
    first: del(`${EPS}/<eps:one>`),
    second: del(`${EPS}/<eps:two>`),
    observe: get(EPS),
  },
  'EPS:ListEnterpriseProject': { given: projects, first: get(`${EPS}?name=one`), second: get(`${EPS}?sort_dir=asc`) },
  'EPS:MigrateResource': {
    given: [...projects, ...one],
    first: migrate('<eps:one>'),
    second: migrate('0'),
    observe: details('a'),
  },
  'EPS:ShowResourceBindEnterpriseProject': {
    given: [...projects, ...one],
    first: filter('0'),
    second: filter('<eps:one>'),
  },
  CreateUser: { first: user('carol'), second: user('dave', { email: 'dave@example.com' }) },
  ShowUser: { given: users, first: get(`${USERS}/<user:carol>`), second: get(`${USERS}/<user:dave>`) },
  UpdateUser: {
    given: users,
    first: put(`${USERS}/<user:carol>`, { user: { name: 'caroline' } }),
    second: put(`${USERS}/<user:dave>`, { user: { enabled: false } }),
  },
  UpdateLoginProtect: { given: users, first: protection('carol', 'sms'), second: protection('dave', 'vmfa') },
  ShowUserLoginProtect: {
    given: [...users, protection('carol', 'sms'), protection('dave', 'vmfa')],
    first: get(`${USERS}/<user:carol>/login-protect`),
    second: get(`${USERS}/<user:dave>/login-protect`),
  },
  KeystoneListUsers: { given: users, first: get('/v3/users?name=dave'), second: get('/v3/users') },
  KeystoneShowUser: { given: users, first: get('/v3/users/<user:carol>'), second: get('/v3/users/<user:dave>') },
  KeystoneDeleteUser: {
    given: users,
    first: del('/v3/users/<user:carol>'),
    second: del('/v3/users/<user:dave>'),
    observe: get('/v3/users'),
  },
  KeystoneCreateUserTokenByPassword: {
    first: tokenFor({ project: { name: 'cn-north-4' } }),
    second: tokenFor({ domain: { name: 'dragoman' } }),
  },
  KeystoneValidateToken: {
    given: [tokenFor({ domain: { name: 'dragoman' } })],
    first: get('/v3/auth/tokens', { 'x-auth-token': '<token>', 'x-subject-token': '<token>' }),
    between: [tokenFor({ project: { name: 'cn-north-4' } })],
    second: get('/v3/auth/tokens?nocatalog=true', { 'x-auth-token': '<token>', 'x-subject-token': '<token>' }),
  },
  KeystoneListProjects: { first: get('/v3/projects?name=cn-north-4'), second: get('/v3/projects?name=cn-east-3') },
  KeystoneCreateProject: {
    first: post('/v3/projects', { project: { name: 'cn-north-4_a' } }),
    second: post('/v3/projects', { project: { name: 'cn-north-4_b', description: 'b' } }),
  },
  KeystoneListAuthProjects: {
    first: get('/v3/auth/projects'),
    between: [post('/v3/projects', { project: { name: 'cn-north-4_a' } })],
    second: get('/v3/auth/projects'),
  },
  KeystoneListAuthDomains: { first: get('/v3/auth/domains'), second: get('/v3/auth/domains', AS_ALICE) },
  KeystoneListRegions: { first: get('/v3/regions', AS_ALICE), second: get('/v3/regions', ELSEWHERE) },
  KeystoneListVersions: { first: get('/', DISCOVERY), second: get('/', ELSEWHERE) },
  KeystoneShowVersion: { first: get('/v3', AS_ALICE), second: get('/v3', ELSEWHERE) },
  CreateTemporaryAccessKeyByToken: { first: temporary(900), second: temporary(3_600) },
  GetCallerIdentity: { first: get('/v5/caller-identity'), second: get('/v5/caller-identity', AS_ALICE) },
};
