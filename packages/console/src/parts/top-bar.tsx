import { gateway, sandbox } from '../api/client.ts';
import { logout } from '../api/login.ts';
import { useCall } from '../api/use-call.ts';
import { gatewayClock, gatewayNow } from '../state/gateway-clock.ts';
import { language, type Theme, theme } from '../preferences.ts';
import { sandboxesChanged } from '../state/sandboxes.ts';
import { dateAndTime, tick } from '../state/time.ts';
import { t } from '../words/index.ts';
import { Badge } from './badge.tsx';
import { Button } from './button.tsx';
import { Logo } from './icon.tsx';
import { hrefOf } from '../address.ts';

const NEXT_THEME: Readonly<Record<Theme, Theme>> = { auto: 'light', light: 'dark', dark: 'auto' };
const THEME_ICONS = { auto: 'auto', light: 'sun', dark: 'moon' } as const;

/** What all pages share: whose environment is shown, what its clock says, how the page looks. */
export function TopBar({ onHelp }: { readonly onHelp: () => void }) {
  return (
    <header class="top">
      <a class="brand" href={hrefOf('secrets')} aria-label="Dragoman">
        <Logo />
        <span>Dragoman</span>
      </a>
      <EnvironmentSelect />
      <span class="space" />
      <ClockInBar />
      <Button
        kind="quiet"
        label={t('switch_language')}
        onClick={() => {
          language.value = language.value === 'en' ? 'zh' : 'en';
        }}
      >
        {language.value === 'en' ? '中文' : 'EN'}
      </Button>
      <Button
        kind="quiet"
        icon={THEME_ICONS[theme.value]}
        label={t(`theme_${theme.value}`)}
        onClick={() => {
          theme.value = NEXT_THEME[theme.value];
        }}
      />
      <span class="wide">
        <Button kind="quiet" icon="keyboard" label={t('keyboard')} onClick={onHelp} />
      </span>
      <LogoutButton />
    </header>
  );
}

function ClockInBar() {
  const clock = gatewayClock.value;
  const now = gatewayNow.value;
  if (clock === null || now === null) return <span class="top-clock" />;
  return (
    <a class="top-clock plain" href={hrefOf('clock')} title={t('your_time') + t('colon') + dateAndTime(tick.value)}>
      <span class="muted">{t('gateway_clock')}</span>
      <span>{dateAndTime(now)}</span>
      {clock.mode !== 'real' && <Badge tone="warn">{t(`mode_${clock.mode}`)}</Badge>}
    </a>
  );
}

function EnvironmentSelect() {
  const { data } = useCall(() => gateway.sandboxes.list(), [sandboxesChanged.value]);
  const all = data?.sandboxes ?? [];
  if (all.length === 0) return null;
  return (
    <select
      class="input environment"
      aria-label={t('environment')}
      value={sandbox.value ?? ''}
      onChange={(event) => {
        sandbox.value = event.currentTarget.value === '' ? null : event.currentTarget.value;
      }}
    >
      <option value="">{t('own_environment')}</option>
      {all.map(({ id, label }) => (
        <option key={id} value={id}>
          {label ?? id}
        </option>
      ))}
    </select>
  );
}

/** There is a session to end only where there is a token. */
function LogoutButton() {
  const { data } = useCall(() => gateway.connection(), []);
  if (data?.token !== true) return null;
  return (
    <Button
      kind="quiet"
      onClick={() => {
        void logout();
      }}
    >
      {t('logout')}
    </Button>
  );
}
