import { type Static, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';

import { type Receipt, RECEIPT_FORMAT } from './receipt.ts';

/** What is read of a receipt: of names and counts alone, none of which changes a terminal. */
const NAME = Type.String({ maxLength: 8_192, pattern: '^[^\\u0000-\\u001f\\u007f-\\u009f]*$' });
const Requests = Type.Integer({ minimum: 0 });
const ReceiptFile = Type.Object({
  format: Type.Literal(RECEIPT_FORMAT),
  requests: Requests,
  dropped: Requests,
  used: Type.Array(
    Type.Object({
      ...{ door: NAME, operation: NAME, code: Type.Union([NAME, Type.Null()]), requests: Requests },
      statuses: Type.Record(Type.String(), Type.Integer()),
      facts: Type.Record(Type.String(), Type.Array(NAME)),
    }),
  ),
  not_served: Type.Array(Type.Object({ door: Type.Union([NAME, Type.Null()]), request: NAME, requests: Requests })),
  without_effect: Type.Array(
    Type.Object({ ...{ door: NAME, operation: NAME, field: NAME, why: NAME, requests: Requests } }),
  ),
});

/** Whether a document says that it is a receipt. */
export function isReceiptFormat(document: unknown): boolean {
  return (
    typeof document === 'object' && document !== null && (document as { format?: unknown }).format === RECEIPT_FORMAT
  );
}

/** A receipt that a file has; `null` for what is none, or is not as it was written. */
export function readReceipt(document: unknown): Receipt | null {
  return Value.Check(ReceiptFile, document) ? (document as Static<typeof ReceiptFile> & Receipt) : null;
}
