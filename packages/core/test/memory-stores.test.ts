import { describe, expect, it } from '@jest/globals';

import { storeContract } from '../src/store-contract/index.ts';
import { memoryStores } from '../src/store-contract/memory-stores.ts';

describe('the stores that the tests of commands run over', () => {
  storeContract({ describe, it, expect }, async () => ({ ...memoryStores(), close: async () => undefined }));
});
