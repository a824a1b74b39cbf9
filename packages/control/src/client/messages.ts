import { catalogue } from '@dragoman/messages';

/** Why a client has no answer. */
export const CLIENT_MESSAGES = catalogue({
  untrusted: {
    en: 'the certificate that {url} shows is not trusted ({code}): call it by http, or run with NODE_EXTRA_CA_CERTS set to the file that `dragoman ca path` names',
    zh: '{url} 出示的证书不受信任（{code}）：请改用 http，或将 NODE_EXTRA_CA_CERTS 设为 `dragoman ca path` 给出的文件',
  },
  unreachable: {
    en: 'no gateway answers at {url}: start one with `dragoman start`, or say where it is (--url, DRAGOMAN_URL)',
    zh: '{url} 没有网关应答：请以 `dragoman start` 启动，或指明其地址（--url、DRAGOMAN_URL）',
  },
  answerWithoutJson: {
    en: 'the gateway answered {status} without a JSON body',
    zh: '网关以 {status} 应答，但没有 JSON 正文',
  },
});
