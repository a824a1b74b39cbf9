/** Does the work for each item, so many at once, and answers in the order of the items. The first error ends it. */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  width: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results = new Map<number, Result>();
  const queue = items.entries();
  const workers = Array.from({ length: Math.min(width, items.length) }, async () => {
    for (const [at, item] of queue) results.set(at, await work(item));
  });
  await Promise.all(workers);
  return items.flatMap((_item, at) => (results.has(at) ? [results.get(at) as Result] : []));
}
