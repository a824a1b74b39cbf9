import type { SecretEvent } from '@dragoman/core';
import type { BackgroundWorker, WorkerParts } from '@dragoman/protocol-kit';

import { processNotification, writeRecords } from './background/notifications.ts';
import type { HuaweiSettings } from './settings.ts';
import { concernsTask, endTask } from './background/rotation-tasks.ts';
import { RECORDS } from './wire/csms/record.ts';
import { subscriptionsOf } from './wire/csms/secret.ts';

/**
 * What the door does without a request: writes down and delivers notifications, and brings rotation tasks to their end.
 */
export function huaweiWorker({ settings, post }: WorkerParts<HuaweiSettings>): BackgroundWorker {
  return {
    isSubscribed: (event) => concernsTask(event) || isSubscribed(event),
    async handle(services, event, id) {
      if (concernsTask(event)) await endTask(services, event, id);
      if (isSubscribed(event)) await writeRecords(services, settings, event, id);
    },
    jobs: { [RECORDS]: async (services, record) => processNotification(services, settings, post, record) },
  };
}

function isSubscribed({ secret }: SecretEvent): boolean {
  return subscriptionsOf(secret).length > 0;
}
