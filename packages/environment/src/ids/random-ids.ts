import { randomBytes, randomUUID } from 'node:crypto';

import type { Ids } from '@dragoman/core';

/** Ids from the machine's random source. */
export const randomIds: Ids = { uuid: () => randomUUID(), bytes: (length) => randomBytes(length) };
