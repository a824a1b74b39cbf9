/** The pages, in their order. */
export const PAGES = ['secrets', 'journal', 'receipt', 'clock', 'faults', 'state', 'migration', 'connect'] as const;
export type Page = (typeof PAGES)[number];

/** What the address bar says: the page, and what it shows. */
export interface Route {
  readonly page: Page;
  readonly params: Readonly<Record<string, string>>;
}

/** Reads the part of an address behind its `#`. */
export function routeFrom(hash: string): Route {
  const [name = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const page = PAGES.find((known) => known === name) ?? 'secrets';
  return { page, params: Object.fromEntries(new URLSearchParams(query)) };
}

/** The address of a page. Params that are empty are left out. */
export function hrefOf(page: Page, params: Readonly<Record<string, string | null | undefined>> = {}): string {
  const given = Object.entries(params).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const query = new URLSearchParams(given).toString();
  return `#${page}${query === '' ? '' : `?${query}`}`;
}
