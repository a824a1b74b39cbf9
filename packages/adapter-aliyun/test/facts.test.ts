import { Value } from '@sinclair/typebox/value';

import { describeFacts } from '../../../test/facts/describe-facts.ts';
import { allOperations, kms } from '../src/apis.ts';
import { injectableErrors } from '../src/injectable.ts';
import { instanceFactories } from '../src/injectable-instance.ts';
import { instanceOperations } from '../src/operations/dkms/index.ts';
import { aliyunSettings } from '../src/settings.ts';

const errors = injectableErrors(Value.Create(aliyunSettings));
const [operation] = allOperations;
if (operation === undefined) throw new Error('the door has no operations');

describeFacts({
  door: 'aliyun',
  operations: allOperations,
  errors: errors.codes.map((code) => errors.rejection(code, { api: kms, operation })),
});
describeFacts({
  door: 'aliyun-instance',
  operations: instanceOperations,
  errors: [...instanceFactories().values()].map((make) => make()),
});
