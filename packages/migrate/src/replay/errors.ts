import type { Dialect } from '../model/direction.ts';

/** What a rejection means, whichever service it is of. */
export type ErrorMeaning = 'not-found' | 'exists' | 'pending-deletion' | 'throttled' | 'key-unusable' | 'bad-signature';

type Codes = Readonly<Record<Dialect, readonly string[]>>;

/** The codes of each meaning; the first is the one that an application meets. Empty where a service has none. */
const MEANINGS: Readonly<Record<ErrorMeaning, Codes>> = {
  'not-found': {
    huawei: ['CSMS.0106', 'CSMS.0005'],
    aliyun: ['Forbidden.ResourceNotFound'],
    bk: ['1243048'],
  },
  exists: { huawei: ['CSMS.0101'], aliyun: ['Rejected.ResourceExist'], bk: ['1243060'] },
  'pending-deletion': { huawei: ['CSMS.0103', 'CSMS.0107'], aliyun: ['Rejected.ResourceInDeleteWindow'], bk: [] },
  throttled: {
    huawei: ['APIGW.0308'],
    aliyun: ['Rejected.Throttling', 'Throttling', 'Throttling.User'],
    bk: ['1642901', '1642902', '1642903', '1642904'],
  },
  'key-unusable': {
    huawei: ['CSMS.0401'],
    aliyun: ['Rejected.Disabled', 'Forbidden.KeyNotFound'],
    bk: [],
  },
  'bad-signature': {
    huawei: ['APIGW.0301'],
    aliyun: ['IncompleteSignature', 'SignatureDoesNotMatch'],
    bk: ['1306000', '1640001'],
  },
};

/** What a code means; `null` where it stands for nothing that the services share. */
export function meaningOf(dialect: Dialect, code: string): ErrorMeaning | null {
  const found = Object.entries(MEANINGS).find(([, codes]) => codes[dialect].includes(code));
  return found === undefined ? null : (found[0] as ErrorMeaning);
}

/** The code that says the same at a service; `null` where none does. */
export function codeAt(dialect: Dialect, meaning: ErrorMeaning): string | null {
  return MEANINGS[meaning][dialect][0] ?? null;
}
