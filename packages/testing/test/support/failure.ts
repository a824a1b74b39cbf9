/** What a call throws. */
export function failureOf(call: Promise<unknown>): Promise<Error> {
  return call.then(
    () => {
      throw new Error('it went well');
    },
    (error: unknown) => error as Error,
  );
}
