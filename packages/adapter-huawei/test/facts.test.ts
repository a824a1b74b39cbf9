import { describeFacts } from '../../../test/facts/describe-facts.ts';
import { injectableErrors } from '../src/injectable.ts';
import { operations } from '../src/operations/index.ts';

const errors = injectableErrors({ missing_status: 404 });

describeFacts({ door: 'huawei', operations, errors: errors.codes.map((code) => errors.rejection(code, null)) });
