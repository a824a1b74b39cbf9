/** What the clients of each cloud are configured with, under the names that each vendor gives it. */
export interface CloudAccess {
  readonly huawei: HuaweiAccess;
  readonly aliyun: AliyunAccess;
  readonly bk: BlueKingAccess;
}

/** For `BasicCredentials`, `GlobalCredentials` and `withEndpoint` of Huawei's SDKs. */
export interface HuaweiAccess {
  readonly endpoint: string;
  readonly region: string;
  readonly projectId: string;
  readonly ak: string;
  readonly sk: string;
  /** For tokens of IAM. */
  readonly domainName: string;
  readonly userName: string;
  readonly password: string;
}

/** For Alibaba Cloud's SDKs. */
export interface AliyunAccess {
  /** Host and port, without a scheme. */
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly regionId: string;
  readonly accountId: string;
  /** For `new Config(…)` of `@alicloud/openapi-client` and `@alicloud/rpc-client`. */
  readonly config: {
    readonly accessKeyId: string;
    readonly accessKeySecret: string;
    readonly endpoint: string;
    readonly protocol: 'http';
    readonly regionId: string;
    readonly type: 'access_key';
  };
  /** For `new RPCClient(…)` of `@alicloud/pop-core`. */
  readonly popCore: {
    readonly accessKeyId: string;
    readonly accessKeySecret: string;
    readonly endpoint: string;
    readonly apiVersion: string;
  };
}

/** For clients of BlueKing. */
export interface BlueKingAccess {
  readonly endpoint: string;
  /** JOB behind ESB; an operation and a slash follow. */
  readonly esb: string;
  /** JOB behind the API gateway; an operation follows. */
  readonly apiGateway: string;
  /** Fields of every request through ESB. */
  readonly app: { readonly bk_app_code: string; readonly bk_app_secret: string; readonly bk_username: string };
  /** The scope that shares a vault with the other clouds. */
  readonly scope: { readonly bk_scope_type: string; readonly bk_scope_id: string };
  /** The login token of the user. */
  readonly bkToken: string;
  /** The header `X-Bkapi-Authorization` of requests through the API gateway. */
  readonly authorization: string;
}

/** Credentials by cloud, as the control API gives them. */
export type Credentials = Readonly<Record<'huawei' | 'aliyun' | 'bk', Readonly<Record<string, string>>>>;

/** The documented development identity. */
export const DEVELOPMENT: Credentials = {
  huawei: {
    ak: 'DRAGOMANDEV000000001',
    sk: 'DragomanDevelopmentSecretKeyNotForCloud0',
    project_id: 'd7a60a00000000000000000000000001',
    region: 'cn-north-4',
    domain_name: 'dragoman',
    user_name: 'dragoman',
    password: 'Dragoman-Development-1',
  },
  aliyun: {
    access_key_id: 'DRAGOMANDEV000000001',
    access_key_secret: 'DragomanDevelopmentSecretKeyNotForCloud0',
    region_id: 'cn-hangzhou',
    account_id: '1000000000000001',
  },
  bk: {
    bk_app_code: 'dragoman',
    bk_app_secret: 'dragoman-development-app-secret',
    bk_username: 'admin',
    bk_token: 'dragoman-development-token',
    bk_scope_type: 'biz',
    bk_scope_id: '2',
  },
};

/** @param url of the gateway, without a path */
export function cloudAccess(url: string, { huawei, aliyun, bk }: Credentials): CloudAccess {
  const text = (part: Credentials['bk'], name: string): string => part[name] ?? '';
  const keys = { accessKeyId: text(aliyun, 'access_key_id'), accessKeySecret: text(aliyun, 'access_key_secret') };
  const endpoint = new URL(url).host;
  const regionId = text(aliyun, 'region_id');
  const app = {
    bk_app_code: text(bk, 'bk_app_code'),
    bk_app_secret: text(bk, 'bk_app_secret'),
    bk_username: text(bk, 'bk_username'),
  };
  return {
    huawei: {
      endpoint: url,
      region: text(huawei, 'region'),
      projectId: text(huawei, 'project_id'),
      ak: text(huawei, 'ak'),
      sk: text(huawei, 'sk'),
      domainName: text(huawei, 'domain_name'),
      userName: text(huawei, 'user_name'),
      password: text(huawei, 'password'),
    },
    aliyun: {
      endpoint,
      ...keys,
      regionId,
      accountId: text(aliyun, 'account_id'),
      config: { ...keys, endpoint, protocol: 'http', regionId, type: 'access_key' },
      popCore: { ...keys, endpoint: url, apiVersion: '2016-01-20' },
    },
    bk: {
      endpoint: url,
      esb: `${url}/api/c/compapi/v2/jobv3/`,
      apiGateway: `${url}/api/bk-job/prod/api/v3/`,
      app,
      scope: { bk_scope_type: text(bk, 'bk_scope_type'), bk_scope_id: text(bk, 'bk_scope_id') },
      bkToken: text(bk, 'bk_token'),
      authorization: JSON.stringify(app),
    },
  };
}
