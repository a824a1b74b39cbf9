import { beforeEach, describe, expect, it } from '@jest/globals';
import { bodyText } from '@dragoman/protocol-kit';
import fc from 'fast-check';
import { parseStringPromise } from 'xml2js';

import { type Params, type Environment, form, json, newEnvironment } from './environment.ts';

const JSON_TYPE = 'application/json;charset=utf-8';
const XML_TYPE = 'text/xml;charset=utf-8';
const ID = /00000000-0000-4000-8000-\d{12}/g;

let environment: Environment;
beforeEach(async () => {
  environment = await newEnvironment();
});

/** One operation after the other, each with its body in both formats; ID stands for the RequestId. */
const LIFE: readonly (readonly [action: string, params: Params, json: string, xml: string])[] = [
  [
    'DescribeSecret',
    { SecretName: 'a/b', FetchTags: 'true' },
    '{"Arn":"acs:kms:cn-hangzhou:1000000000000001:secret/a/b","SecretName":"a/b","SecretType":"' +
      'Generic","Description":"<d> & \\"e\\"","CreateTime":"2026-11-22T00:50:31Z","UpdateTime":"2026-' +
      '11-22T00:50:31Z","Tags":{"Tag":[{"TagKey":"k","TagValue":"v"},{"TagKey":"l","TagValue":""}' +
      ']},"RequestId":"ID"}',
    '<KMS><Arn>acs:kms:cn-hangzhou:1000000000000001:secret/a/b</Arn><SecretName>a/b</SecretName>' +
      '<SecretType>Generic</SecretType><Description>&lt;d&gt; &amp; &quot;e&quot;</Description><CreateTime>' +
      '2026-11-22T00:50:31Z</CreateTime><UpdateTime>2026-11-22T00:50:31Z</UpdateTime><Tags><Tag><' +
      'TagKey>k</TagKey><TagValue>v</TagValue></Tag><Tag><TagKey>l</TagKey><TagValue></TagValue><' +
      '/Tag></Tags><RequestId>ID</RequestId></KMS>',
  ],
  [
    'GetSecretValue',
    { SecretName: 'a/b' },
    '{"SecretName":"a/b","SecretType":"Generic","VersionId":"v1","SecretData":"{\\"k\\":\\"𝄞\'\\' +
      '"}","SecretDataType":"text","CreateTime":"2026-11-22T00:50:31Z","VersionStages":{"VersionStage"' +
      ':["ACSCurrent"]},"RequestId":"ID"}',
    '<KMS><SecretName>a/b</SecretName><SecretType>Generic</SecretType><VersionId>v1</VersionId>' +
      '<SecretData>{&quot;k&quot;:&quot;𝄞&apos;&quot;}</SecretData><SecretDataType>text</SecretDataType>' +
      '<CreateTime>2026-11-22T00:50:31Z</CreateTime><VersionStages><VersionStage>ACSCurrent</VersionStage>' +
      '</VersionStages><RequestId>ID</RequestId></KMS>',
  ],
  [
    'PutSecretValue',
    { SecretName: 'a/b', VersionId: 'v2', SecretData: 'two', VersionStages: '["x","y"]' },
    '{"SecretName":"a/b","VersionId":"v2","VersionStages":{"VersionStage":["x","y"]},"RequestId":"ID"}',
    '<KMS><SecretName>a/b</SecretName><VersionId>v2</VersionId><VersionStages><VersionStage>x</' +
      'VersionStage><VersionStage>y</VersionStage></VersionStages><RequestId>ID</RequestId></KMS>',
  ],
  [
    'ListSecretVersionIds',
    { SecretName: 'a/b', PageSize: '1' },
    '{"SecretName":"a/b","VersionIds":{"VersionId":[{"VersionId":"v1","CreateTime":"2026-11-22T00:' +
      '50:31Z","VersionStages":{"VersionStage":["ACSCurrent"]}}]},"PageNumber":1,"PageSize":1,"TotalCount"' +
      ':2,"RequestId":"ID"}',
    '<KMS><SecretName>a/b</SecretName><VersionIds><VersionId><VersionId>v1</VersionId><CreateTime>' +
      '2026-11-22T00:50:31Z</CreateTime><VersionStages><VersionStage>ACSCurrent</VersionStage></VersionStages>' +
      '</VersionId></VersionIds><PageNumber>1</PageNumber><PageSize>1</PageSize><TotalCount>2</TotalCount>' +
      '<RequestId>ID</RequestId></KMS>',
  ],
  [
    'ListSecrets',
    { PageNumber: '2' },
    '{"SecretList":{"Secret":[]},"PageNumber":2,"PageSize":10,"TotalCount":1,"RequestId":"ID"}',
    '<KMS><SecretList></SecretList><PageNumber>2</PageNumber><PageSize>10</PageSize><TotalCount>' +
      '1</TotalCount><RequestId>ID</RequestId></KMS>',
  ],
  [
    'ListSecrets',
    {},
    '{"SecretList":{"Secret":[{"SecretName":"a/b","SecretType":"Generic","CreateTime":"2026-11-' +
      '22T00:50:31Z","UpdateTime":"2026-11-22T00:50:31Z"}]},"PageNumber":1,"PageSize":10,"TotalCount"' +
      ':1,"RequestId":"ID"}',
    '<KMS><SecretList><Secret><SecretName>a/b</SecretName><SecretType>Generic</SecretType><CreateTime>' +
      '2026-11-22T00:50:31Z</CreateTime><UpdateTime>2026-11-22T00:50:31Z</UpdateTime></Secret></SecretList>' +
      '<PageNumber>1</PageNumber><PageSize>10</PageSize><TotalCount>1</TotalCount><RequestId>ID</' +
      'RequestId></KMS>',
  ],
  [
    'UpdateSecretVersionStage',
    { SecretName: 'a/b', VersionStage: 'x', MoveToVersion: 'v1' },
    '{"SecretName":"a/b","RequestId":"ID"}',
    '<KMS><SecretName>a/b</SecretName><RequestId>ID</RequestId></KMS>',
  ],
  [
    'UpdateSecret',
    { SecretName: 'a/b' },
    '{"SecretName":"a/b","RequestId":"ID"}',
    '<KMS><SecretName>a/b</SecretName><RequestId>ID</RequestId></KMS>',
  ],
];

describe('both formats', () => {
  it('carry the same answer, byte for byte as recorded', async () => {
    await environment.ok('CreateSecret', {
      SecretName: 'a/b',
      VersionId: 'v1',
      SecretData: `{"k":"𝄞'"}`,
      Description: '<d> & "e"',
      Tags: '[{"TagKey":"k","TagValue":"v"},{"TagKey":"l"}]',
    });
    for (const [action, params, asJson, asXml] of LIFE) {
      for (const [call, type, body] of [
        [environment.v1, JSON_TYPE, asJson],
        [environment.acs3, JSON_TYPE, asJson],
        [environment.xml, XML_TYPE, asXml],
      ] as const) {
        const response = await call(action, params);
        expect(response.status).toBe(200);
        expect(response.headers['content-type']).toBe(type);
        expect(response.body).toContain(response.headers['x-acs-request-id'] ?? 'no request id');
        expect(bodyText(response).replaceAll(ID, 'ID')).toBe(body);
      }
    }
  });

  it.each([
    ['CreateSecret', { VersionId: 'v1', SecretData: 'x' }],
    ['DeleteSecret', { RecoveryWindowInDays: '7' }],
    ['RestoreSecret', {}],
    ['DeleteSecret', { ForceDeleteWithoutRecovery: 'true' }],
  ])('carry what %s answers', async (action, params) => {
    for (const [name, call] of [
      ['j', environment.v1],
      ['x', environment.xml],
    ] as const) {
      if (action !== 'CreateSecret')
        await environment.ok('CreateSecret', { SecretName: name, VersionId: 'v1', SecretData: 'x' });
      if (action === 'RestoreSecret') await environment.ok('DeleteSecret', { SecretName: name });
      const { body, status } = await call(action, { SecretName: name, ...params });
      expect(status).toBe(200);
      const answer = (call === environment.v1 ? JSON.parse(String(body)) : await fromXml(String(body))) as Record<
        string,
        string
      >;
      expect(Object.keys(answer)).toEqual(
        {
          CreateSecret: ['Arn', 'SecretName', 'VersionId', 'SecretType', 'RequestId'],
          DeleteSecret: ['SecretName', 'PlannedDeleteTime', 'RequestId'],
          RestoreSecret: ['SecretName', 'RequestId'],
        }[action],
      );
      expect(answer['SecretName']).toBe(name);
    }
  });

  it('carry a rejection in one envelope', async () => {
    const asJson = await environment.v1('DescribeSecret', { SecretName: 'nope' });
    expect(asJson.headers).toEqual({ 'content-type': JSON_TYPE, 'x-acs-request-id': json(asJson)['RequestId'] });
    expect(bodyText(asJson).replaceAll(ID, 'ID')).toBe(
      '{"RequestId":"ID","HttpStatus":404,"HostId":"127.0.0.1:4600","Code":"Forbidden.ResourceNotFound"' +
        ',"Message":"Resource not found.","Recommend":"https://error-center.aliyun.com/status/search?' +
        'Keyword=Forbidden.ResourceNotFound&source=PopGw"}',
    );
    const asXml = await environment.xml('DescribeSecret', { SecretName: 'nope' });
    expect(asXml.status).toBe(404);
    expect(asXml.headers['content-type']).toBe(XML_TYPE);
    expect(bodyText(asXml).replaceAll(ID, 'ID')).toBe(
      '<KMS><RequestId>ID</RequestId><HttpStatus>404</HttpStatus><HostId>127.0.0.1:4600</HostId><' +
        'Code>Forbidden.ResourceNotFound</Code><Message>Resource not found.</Message><Recommend>https:' +
        '//error-center.aliyun.com/status/search?Keyword=Forbidden.ResourceNotFound&amp;source=PopGw<' +
        '/Recommend></KMS>',
    );
  });

  it('carry every value that XML can hold to a reader who finds it unchanged', async () => {
    const legal = fc
      .string({ unit: 'binary', maxLength: 200 })
      .filter((text) => /^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u.test(text));
    const value = fc.oneof(
      legal,
      fc.array(fc.constantFrom('&', '<', '>', '"', "'", ']]>', '\r\n', '中', '😀')).map((parts) => parts.join('')),
    );
    let made = 0;
    await fc.assert(
      fc.asyncProperty(value, async (text) => {
        const SecretData = `|${text}|`;
        const SecretName = `p${(made += 1)}`;
        await environment.ok('CreateSecret', { SecretName, VersionId: 'v1', SecretData });
        expect(json(await environment.acs3('GetSecretValue', { SecretName }))['SecretData']).toBe(SecretData);
        expect((await fromXml(bodyText(await environment.xml('GetSecretValue', { SecretName }))))['SecretData']).toBe(
          SecretData,
        );
      }),
      { numRuns: 100 },
    );
  });
});

describe('the format', () => {
  it.each(['XML', 'xml', 'Xml'])('is XML for Format=%s, rejections of any step included', async (Format) => {
    expect((await environment.v1('ListSecrets', { Format })).headers['content-type']).toBe(XML_TYPE);
    expect((await environment.v1('Nope', { Format })).headers['content-type']).toBe(XML_TYPE);
    expect((await environment.v1('ListSecrets', { Format, AccessKeyId: 'x' })).headers['content-type']).toBe(XML_TYPE);
    expect(
      (await environment.send('POST', '/', { 'content-type': 'application/x-www-form-urlencoded' }, `Format=${Format}`))
        .headers['content-type'],
    ).toBe(XML_TYPE);
  });

  it.each(['JSON', 'json', 'yaml', ''])('is JSON for Format=%s', async (Format) => {
    expect((await environment.v1('ListSecrets', { Format })).headers['content-type']).toBe(JSON_TYPE);
  });

  it('is JSON for ACS3, whatever Format says, and Accept has no say', async () => {
    expect((await environment.acs3('ListSecrets', { Format: 'XML' })).headers['content-type']).toBe(JSON_TYPE);
    expect(
      (await environment.send('GET', `/?${form({ Action: 'x' })}`, { accept: 'application/xml' })).headers[
        'content-type'
      ],
    ).toBe(JSON_TYPE);
  });
});

async function fromXml(body: string): Promise<Record<string, string>> {
  const { KMS } = (await parseStringPromise(body, { explicitArray: false, includeWhiteChars: true })) as {
    KMS: Record<string, string>;
  };
  return KMS;
}
