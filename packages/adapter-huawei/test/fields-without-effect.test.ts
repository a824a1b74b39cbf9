/** What facts of the kind `ignored` name: a request is answered alike with and without it. */
import { describe, expect, it } from '@jest/globals';

import { PROJECT, SECRETS, openEnvironment } from './environment.ts';

const GRANTS = `/v1/${PROJECT}/csms/grants`;
const SEQUENCE = '919c82d4-8046-4722-9094-35c3c6524cff';

describe('fields without effect', () => {
  it('sequence of KMS', async () => {
    const answers = [];
    for (const more of [{}, { sequence: SEQUENCE }]) {
      const environment = await openEnvironment();
      const kms = async (call: string, body: object) =>
        (await environment.call('POST', `/v1.0/${PROJECT}/kms/${call}`, { ...body, ...more })).json;
      const made = await kms('create-key', { key_alias: 'a' });
      const { key_id } = (made as unknown as { readonly key_info: { readonly key_id: string } }).key_info;
      answers.push([made, await kms('describe-key', { key_id }), await kms('disable-key', { key_id })]);
    }
    expect(answers[1]).toEqual(answers[0]);
    expect(JSON.stringify(answers)).not.toContain(SEQUENCE);
  });

  it('sequence of tags of CSMS', async () => {
    const answers = [];
    for (const more of [{}, { sequence: SEQUENCE }]) {
      const environment = await openEnvironment();
      const { json } = await environment.call('POST', SECRETS, { name: 'demo', secret_string: 'v' });
      const at = `/v1/${PROJECT}/csms`;
      const tags = [{ key: 'team', value: 'a' }];
      await environment.call('POST', `${at}/${json.secret.id}/tags/action`, { action: 'create', tags, ...more });
      const found = await environment.call('POST', `${at}/resource_instances/action`, { action: 'filter', ...more });
      expect(found.text).toContain('"team"');
      answers.push(found.json);
    }
    expect(answers[1]).toEqual(answers[0]);
  });

  it.each(['CreateGrants', 'UpdateGrant'])('grantee_type of %s', async (operation) => {
    const lists = [];
    for (const grantee_type of ['0', '2']) {
      const environment = await openEnvironment();
      const { json } = await environment.call('POST', SECRETS, { name: 'demo', secret_string: 'v' });
      const { id: resource_id } = json.secret;
      const grant = { resource_id, type: 'SECRET', grantee_target_id: 'd7a60a000000000000000000000000e0' };
      const at = `${GRANTS}?resource_id=${resource_id}`;
      const first = operation === 'CreateGrants' ? grantee_type : '0';
      expect((await environment.call('POST', GRANTS, { ...grant, grantee_type: first })).status).toBe(200);
      if (operation === 'UpdateGrant')
        expect(
          (await environment.call('PUT', at, { ...grant, grantee_type, validity_time: '2026-02-01' })).status,
        ).toBe(200);
      lists.push((await environment.call('GET', at)).json);
    }
    expect(lists[1]).toEqual(lists[0]);
  });
});
