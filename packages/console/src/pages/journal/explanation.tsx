import type { ControlClient } from '@dragoman/control/client';

import { api } from '../../api/client.ts';
import { useCall } from '../../api/use-call.ts';
import { Badge } from '../../parts/badge.tsx';
import { Problem } from '../../parts/empty.tsx';
import { t } from '../../words/index.ts';

type Explained = Awaited<ReturnType<ControlClient['explain']>>;
type Signature = NonNullable<Explained['signature']>;
type Texts = Signature['server'];

/** Why a request failed, and what would have made it right. */
export function Explanation({ id }: { readonly id: string }) {
  const { data, error } = useCall(() => api.value.explain({ request_id: id }), [id]);
  if (error !== null) return <Problem error={error} />;
  if (data === null) return null;
  // Vendors' messages stay as they are; only of faults that were injected the gateway speaks itself.
  const isVendorsOwn = data.about === 'rule' && !data.entry.injected;
  return (
    <section class="stack" aria-label={t('why')}>
      <h3 class="inline">
        {t('why')} <Badge tone="info">{t(`about_${data.about}`)}</Badge>
      </h3>
      <p class="verdict" {...(isVendorsOwn && { lang: 'en' })}>
        {data.verdict}
      </p>
      {data.remedies.length > 0 && (
        <ul class="remedies">
          {data.remedies.map((remedy) => (
            <li key={remedy}>{remedy}</li>
          ))}
        </ul>
      )}
      {data.signature !== null && <SignatureTexts signature={data.signature} />}
      {data.nearest.length > 0 && <Nearest nearest={data.nearest} />}
      {data.least !== null && <LeastPolicy policy={data.least} />}
    </section>
  );
}

function SignatureTexts({ signature }: { readonly signature: Signature }) {
  const { server, client, difference, right_if: rightIf } = signature;
  return (
    <>
      {rightIf.map(({ when, remedy }) => (
        <p key={when}>{t('right_if', { when, remedy })}</p>
      ))}
      {difference !== null && (
        <p class="muted">{t('first_difference', { line: difference.line, column: difference.column })}</p>
      )}
      <div class="columns">
        <SignedText title={t('text_of_server')} texts={server} difference={difference} side="server" />
        {client !== null && (
          <SignedText title={t('text_of_client')} texts={client} difference={difference} side="client" />
        )}
      </div>
    </>
  );
}

/** The text that was signed, from the first place on in which both differ marked. */
function SignedText(props: {
  readonly title: string;
  readonly texts: Texts;
  readonly difference: Signature['difference'];
  readonly side: 'server' | 'client';
}) {
  const { title, texts, difference, side } = props;
  const lines = (texts.canonical_request ?? texts.string_to_sign).split('\n');
  return (
    <figure class="stack">
      <figcaption class="muted">{title}</figcaption>
      <div class="code" tabIndex={0} role="region" aria-label={title}>
        <pre>
          {lines.map((line, at) => (
            <Line key={at} text={line} from={difference?.line === at + 1 ? difference.column - 1 : null} />
          ))}
        </pre>
      </div>
      {difference !== null && (
        <p class="muted">
          <code>{difference[side]}</code>
        </p>
      )}
    </figure>
  );
}

function Line({ text, from }: { readonly text: string; readonly from: number | null }) {
  if (from === null) return <span class="line">{text === '' ? ' ' : text}</span>;
  return (
    <span class="line">
      {text.slice(0, from)}
      <mark>{text.slice(from) || '⏎'}</mark>
    </span>
  );
}

/** What would allow a request that lacks a permission, as it can be copied. */
function LeastPolicy({ policy }: { readonly policy: unknown }) {
  return (
    <figure class="stack">
      <figcaption class="muted">{t('least_policy')}</figcaption>
      <div class="code" tabIndex={0} role="region" aria-label={t('least_policy')}>
        <pre>{JSON.stringify(policy, null, 2)}</pre>
      </div>
    </figure>
  );
}

function Nearest({ nearest }: Pick<Explained, 'nearest'>) {
  return (
    <table>
      <thead>
        <tr>
          <th>{t('nearest')}</th>
          <th>{t('how_called')}</th>
          <th>{t('differs')}</th>
        </tr>
      </thead>
      <tbody>
        {nearest.map(({ operation, call, differs }) => (
          <tr key={operation}>
            <td>{operation}</td>
            <td class="mono">{call}</td>
            <td>{differs.join(t('semicolon'))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
