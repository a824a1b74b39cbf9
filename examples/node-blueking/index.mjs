import assert from 'node:assert/strict';

const {
  BK_API_URL_TMPL: template = 'http://127.0.0.1:4600/api/{api_name}',
  BK_APP_CODE: bk_app_code = 'dragoman',
  BK_APP_SECRET: bk_app_secret = 'dragoman-development-app-secret',
  BK_USERNAME: bk_username = 'admin',
} = process.env;

const root = `${template.replace('{api_name}', 'bk-job')}/prod/api/v3`;
const headers = {
  'Content-Type': 'application/json',
  'X-Bkapi-Authorization': JSON.stringify({ bk_app_code, bk_app_secret, bk_username }),
};

async function job(path, options) {
  const answer = await (await fetch(`${root}/${path}`, { headers, ...options })).json();
  assert.ok(answer.result, answer.message);
  return answer.data;
}
const post = (path, body) => job(path, { method: 'POST', body: JSON.stringify(body) });

const credential = {
  bk_scope_type: 'biz',
  bk_scope_id: '2',
  name: `example-node-${Date.now()}`,
  type: 'USERNAME_PASSWORD',
  credential_username: 'app',
};

const { id } = await post('create_credential', { ...credential, credential_password: 'first' });
await post('update_credential', { ...credential, id, credential_password: 'second', description: 'rotated' });

const detail = await job(`get_credential_detail?bk_scope_type=biz&bk_scope_id=2&id=${id}`);
assert.deepEqual([detail.name, detail.type, detail.description], [credential.name, credential.type, 'rotated']);
console.log(`OK: ${detail.name} is ${detail.description}, last by ${detail.last_modify_user}`);
