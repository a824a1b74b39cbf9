import {
  CURRENT,
  type RotationPlan,
  type SecretState,
  changeKey,
  changeSecret,
  scheduleSecretDeletion,
} from '@dragoman/core';

import { VERSIONING } from '../src/names.ts';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { ACCESS_CREDENTIAL, type Answer, type Environment, SCOPE, dataOf, newEnvironment } from './environment.ts';

const LOGIN = { name: 'login', type: 'PASSWORD', credential_password: 'the password of login' };
const WEB = '/job-manage/web/credentials/scope/biz/2';
const SESSION = {
  cookie: `bk_token=${ACCESS_CREDENTIAL.bk_token}; job_csrf_key=k; blueking_language=en`,
  'x-csrf-token': 'k',
};
const BAD_REQUEST = { result: false, code: 1240003, message: 'Bad Request' };

let environment: Environment;
let id: string;
beforeEach(async () => {
  environment = await newEnvironment({ settings: { web_console: true } });
  id = String(dataOf(await environment.esb('create_credential', { ...SCOPE, ...LOGIN }))['id']);
});

const ref = (): { vault: string; id: string } => ({
  vault: 'default',
  id: id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
});
const setState = async (state: SecretState): Promise<unknown> =>
  changeSecret(environment.services, { ref: ref(), actor: 'other-door' }, (secret) => ({
    secret: { ...secret, state },
  }));
/** CURRENT and so many labels of another door, all on the one version there is. */
const setLabels = async (count: number): Promise<unknown> =>
  changeSecret(environment.services, { ref: ref(), actor: 'other-door' }, (secret) => {
    const versionId = secret.versions.at(-1)?.id ?? '';
    const names = [CURRENT, ...Array.from({ length: count }, (_, n) => `label-${n}`)];
    const placed = names.map((label) => ({ label, versionId, movedAt: secret.createdAt }));
    return { secret: { ...secret, labels: placed } };
  });
const labels = async () => (await environment.services.secrets.findById(ref().vault, ref().id))?.labels ?? [];
const disableKey = async (): Promise<unknown> => {
  const key = await environment.services.keys.findDefault('default');
  return changeKey(environment.services, { vault: 'default', id: key?.id ?? '' }, (before) => ({
    ...before,
    state: 'disabled',
  }));
};
const detail = async (): Promise<Answer> => environment.esb('get_credential_detail', { ...SCOPE, id });
const change = async (): Promise<Answer> =>
  environment.esb('update_credential', { ...SCOPE, id, ...LOGIN, credential_password: 'another password of login' });
const webList = async (): Promise<Answer> => environment.send('GET', `${WEB}/list`, { headers: SESSION });

describe('a credential that another door', () => {
  it.each<SecretState>(['disabled', 'frozen'])('made %s is shown with its type', async (state) => {
    await setState(state);
    expect((await detail()).body).toMatchObject({ code: 0, data: { name: 'login', type: 'PASSWORD' } });
    expect(dataOf(await webList())).toMatchObject({
      data: [{ name: 'login', type: 'PASSWORD', value1: '******' }],
    });
  });

  it('disabled takes no change, which is a bad request and no internal error', async () => {
    await setState('disabled');
    expect((await change()).body).toMatchObject(BAD_REQUEST);
    await setState('enabled');
    expect((await change()).body).toMatchObject({ code: 0 });
  });

  it('took the key of is shown as a secret key, as its value cannot be read', async () => {
    await disableKey();
    expect((await detail()).body).toMatchObject({ code: 0, data: { name: 'login', type: 'SECRET_KEY' } });
    expect(dataOf(await webList())).toMatchObject({ data: [{ name: 'login', type: 'SECRET_KEY' }] });
    expect((await change()).body).toMatchObject(BAD_REQUEST);
  });

  it('gave twelve labels to takes no change that would make PREVIOUS the thirteenth', async () => {
    await setLabels(11);
    expect((await change()).body).toMatchObject(BAD_REQUEST);
    expect((await labels()).length).toBe(12);
    await setLabels(10);
    expect((await change()).body).toMatchObject({ code: 0 });
    expect((await change()).body).toMatchObject({ code: 0 });
    expect((await labels()).length).toBe(12);
  });

  it('manages the value of takes no change, and is shown', async () => {
    const plan: RotationPlan = {
      accounts: 'one',
      pendingLabel: null,
      versionIds: 'unique',
      versioning: VERSIONING,
      byHand: 'rejected',
    };
    await changeSecret(environment.services, { ref: ref(), actor: 'other-door' }, (secret) => ({
      secret: {
        ...secret,
        rotation: { plan, enabled: false, periodMs: null, lastAt: null, nextAt: null, requested: null, failures: 0 },
      },
    }));
    expect((await change()).body).toMatchObject(BAD_REQUEST);
    expect((await detail()).body).toMatchObject({ code: 0, data: { name: 'login', type: 'PASSWORD' } });
    expect(await environment.valueOf(id)).toContain('the password of login');
  });

  it('scheduled the deletion of does not exist', async () => {
    await scheduleSecretDeletion(environment.services, { ref: ref(), actor: 'other-door', days: 7 });
    expect((await detail()).body).toMatchObject({ code: 1243048 });
    expect((await change()).body).toMatchObject({ code: 1243048 });
    expect(dataOf(await webList())).toMatchObject({ data: [] });
  });

  it('disabled can be deleted in the web console', async () => {
    await setState('disabled');
    const answer = await environment.send('DELETE', `${WEB}/ids/${id}`, { headers: SESSION });
    expect(answer.body).toMatchObject({ success: true, data: 1 });
    expect((await detail()).body).toMatchObject({ code: 1243048 });
  });
});
