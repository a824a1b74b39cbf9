import { Value } from '@sinclair/typebox/value';

import { describeFacts, EveryCallRejected } from '../../../test/facts/describe-facts.ts';
import { allOperations, kms } from '../src/apis.ts';
import { injectableErrors } from '../src/injectable.ts';
import { instanceFactories } from '../src/injectable-instance.ts';
import { instanceOperations } from '../src/operations/dkms/index.ts';
import { aliyunSettings } from '../src/settings.ts';
import { newEnvironment } from './environment.ts';

const errors = injectableErrors(Value.Create(aliyunSettings));
const [operation] = allOperations;
if (operation === undefined) throw new Error('the door has no operations');

const interceptor = new EveryCallRejected();
const environment = await newEnvironment({ interceptor });

describeFacts({
  door: 'aliyun',
  operations: allOperations,
  errors: errors.codes.map((code) => errors.rejection(code, { api: kms, operation })),
  async inject(code) {
    interceptor.code = code;
    const { status, body } = await environment.v1('ListSecrets');
    return { status, text: String(body) };
  },
});
describeFacts({
  door: 'aliyun-instance',
  operations: instanceOperations,
  errors: [...instanceFactories().values()].map((make) => make()),
});
