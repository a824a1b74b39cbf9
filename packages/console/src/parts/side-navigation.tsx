import { hrefOf, PAGES } from '../address.ts';
import { route } from '../route.ts';
import { t } from '../words/index.ts';
import { Icon } from './icon.tsx';

export function SideNavigation() {
  return (
    <nav class="side" aria-label={t('pages')}>
      <ul>
        {PAGES.map((page) => (
          <li key={page}>
            <a href={hrefOf(page)} {...(route.value.page === page && { 'aria-current': 'page' as const })}>
              <Icon name={page} />
              <span>{t(page)}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
