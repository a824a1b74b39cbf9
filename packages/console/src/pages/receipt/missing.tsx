import { DOOR_NAMES } from '../../state/door-names.ts';
import { t } from '../../words/index.ts';
import type { Receipt } from './grades.ts';

/** What was asked for that no door serves. */
export function NotServedCard({ rows }: { readonly rows: Receipt['not_served'] }) {
  return (
    <section class="card">
      <h2>{t('receipt_not_served')}</h2>
      <div class={rows.length === 0 ? 'card-body' : 'card-body flush'}>
        {rows.length === 0 && <p class="muted">{t('receipt_all_served')}</p>}
        {rows.length > 0 && (
          <table>
            <thead>
              <tr>
                <th scope="col">{t('door')}</th>
                <th scope="col">{t('request')}</th>
                <th scope="col">{t('requests')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ door, request, requests }) => (
                <tr key={`${door ?? ''} ${request}`}>
                  <td>{door === null ? t('no_door') : (DOOR_NAMES[door] ?? door)}</td>
                  <td class="mono">{request}</td>
                  <td>{requests}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </section>
  );
}

/** What requests sent, and nothing came of. */
export function FieldsCard({ fields }: { readonly fields: Receipt['without_effect'] }) {
  if (fields.length === 0) return null;
  return (
    <section class="card">
      <h2>{t('receipt_fields')}</h2>
      <div class="card-body flush">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('operation')}</th>
              <th scope="col">{t('receipt_field')}</th>
              <th scope="col">{t('receipt_why')}</th>
              <th scope="col">{t('requests')}</th>
            </tr>
          </thead>
          <tbody>
            {fields.map(({ door, operation, field, why, requests }) => (
              <tr key={`${door} ${operation} ${field}`}>
                <td>{operation}</td>
                <td class="mono">{field}</td>
                <td>{t(`receipt_${why}`)}</td>
                <td>{requests}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** What the doors that were called serve beside that. */
export function NotCalledCard({ doors }: { readonly doors: Receipt['not_called'] }) {
  if (doors.length === 0) return null;
  return (
    <section class="card">
      <h2>{t('receipt_not_called')}</h2>
      <div class="card-body stack">
        {doors.map(({ door, operations }) => (
          <details key={door}>
            <summary>{t('receipt_of_door', { door: DOOR_NAMES[door] ?? door, count: operations.length })}</summary>
            <p class="muted">{operations.join(t('comma'))}</p>
          </details>
        ))}
      </div>
    </section>
  );
}
