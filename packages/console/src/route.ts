import { signal } from '@preact/signals';

import { hrefOf, type Page, type Route, routeFrom } from './address.ts';

/** Where the address bar stands. */
export const route = signal<Route>(routeFrom(location.hash));

addEventListener('hashchange', () => {
  route.value = routeFrom(location.hash);
});

/** Changes what the present page shows; who goes back sees what was before. */
export function setParams(changes: Readonly<Record<string, string | null>>): void {
  const { page, params } = route.value;
  location.hash = hrefOf(page, { ...params, ...changes });
}

/** The same without a step that goes back: for what changes with every letter. */
export function replaceParams(changes: Readonly<Record<string, string | null>>): void {
  const { page, params } = route.value;
  history.replaceState(null, '', hrefOf(page, { ...params, ...changes }));
  route.value = routeFrom(location.hash);
}

export function goTo(page: Page, params: Readonly<Record<string, string | null | undefined>> = {}): void {
  location.hash = hrefOf(page, params);
}
