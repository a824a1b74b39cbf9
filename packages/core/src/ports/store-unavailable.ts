/**
 * The store cannot answer now though nothing is wrong with the request: its database is away, overloaded or taking part
 * in a failover. What was asked may be asked again.
 */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
}
