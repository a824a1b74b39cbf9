import { Badge } from '../../parts/badge.tsx';
import { DOOR_NAMES } from '../../state/door-names.ts';
import { t } from '../../words/index.ts';
import { gradeOf, gradeWord, toneOf, type UsedItem } from './grades.ts';

/** Each operation that was called, and below it the errors that it answered. */
export function UsedTable({ used }: { readonly used: readonly UsedItem[] }) {
  return (
    <table class="receipt-used">
      <thead>
        <tr>
          <th scope="col">{t('door')}</th>
          <th scope="col">{t('operation')}</th>
          <th scope="col">{t('requests')}</th>
          <th scope="col">{t('receipt_facts')}</th>
        </tr>
      </thead>
      <tbody>
        {used.map((item) => (
          <tr key={`${item.door} ${item.operation} ${item.code ?? ''}`}>
            <td>{DOOR_NAMES[item.door] ?? item.door}</td>
            <td>
              <div>{item.operation}</div>
              {item.code !== null && <code>{item.code}</code>}
              {!item.is_enough && <Badge tone="bad">{t('receipt_too_weak')}</Badge>}
            </td>
            <td>{item.requests}</td>
            <td>
              <FactsByGrade facts={item.facts} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** How many facts have which grade as their strongest; opened, which they are. */
function FactsByGrade({ facts }: Pick<UsedItem, 'facts'>) {
  const grades = Object.entries(facts).flatMap(([id, ids]) => {
    const grade = gradeOf(id);
    return grade === null ? [] : [{ grade, ids }];
  });
  if (grades.length === 0) return <Badge tone="bad">{t('receipt_no_fact')}</Badge>;
  return (
    <details>
      <summary>
        <span class="inline">
          {grades.map(({ grade, ids }) => (
            <Badge key={grade} tone={toneOf(grade)}>
              {`${t(gradeWord(grade))} ${ids.length}`}
            </Badge>
          ))}
        </span>
      </summary>
      <ul class="plain">
        {grades
          .flatMap(({ ids }) => ids)
          .map((id) => (
            <li key={id}>
              <code>{id}</code>
            </li>
          ))}
      </ul>
    </details>
  );
}
