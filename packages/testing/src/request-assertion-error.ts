/**
 * Requests did not come as a test says; the message is the report of what came instead. It is no AssertionError of
 * Node's: Jest adds to those a line of what was expected and received, of which there is nothing here.
 */
export class RequestAssertionError extends Error {
  override readonly name = 'RequestAssertionError';
}
