import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientId } from '../../../preload/api/ids.ts';
import type { PatientSummary } from '../../../preload/api/patients.ts';
import type { SyncState } from '../../../preload/api/sync-state.ts';
import { useRouter } from '../../router.tsx';
import { useFormat } from '../../ui/format.ts';
import { patientName } from '../../ui/patient-name.ts';
import { StatePill } from '../../ui/state-pill.tsx';
import styles from './patient-table.module.css';

export interface PatientRow {
  readonly patient: PatientSummary;
  /** Null where the list does not know it. */
  readonly state: SyncState | null;
  readonly lastActivityAt: number | null;
}

const COLUMNS = ['name', 'sex', 'age', 'mrn', 'phone', 'state', 'last'] as const;
const ROW_HEIGHT = 36;
const PAGE_ROWS = 15;

/** A list of patients, of which only the visible rows exist. Tab reaches one row; the arrows move from row to row. */
export function PatientTable({ rows }: { rows: readonly PatientRow[] }) {
  const { t } = useTranslation('patients');
  const { go } = useRouter();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const { active, setActive, onKeyDown } = useActiveRow(rows.length, (index) => {
    virtual.scrollToIndex(index);
    // The row may be drawn only now.
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-row="${index}"]`)?.focus());
  });

  const items = virtual.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div ref={scroller} className={styles.scroller}>
      <table className={styles.table} aria-rowcount={rows.length + 1} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" className={styles[column]}>
                {t(`list.columns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Space height={above} />
          {items.map(({ index }) => {
            const row = rows[index];
            return row ? (
              <Row
                key={row.patient.id}
                row={row}
                index={index}
                isActive={index === active}
                onFocus={() => setActive(index)}
                onOpen={(patientId) => go({ name: 'chart', patientId, tab: 'summary' })}
              />
            ) : null;
          })}
          <Space height={below} />
        </tbody>
      </table>
    </div>
  );
}

/** Stands for the rows that do not exist at the moment. */
function Space({ height }: { height: number }) {
  return height > 0 ? <tr aria-hidden style={{ height }} /> : null;
}

function Row(props: {
  row: PatientRow;
  index: number;
  isActive: boolean;
  onFocus: () => void;
  onOpen: (patientId: PatientId) => void;
}) {
  const { age, moment, sex } = useFormat();
  const { patient, state, lastActivityAt } = props.row;
  return (
    <tr aria-rowindex={props.index + 2} className={styles.row}>
      <td>
        <button
          type="button"
          className={styles.open}
          data-row={props.index}
          title={[patientName(patient), patient.localName].filter((name) => name !== '').join(' · ')}
          tabIndex={props.isActive ? 0 : -1}
          onFocus={props.onFocus}
          onClick={() => props.onOpen(patient.id)}
        >
          {patientName(patient)}
        </button>
        {patient.localName ? <span className={styles.local}>{patient.localName}</span> : null}
      </td>
      <td>{sex(patient.sex)}</td>
      <td>{age(patient.birthDate)}</td>
      <td>{patient.mrn}</td>
      <td className={styles.phone}>{patient.phone}</td>
      <td className={styles.state}>{state ? <StatePill state={state} /> : null}</td>
      <td className={styles.last}>{lastActivityAt === null ? null : moment(lastActivityAt)}</td>
    </tr>
  );
}

/** Which row Tab reaches, and the keys that move it. */
function useActiveRow(count: number, onMove: (index: number) => void) {
  const [chosen, setActive] = useState(0);
  const active = Math.min(chosen, count - 1);
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + PAGE_ROWS,
      PageUp: active - PAGE_ROWS,
      Home: 0,
      End: count - 1,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    const next = Math.min(Math.max(0, target), count - 1);
    setActive(next);
    onMove(next);
  };
  return { active, setActive, onKeyDown };
}
