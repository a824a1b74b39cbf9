/** Texts of the receipt, in English. */
export const RECEIPT = {
  receipt: 'Receipt',
  receipt_lead:
    'Which facts the requests so far rested on, and how each fact is known. Grades are counted and never summed. ' +
    'Made of the journal of this environment.',
  receipt_again: 'Ask again',
  receipt_empty: 'Nothing was asked yet',
  receipt_empty_lead: 'Run your suite against this gateway; then this page says what it rested on.',
  receipt_used: 'Operations and errors that were used',
  receipt_min_grade: 'Needed grade',
  receipt_counts: 'Requests: {requests}. Below the needed grade: {weak}.',
  receipt_dropped: 'The journal is bounded: {count} earlier requests are not in it, nor here.',
  receipt_facts: 'Facts by grade',
  receipt_too_weak: 'below the needed grade',
  receipt_no_fact: 'no fact',
  receipt_not_served: 'Asked for and not served',
  receipt_all_served: 'All that was asked for is served.',
  receipt_not_called: 'Served and never called',
  receipt_of_door: '{door}: {count} operations',
  receipt_download: 'As a file',
  'grade_live-capture': 'live capture',
  'grade_official-sdk-seen': 'official SDK seen',
  'grade_upstream-suite': 'upstream suite',
  'grade_vendor-vector': 'vendor vector',
  'grade_vendor-source': 'vendor source',
  'grade_vendor-document': 'vendor document',
  grade_inferred: 'inferred',
} as const;
