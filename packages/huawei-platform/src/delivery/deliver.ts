import type { Post } from '@dragoman/protocol-kit';

import type { Subscriber } from './subscribers.ts';

/** What is published to a topic. */
export interface SmnMessage {
  /** 32 hexadecimal digits. */
  readonly id: string;
  readonly topicUrn: string;
  readonly subject: string;
  readonly text: string;
  /** Unix milliseconds. */
  readonly publishedAt: number;
}

/**
 * Posts the message as SMN does to an HTTP subscriber. It bears no signature: that takes a certificate of SMN's. An
 * endpoint that says that nothing is there is `INVALID`.
 */
export async function deliver(
  post: Post,
  { urn, url, headers: own }: Subscriber,
  { id, topicUrn, subject, text, publishedAt }: SmnMessage,
): Promise<'SUCCESS' | 'FAIL' | 'INVALID'> {
  const headers = {
    ...own,
    'Content-Type': 'application/json; charset=utf-8',
    'X-SMN-MESSAGE-TYPE': 'Notification',
    'X-SMN-MESSAGE-ID': id,
    'X-SMN-TOPIC-URN': topicUrn,
    'X-SMN-SUBSCRIPTION-URN': urn,
  };
  const message = {
    type: 'Notification',
    topic_urn: topicUrn,
    message_id: id,
    subject,
    message: text,
    timestamp: new Date(publishedAt).toISOString().replace(/\.\d{3}Z$/, 'Z'),
  };
  try {
    const { status } = await post(url, { headers, body: JSON.stringify(message) });
    if (status === 404 || status === 410) return 'INVALID';
    return status >= 200 && status < 300 ? 'SUCCESS' : 'FAIL';
  } catch {
    return 'FAIL';
  }
}
