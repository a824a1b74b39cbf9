import { LOCATION, RAM, STS, type Scenarios } from '../scenario.ts';

const ROLE = { RoleArn: 'acs:ram::1000000000000001:role/reader', RoleSessionName: 'alice' };
const OTHER_ROLE = { RoleArn: 'acs:ram::2:role/writer', RoleSessionName: 'bob', DurationSeconds: '900' };
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const oidc = (subject: string, audience: string) => ({
  OIDCProviderArn: 'acs:ram::1000000000000001:oidc-provider/idp',
  OIDCToken: [
    part({ alg: 'RS256' }),
    part({ sub: subject, iss: 'https://issuer', aud: audience, exp: 1_795_312_231, iat: 1_795_308_631 }),
    'c2ln',
  ].join('.'),
});

/** What clients call beside KMS: the Security Token Service and the location service. */
export const stsScenarios: Scenarios = {
  AssumeRole: { version: STS, first: ROLE, second: OTHER_ROLE, rejected: { ...ROLE, RoleArn: 'x' } },
  AssumeRoleWithOIDC: {
    version: STS,
    first: { ...ROLE, ...oidc('pod', 'a') },
    second: { ...ROLE, RoleSessionName: 'bob', DurationSeconds: '900', ...oidc('other', 'b') },
    rejected: { ...ROLE, ...oidc('pod', 'a'), OIDCToken: 'a.b.c' },
  },
  GetCallerIdentity: {
    version: STS,
    constant: 'it tells who signs',
    first: {},
    second: {},
    rejected: { AccessKeyId: 'nobody' },
  },
  DecodeDiagnosticMessage: {
    version: RAM,
    denied: [
      ['GetSecretValue', { SecretName: 'db' }],
      ['ListSecrets', {}],
    ],
    first: { EncodedDiagnosticMessage: '<Denied1>' },
    second: { EncodedDiagnosticMessage: '<Denied2>' },
    rejected: { EncodedDiagnosticMessage: 'AQEA' },
  },
  DescribeEndpoints: {
    version: LOCATION,
    first: { Id: 'cn-hangzhou', ServiceCode: 'kms' },
    second: { Id: 'cn-beijing', ServiceCode: 'sts' },
    rejected: { Id: 'cn-hangzhou' },
  },
};
