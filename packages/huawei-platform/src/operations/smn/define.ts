import { SMN_SERVICE } from '../../errors/smn.ts';

/** What an operation of SMN of the common kind says of itself. */
export const SMN = { service: SMN_SERVICE, success: 200, body: 'ignored', authenticated: true } as const;

/** The paths of SMN. */
export const TOPICS_PATH = '/v2/{project_id}/notifications/topics';
export const TOPIC_PATH = `${TOPICS_PATH}/{topic_urn}`;
export const SUBSCRIPTIONS_PATH = '/v2/{project_id}/notifications/subscriptions';
export const TAGS_PATH = '/v2/{project_id}/smn_topic/{resource_id}/tags';
