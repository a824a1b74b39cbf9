import { type DialectRecord, type Services, listDialectRecords } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import type { HuaweiContext } from '../../operation.ts';

/** The kind of record that a subscription is kept as, under its URN. */
export const SUBSCRIPTIONS = 'huawei.smn-subscription';

/** How many subscriptions a topic may have (SMN, error SMN.0007). */
const MAX_SUBSCRIPTIONS = 10_000;

/** Whether a subscriber has said that it wants what is sent. */
export const UNCONFIRMED = 0;
export const CONFIRMED = 1;

/** A subscription as it is kept, under the vendor's names. What of an extension is secret is not kept. */
export type SubscriptionBody = {
  readonly topic_urn: string;
  readonly project_id: string;
  readonly protocol: string;
  readonly endpoint: string;
  readonly remark: string;
  readonly status: typeof UNCONFIRMED | typeof CONFIRMED;
  /** Headers of its own that every message bears, of `http` and `https`. */
  readonly header: { readonly [name: string]: string };
};

export type Subscription = DialectRecord<SubscriptionBody>;

/** The forms of the endpoints that messages are sent to, by protocol (AddSubscription, `endpoint`). */
export const ENDPOINTS: Readonly<Record<string, RegExp>> = {
  http: /^http:\/\/[^\s/]+/,
  https: /^https:\/\/[^\s/]+/,
  email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
  sms: /^\+?[0-9]{5,20}$/,
  callnotify: /^\+?[0-9]{5,20}$/,
  functionstage: /^urn:fss:/,
  functiongraph: /./,
  dingding: /./,
  wechat: /./,
  feishu: /./,
  welink: /./,
  dingTalkBot: /./,
};

export const subscriptionPath = {
  subscription_urn: Type.String({
    pattern: '^urn:smn:[a-z0-9-]+:[A-Za-z0-9]+:[A-Za-z0-9][A-Za-z0-9_-]{0,254}:[0-9a-f]{32}$',
  }),
};

/**
 * Whether a subscription is one that messages reach: of `http` or `https`, on this machine. Nothing is sent
 * elsewhere.
 */
export function isReachable(protocol: string, endpoint: string): boolean {
  if (protocol !== 'http' && protocol !== 'https') return false;
  const host = URL.canParse(endpoint) ? new URL(endpoint).hostname : '';
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** The subscriptions of the request's project, in their order of creation. */
export async function subscriptionsOf(
  { services, vault, projectId }: Pick<HuaweiContext, 'services' | 'vault' | 'projectId'>,
  page: { readonly offset: number; readonly limit: number },
  where: (subscription: Subscription) => boolean,
): Promise<{ readonly resources: readonly Subscription[]; readonly total: number }> {
  return listDialectRecords<SubscriptionBody>(services, {
    vault,
    kind: SUBSCRIPTIONS,
    order: 'created',
    from: { offset: page.offset },
    limit: page.limit,
    where: (subscription) => subscription.body.project_id === projectId && where(subscription),
  });
}

/** Those who get the messages of a topic. */
export async function subscribersOf(
  services: Pick<Services, 'resources'>,
  vault: string,
  topicUrn: string,
): Promise<readonly Subscription[]> {
  const { resources } = await listDialectRecords<SubscriptionBody>(services, {
    vault,
    kind: SUBSCRIPTIONS,
    order: 'created',
    from: { offset: 0 },
    limit: MAX_SUBSCRIPTIONS,
    where: ({ body }) => body.topic_urn === topicUrn && body.status === CONFIRMED,
  });
  return resources;
}

/** A subscription as lists show it; `filter_polices` is the vendor's spelling. */
export function subscriptionToWire({ id, body }: Subscription): object {
  return {
    topic_urn: body.topic_urn,
    protocol: body.protocol,
    subscription_urn: id,
    owner: body.project_id,
    endpoint: body.endpoint,
    remark: body.remark,
    status: body.status,
    filter_polices: [],
  };
}
