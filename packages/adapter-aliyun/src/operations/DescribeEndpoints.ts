import { Type } from '@sinclair/typebox';

import { defineOperation } from '../operation.ts';
import { onNothing } from '../secrets/secret-checks.ts';

/** The services that this door answers for. */
const SERVED = ['kms', 'sts'];

export const DescribeEndpoints = defineOperation({
  name: 'DescribeEndpoints',
  input: Type.Object({
    // The region.
    Id: Type.String(),
    ServiceCode: Type.String(),
    Type: Type.Optional(Type.String()),
  }),
  checks: onNothing,
  // `SerivceCode` is the vendor's spelling. Where the client reached this door by its own address it stays with that.
  async run({ host }, { Id, ServiceCode, Type: type }) {
    const code = ServiceCode.toLowerCase();
    const endpoint = {
      Protocols: { Protocols: ['HTTP', 'HTTPS'] },
      Type: type ?? 'openAPI',
      Namespace: '',
      Id,
      SerivceCode: ServiceCode,
      Endpoint: /(^|\.)aliyuncs\.com(:\d+)?$/i.test(host) ? `${code}.${Id}.aliyuncs.com` : host,
    };
    return { Endpoints: { Endpoint: SERVED.includes(code) ? [endpoint] : [] }, Success: true };
  },
});
