import type { ControlClient } from '@dragoman/control/client';
import { useState } from 'preact/hooks';

import { api } from '../../api/client.ts';
import { useCall } from '../../api/use-call.ts';
import { Badge } from '../../parts/badge.tsx';
import { Button, Segments } from '../../parts/button.tsx';
import { Problem } from '../../parts/empty.tsx';
import { DOOR_NAMES } from '../../state/door-names.ts';
import { t } from '../../words/index.ts';
import { compare, type ComparedFact, readable } from './compare.ts';
import type { Secret } from './secret.ts';

type Door = Awaited<ReturnType<ControlClient['secrets']['answers']>>['doors'][number];
type Format = 'json' | 'xml';

/** The doors in the order in which they stand side by side. */
const ORDER = ['huawei', 'aliyun', 'bk'];

/** The very answers of the three doors, and where they differ. */
export function Answers({ secret }: { readonly secret: Secret }) {
  const { name, vault } = secret;
  const [format, setFormat] = useState<Format>('json');
  const [withValue, setWithValue] = useState(false);
  const keys = [name, vault, secret.updated_at, secret.state];
  const plain = useCall(() => api.value.secrets.answers({ name, vault }), keys);
  const detailed = useCall(
    format === 'json' && !withValue
      ? null
      : () => api.value.secrets.answers({ name, vault, format, ...(withValue && { value: true }) }),
    [...keys, format, withValue],
  );
  const facts = compare(inOrder(plain.data?.doors));
  const doors = inOrder(detailed.data?.doors ?? plain.data?.doors);
  return (
    <section class="card" aria-label={t('three_clouds')}>
      <div class="card-head">
        <h3>{t('three_clouds')}</h3>
        <div class="actions">
          <Button isSmall icon="eye" isPressed={withValue} onClick={() => setWithValue(!withValue)}>
            {t('with_value')}
          </Button>
          <Segments
            label={t('format')}
            value={format}
            onChange={setFormat}
            options={[
              ['json', 'JSON'],
              ['xml', 'XML'],
            ]}
          />
        </div>
      </div>
      {plain.error !== null && <Problem error={plain.error} retry={plain.reload} />}
      {facts.length > 0 && <Comparison facts={facts} doors={doors} />}
      <div class="card-body columns three">
        {doors.map((door) => (
          <Column key={door.door} door={door} facts={facts} />
        ))}
      </div>
    </section>
  );
}

function inOrder(doors: readonly Door[] | undefined): Door[] {
  return (doors ?? []).toSorted((left, right) => ORDER.indexOf(left.door) - ORDER.indexOf(right.door));
}

/** Fact by fact, each in the words of the door. */
function Comparison({ facts, doors }: { readonly facts: readonly ComparedFact[]; readonly doors: readonly Door[] }) {
  return (
    <div class="card-body flush">
      <table class="comparison">
        <thead>
          <tr>
            <th scope="col">
              <span class="hidden">{t('fact')}</span>
            </th>
            {doors.map(({ door }) => (
              <th key={door} scope="col">
                {DOOR_NAMES[door] ?? door}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {facts.map(({ word, cells }) => (
            <tr key={word}>
              <th scope="row">{t(word)}</th>
              {cells.map(({ door, field, text, differs }) => (
                <td key={door} class={differs ? 'differs' : ''}>
                  {text === null ? (
                    <span class="muted">{t(field === null ? 'has_no_such' : 'says_nothing')}</span>
                  ) : (
                    <>
                      <span class="mono">{text}</span>
                      <small class="muted">{field}</small>
                    </>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Column({ door, facts }: { readonly door: Door; readonly facts: readonly ComparedFact[] }) {
  const marked = facts.flatMap(({ cells }) =>
    cells.flatMap((cell) => (cell.door === door.door && cell.differs && cell.field !== null ? [cell.field] : [])),
  );
  return (
    <div class="stack answer">
      <div>
        <strong>{DOOR_NAMES[door.door] ?? door.door}</strong>
        <div class="muted mono ellipsis">{door.address ?? t('no_address')}</div>
      </div>
      {door.responses.map(({ operation, status, body }) => (
        <figure key={operation} class="stack tight">
          <figcaption class="inline">
            <span>{operation}</span>
            <Badge tone={status < 400 ? 'good' : 'bad'}>{status}</Badge>
          </figcaption>
          <div class="code" tabIndex={0} role="region" aria-label={`${door.door} ${operation}`}>
            <pre>
              {readable(body)
                .split('\n')
                .map((line, at) => (
                  <AnswerLine key={at} line={line} marked={marked} />
                ))}
            </pre>
          </div>
        </figure>
      ))}
    </div>
  );
}

function AnswerLine({ line, marked }: { readonly line: string; readonly marked: readonly string[] }) {
  const name = /^\s*["<](\w+)[">]/.exec(line)?.[1];
  const isMarked = name !== undefined && marked.includes(name);
  return <span class="line">{isMarked ? <mark>{line}</mark> : line}</span>;
}
