import { catalogue } from '@dragoman/messages';

/** Why a host name is not added. */
export const HOST_MESSAGES = catalogue({
  noHost: {
    en: 'hosts: "{name}" is no host name and no IP address: give it without scheme, port or wildcard',
    zh: 'hosts："{name}" 不是主机名，也不是 IP 地址：请不要带协议、端口或通配符',
  },
  tooMany: {
    en: '{count} hosts can be added: name a domain that they are below',
    zh: '最多添加 {count} 个主机：请改用它们共同的上级域名',
  },
});
