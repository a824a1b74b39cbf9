import type { Move, PlanFile, SentCall, SourceValues } from '@dragoman/migrate';

import type { Credentials } from '../../client-credentials.ts';
import { textOf } from './input-file.ts';
import { migrateModule } from './migrate-module.ts';
import { openAliyun, openHuawei } from './open-target.ts';

/** A target that a plan was carried out at. */
export interface RehearsedTarget {
  readonly url: string;
  readonly credentials: Credentials;
  readonly moves: readonly Move[];
  /** What it was written with. */
  readonly values: SourceValues;
  readonly now: () => number;
}

/** Sends the calls of a journal that read to a rehearsal's target; JOB answers none of them. @throws ConfigError */
export async function replayAt(plan: PlanFile, target: RehearsedTarget, journal: string): Promise<SentCall[]> {
  const { namesOfPlan, recordedCallsIn, sendReplay } = await migrateModule();
  const calls = recordedCallsIn(textOf(journal), journal).filter(({ door }) => door === plan.source.dialect);
  const { url, credentials, moves, values, now } = target;
  const access = { url, isReal: false, credentials };
  const common = { calls, names: namesOfPlan(plan), moves, values };
  switch (plan.target.dialect) {
    case 'huawei': {
      const client = await openHuawei('', access, 'all', now);
      return sendReplay({ ...common, target: { dialect: 'huawei', client } }).finally(() => {
        client.close();
      });
    }
    case 'aliyun': {
      const client = await openAliyun('', access, 'all', now);
      return sendReplay({ ...common, target: { dialect: 'aliyun', client } }).finally(() => {
        client.close();
      });
    }
    case 'bk':
      return sendReplay({ ...common, target: { dialect: 'bk' } });
  }
}
