import type { InjectableErrors } from '@dragoman/protocol-kit';

import { JobFailure } from './errors.ts';

const HELP = 'a fault that was set on the control side';

/** What a fault may answer with. */
export const injectable: InjectableErrors<unknown> = {
  codes: ['1240002'],
  retried: [],
  refusal: () => new JobFailure(1240002, { help: HELP }),
  throttled: () => new JobFailure(1240002, { help: HELP }),
};
