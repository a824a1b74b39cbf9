import type { AliyunOperation } from '../operation.ts';
import { DescribeEndpoints } from './DescribeEndpoints.ts';

/** The location service, version 2015-06-12: where old SDKs ask for the endpoint of a service. */
export const locationOperations: readonly AliyunOperation[] = [DescribeEndpoints];
