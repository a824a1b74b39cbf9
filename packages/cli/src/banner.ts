import { type Settings, stateLocation, VERSION } from '@dragoman/gateway/command-line';

/**
 * What a newcomer needs at the first start: where it listens, what it checks, where state lives, and how to point each
 * SDK here.
 * @param url by which clients reach it
 */
export function banner(url: string, settings: Settings): string {
  const { host, protocol: scheme } = new URL(url);
  const protocol = scheme.slice(0, -1);
  const state = settings.memory ? 'memory only: gone when the gateway stops' : stateLocation(settings);
  return `Dragoman ${VERSION} is ready on ${url}
  auth   ${authLine(settings)}
  https  ${httpsLine(url, settings)}
  state  ${state}

Huawei CSMS      endpoint   ${url}
                 AK / SK    DRAGOMANDEV000000001 / DragomanDevelopmentSecretKeyNotForCloud0
                 project    d7a60a00000000000000000000000001   region cn-north-4
                 Python     CsmsClient.new_builder().with_credentials(BasicCredentials(ak, sk, project))\
.with_endpoints(["${url}"]).build()
                 any SDK    export HUAWEICLOUD_SDK_REGION_CSMS_CN_NORTH_4=${url}

Aliyun KMS       endpoint   ${host}   protocol ${protocol}   region cn-hangzhou
                 AK / SK    the same as Huawei's
                 Python     Client(Config(access_key_id=ak, access_key_secret=sk, endpoint="${host}", \
protocol="${protocol}", region_id="cn-hangzhou"))
                 Node       new Client(new Config({ accessKeyId, accessKeySecret, endpoint: '${host}', \
protocol: '${protocol}' }))

BlueKing JOB     endpoint   ESB ${url}   API gateway ${url}/api/bk-job/prod
                 app        dragoman / dragoman-development-app-secret   user admin   token dragoman-development-token
                 scope      biz / 2
                 Python     export BK_API_URL_TMPL=${url}/api/{api_name} BK_COMPONENT_API_URL=${url}

These tenant addresses share one vault: what one door writes, the others read. Stop with Ctrl-C.`;
}

function httpsLine(url: string, { tls, memory }: Settings): string {
  if (!tls.enabled) return 'off';
  const secure = url.replace('http:', 'https:');
  if (tls.cert_file !== undefined) return `${secure} with the certificate in ${tls.cert_file}`;
  return (
    `${secure} for clients that trust ` +
    (memory ? `what ${url}/_dragoman/tls/authority answers` : 'the file that `dragoman ca path` names')
  );
}

function authLine(settings: Settings): string {
  const modes = Object.entries(settings.doors).flatMap(([door, { auth }]) =>
    auth === undefined ? [] : [`${door} ${auth}`],
  );
  const exceptions = modes.length === 0 ? '' : ` (${modes.join(', ')})`;
  const meaning =
    settings.auth.mode === 'strict'
      ? 'signatures, tokens and app secrets are verified'
      : 'any key is taken, nothing is verified';
  return `${settings.auth.mode}: ${meaning}${exceptions}`;
}
