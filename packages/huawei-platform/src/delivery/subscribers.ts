import type { Services } from '@dragoman/core';

import { DOOR } from '../names.ts';
import type { PlatformSettings } from '../settings.ts';
import { findTopic } from '../wire/smn/topic.ts';
import { subscribersOf } from '../wire/smn/subscription.ts';

/** Where the topics lead to that somebody listens to. */
export type SmnTargets = Pick<PlatformSettings, 'smn_targets'>;

/** One endpoint that gets what is published to a topic. */
export interface Subscriber {
  readonly urn: string;
  readonly url: string;
  /** Headers of its own. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Who gets what is published to a topic: the settings' target, and the confirmed subscriptions of the topic itself. */
export async function subscribersOfTopic(
  services: Pick<Services, 'resources'>,
  settings: SmnTargets,
  vault: string,
  topicUrn: string,
): Promise<readonly Subscriber[]> {
  const url = settings.smn_targets[topicUrn];
  const configured = url === undefined ? [] : [{ urn: `${topicUrn}:${DOOR}`, url, headers: {} }];
  if ((await findTopic(services, vault, topicUrn)) === null) return configured;
  const subscriptions = await subscribersOf(services, vault, topicUrn);
  return [
    ...configured,
    ...subscriptions.map(({ id, body }) => ({ urn: id, url: body.endpoint, headers: body.header })),
  ];
}
