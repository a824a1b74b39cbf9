export { type Catalogue, catalogueOf, loadCatalogue } from './catalogue.ts';
export { compileFacts } from './compile.ts';
export { FACT_KINDS, type Fact, type FactKind, type Limit, type Source, type Witness } from './fact.ts';
export { GRADES, type Grade, gradeIdOf, type GradeId, gradeOfId, gradesOf } from './grades.ts';
export { type Language, composedClaim } from './wording.ts';
export {
  type MadeRequest,
  type NotCalled,
  type NotServed,
  type Receipt,
  RECEIPT_FORMAT,
  receiptOf,
  type UsedItem,
} from './receipt/receipt.ts';
export { diffReceipts, type ReceiptDiff } from './receipt/diff-receipts.ts';
export { receiptDiffReport } from './receipt/diff-report.ts';
export { isReceiptFormat, readReceipt } from './receipt/read-receipt.ts';
export { receiptReport } from './receipt/report.ts';
export { RECEIPT_TEXTS, type ReceiptText, receiptText } from './receipt/text.ts';
