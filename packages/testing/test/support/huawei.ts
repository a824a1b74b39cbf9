import { BasicCredentials } from '@huaweicloud/huaweicloud-sdk-core';
import clientBuilder from '@huaweicloud/huaweicloud-sdk-core/ClientBuilder.js';
import sdkLogger from '@huaweicloud/huaweicloud-sdk-core/logger/log4jLogger.js';
import type { HcClient } from '@huaweicloud/huaweicloud-sdk-core/HcClient.js';
import type { SdkResponse } from '@huaweicloud/huaweicloud-sdk-core/SdkResponse.js';

const { ClientBuilder } = clientBuilder;

// The client prints every rejection in full.
sdkLogger.Logger4jInstance.level = 'off';

/** Who calls. */
export interface HuaweiKeys {
  readonly ak: string;
  readonly sk: string;
  readonly projectId: string;
}

/** A user's call of CSMS, with the official client. */
export type HuaweiCall = (
  method: string,
  path: string,
  body?: object,
) => Promise<SdkResponse & Record<string, unknown>>;

export function huaweiCaller(endpoint: string, { ak, sk, projectId }: HuaweiKeys): HuaweiCall {
  const credential = new BasicCredentials().withAk(ak).withSk(sk).withProjectId(projectId);
  const client = new ClientBuilder<HcClient>((hc) => hc).withEndpoint(endpoint).withCredential(credential).build();
  return (method, path, body) =>
    client.sendRequest({
      method,
      url: `/v1/{project_id}/${path}`,
      contentType: 'application/json',
      queryParams: {},
      pathParams: { project_id: projectId },
      headers: {},
      ...(body !== undefined && { data: body }),
    });
}
