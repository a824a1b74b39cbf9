/** A request, or a connection, to a host of a cloud that tests must not reach. */
export class CloudRejectedError extends Error {
  override readonly name = 'CloudRejectedError';
  readonly code = 'ERR_DRAGOMAN_CLOUD_REJECTED';
  readonly host: string;

  /** @param why the host is not reached, and what would help */
  constructor(host: string, why: string) {
    super(`${host} is not reached from this test: ${why}`);
    this.host = host;
  }
}
