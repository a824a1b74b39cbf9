import { aliyunKeys, bkApp, huaweiKeys } from '@dragoman/environment';
import { strictObject } from '@dragoman/input';
import { Type } from '@sinclair/typebox';

import { controlCall } from '../call.ts';

const Credentials = Type.Record(Type.String(), Type.String());

/** What clients are pointed at this gateway with. */
export const connectionCalls = {
  connection: controlCall({
    method: 'GET',
    path: '/connection',
    scope: 'gateway',
    summary: 'Shows what clients are configured with: credentials, https, proxy',
    answer: strictObject({
      token: Type.Boolean({ description: 'whether the control API asks for a token' }),
      https: Type.Boolean({ description: 'whether https is answered at the same port' }),
      proxy: Type.Boolean({ description: "whether it is a proxy for the clouds' host names" }),
      credentials: strictObject(
        { huawei: Credentials, aliyun: Credentials, bk: Credentials },
        { description: 'the documented development identity, under the names that each vendor gives it' },
      ),
    }),
    run: ({ gateway: { settings } }) => ({
      token: settings.control.token !== undefined,
      https: settings.tls.enabled,
      proxy: settings.proxy.enabled,
      credentials: {
        huawei: { ak: huaweiKeys.ak, sk: huaweiKeys.sk, project_id: huaweiKeys.project, region: 'cn-north-4' },
        aliyun: { access_key_id: aliyunKeys.id, access_key_secret: aliyunKeys.secret, region_id: 'cn-hangzhou' },
        bk: { bk_app_code: bkApp.code, bk_app_secret: bkApp.secret },
      },
    }),
  }),
};
