import { BasicCredentials } from '@huaweicloud/huaweicloud-sdk-core';
import clientBuilder from '@huaweicloud/huaweicloud-sdk-core/ClientBuilder.js';
import type { HcClient } from '@huaweicloud/huaweicloud-sdk-core/HcClient.js';
import type { SdkResponse } from '@huaweicloud/huaweicloud-sdk-core/SdkResponse.js';
import sdkLogger from '@huaweicloud/huaweicloud-sdk-core/logger/log4jLogger.js';

import { DEVELOPMENT } from './development.ts';

const { ClientBuilder } = clientBuilder;

// The client prints every rejection in full.
sdkLogger.Logger4jInstance.level = 'off';

type Json = Record<string, unknown>;

/** CSMS calls through the official Node client; the service itself has no package for Node, so paths are given. */
export interface HuaweiClient {
  call(method: string, path: string, body?: Json, query?: Record<string, string | number>): Promise<Json>;
}

const KEYS: { readonly ak: string; readonly sk: string } = { ak: DEVELOPMENT.accessKey, sk: DEVELOPMENT.secretKey };

export function huaweiClient(url: string, keys = KEYS, project: string = DEVELOPMENT.project): HuaweiClient {
  const credential = new BasicCredentials().withAk(keys.ak).withSk(keys.sk).withProjectId(project);
  const client = new ClientBuilder<HcClient>((hc) => hc).withEndpoint(url).withCredential(credential).build();
  return {
    async call(method, path, body, query = {}) {
      const request = {
        method,
        url: `/v1/{project_id}/${path}`,
        contentType: 'application/json',
        queryParams: query,
        pathParams: { project_id: project },
        headers: {},
        ...(body === undefined ? {} : { data: body }),
      };
      return client.sendRequest<SdkResponse & Json>(request);
    },
  };
}
