import { describeFacts } from '../../../test/facts/describe-facts.ts';
import { injectableErrors } from '../src/injectable.ts';
import { operations } from '../src/operations/index.ts';
import { webOperations } from '../src/operations/web/index.ts';

/** Called behind the API gateway, where each of the platform's parts answers in its own words. */
const CALL = { front: { name: 'apigw' }, operation: { name: 'create_credential' } } as never;

describeFacts({
  door: 'bk',
  operations: [...operations, ...webOperations],
  errors: injectableErrors.codes.map((code) => injectableErrors.rejection(code, CALL)),
});
