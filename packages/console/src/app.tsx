import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

import { needsLogin, sandbox } from './api/client.ts';
import { KeyboardHelp } from './parts/keyboard-help.tsx';
import { Login } from './parts/login.tsx';
import { SideNavigation } from './parts/side-navigation.tsx';
import { Toasts } from './parts/toast.tsx';
import { TopBar } from './parts/top-bar.tsx';
import { ClockPage } from './pages/clock/page.tsx';
import { ConnectPage } from './pages/connect/page.tsx';
import { FaultsPage } from './pages/faults/page.tsx';
import { JournalPage } from './pages/journal/page.tsx';
import { MigrationPage } from './pages/migration/page.tsx';
import { ReceiptPage } from './pages/receipt/page.tsx';
import { SecretsPage } from './pages/secrets/page.tsx';
import { StatePage } from './pages/state/page.tsx';
import { type Page } from './address.ts';
import { route } from './route.ts';
import { followKeys } from './state/shortcuts.ts';
import { t } from './words/index.ts';

const PAGES: Readonly<Record<Page, ComponentType>> = {
  secrets: SecretsPage,
  journal: JournalPage,
  receipt: ReceiptPage,
  clock: ClockPage,
  faults: FaultsPage,
  state: StatePage,
  migration: MigrationPage,
  connect: ConnectPage,
};

/** The whole console: a page, between what all pages share. */
export function App() {
  const [showsHelp, setShowsHelp] = useState(false);
  useEffect(() => followKeys(() => setShowsHelp(true)), []);
  const { page } = route.value;
  const Shown = PAGES[page];
  useEffect(() => {
    document.title = `${t(page)} · Dragoman`;
  });
  if (needsLogin.value) return <Login />;
  return (
    <div class="shell">
      <TopBar onHelp={() => setShowsHelp(true)} />
      <SideNavigation />
      <main class="main" id="main" tabIndex={-1}>
        <Shown key={`${page} ${sandbox.value ?? ''}`} />
      </main>
      {showsHelp && <KeyboardHelp onClose={() => setShowsHelp(false)} />}
      <Toasts />
    </div>
  );
}
