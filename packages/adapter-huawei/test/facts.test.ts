import { describeFacts, EveryCallRejected } from '../../../test/facts/describe-facts.ts';
import { injectableErrors } from '../src/injectable.ts';
import { operations } from '../src/operations/index.ts';
import { SECRETS, openEnvironment } from './environment.ts';

const errors = injectableErrors({ missing_status: 404 });

const interceptor = new EveryCallRejected();
const environment = await openEnvironment({ interceptor });

describeFacts({
  door: 'huawei',
  operations,
  errors: errors.codes.map((code) => errors.rejection(code, null)),
  async inject(code) {
    interceptor.code = code;
    return environment.call('GET', `${SECRETS}?limit=1`);
  },
});
