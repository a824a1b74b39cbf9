import type { AliyunOperation } from '../operation.ts';
import { DecodeDiagnosticMessage } from './DecodeDiagnosticMessage.ts';

/** Resource Access Management, version 2015-05-01: what explains a rejection. */
export const ramOperations: readonly AliyunOperation[] = [DecodeDiagnosticMessage];
