import type { Message } from '@dragoman/messages';

/** Every way in which keeping, carrying or bringing back a state is rejected. */
export type SnapshotRejection =
  | 'snapshot-name-invalid'
  | 'snapshot-not-found'
  /** It is no snapshot, or a byte of it is another. */
  | 'snapshot-damaged'
  /** A later version made it. */
  | 'snapshot-newer'
  /** It was sealed by another root key. */
  | 'snapshot-foreign'
  | 'snapshot-too-large'
  /** It holds something that no snapshot can hold. */
  | 'state-unfit'
  /** There are as many snapshots as may be kept, or of as many bytes. */
  | 'snapshots-full'
  /** It is missing where one is needed, given where none is, or too short. */
  | 'passphrase-unfit'
  | 'passphrase-wrong'
  /** What is put aside meanwhile finds no place. */
  | 'no-room';

/** A snapshot that is rejected; nothing has changed. The message is one sentence and holds no secret. */
export class SnapshotError extends Error {
  override readonly name = 'SnapshotError';
  readonly code: SnapshotRejection;
  readonly text: Message;

  constructor(code: SnapshotRejection, text: Message, options?: ErrorOptions) {
    super(text.en, options);
    this.code = code;
    this.text = text;
  }
}
