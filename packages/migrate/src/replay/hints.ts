import type { Dialect } from '../model/direction.ts';
import type { Intent } from './recorded-call.ts';

export const CODE_LANGUAGES = ['python', 'java', 'go', 'node'] as const;
export type CodeLanguage = (typeof CODE_LANGUAGES)[number];

/** What an application writes for one intent, in each language; `n` is the name, `v` the value, `i` a version id. */
export type CodeHint = Readonly<Record<CodeLanguage, string>>;

type Hints = Readonly<Partial<Record<Intent, CodeHint>>>;

/** Forms of the official SDKs, as the examples of this product use them. */
const HUAWEI: Hints = {
  read: {
    python: 'client.show_secret_version(ShowSecretVersionRequest(n, "latest")).version.secret_string',
    java:
      'client.showSecretVersion(new ShowSecretVersionRequest().withSecretName(n).withVersionId("latest"))' +
      '.getVersion().getSecretString()',
    go:
      'client.ShowSecretVersion(&model.ShowSecretVersionRequest{SecretName: n, VersionId: "latest"})' +
      ' → *.Version.SecretString',
    node:
      "client.sendRequest({ method: 'GET', url: '/v1/{project_id}/secrets/' + n + '/versions/latest', … })" +
      ' → .version.secret_string',
  },
  put: {
    python:
      'client.create_secret_version(CreateSecretVersionRequest(n, CreateSecretVersionRequestBody(secret_string=v)))',
    java:
      'client.createSecretVersion(new CreateSecretVersionRequest().withSecretName(n)' +
      '.withBody(body -> body.withSecretString(v)))',
    go:
      'client.CreateSecretVersion(&model.CreateSecretVersionRequest{SecretName: n, ' +
      'Body: &model.CreateSecretVersionRequestBody{SecretString: &v}})',
    node:
      "client.sendRequest({ method: 'POST', url: '/v1/{project_id}/secrets/' + n + '/versions', " +
      'data: { secret_string: v }, … })',
  },
};

const ALIYUN: Hints = {
  read: {
    python: 'client.get_secret_value(GetSecretValueRequest(secret_name=n)).body.secret_data',
    java: 'client.getSecretValue(new GetSecretValueRequest().setSecretName(n)).getBody().getSecretData()',
    go: 'client.GetSecretValue(&kms.GetSecretValueRequest{SecretName: tea.String(n)}) → *.Body.SecretData',
    node: 'client.getSecretValue(new kms.GetSecretValueRequest({ secretName: n })) → .secretData',
  },
  put: {
    python: 'client.put_secret_value(PutSecretValueRequest(secret_name=n, version_id=i, secret_data=v))',
    java: 'client.putSecretValue(new PutSecretValueRequest().setSecretName(n).setVersionId(i).setSecretData(v))',
    go: 'client.PutSecretValue(&kms.PutSecretValueRequest{SecretName: &n, VersionId: &i, SecretData: &v})',
    node: 'client.putSecretValue(new kms.PutSecretValueRequest({ secretName: n, versionId: i, secretData: v }))',
  },
};

const BK: Hints = {
  put: {
    python:
      'client.api.update_credential({**scope, "id": id, "name": n, "type": "SECRET_KEY", "credential_secret_key": v})',
    java: 'rest.exchange(job + "/api/v3/update_credential", POST, new HttpEntity<>(body, headers), …)',
    go:
      'client.NewOperation(bkapi.OperationConfig{Name: "update_credential", Method: "POST", …})' +
      '.SetBody(body).Request()',
    node: "fetch(job + '/api/v3/update_credential', { method: 'POST', headers, body })",
  },
};

const HINTS: Readonly<Record<Dialect, Hints>> = { huawei: HUAWEI, aliyun: ALIYUN, bk: BK };

/** What an application writes at a service for one intent; `null` where there is no call, or no short form of it. */
export function codeHint(dialect: Dialect, intent: Intent): CodeHint | null {
  return HINTS[dialect][intent] ?? null;
}
