import { IconActivityHeartbeat, IconAlertTriangle, IconCalendar, IconPill } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ChartView, EntryType } from '../../../preload/api/records.ts';
import type { ChartTab } from '../../routes.ts';
import { NotShownBar } from './not-shown-bar.tsx';
import { RecordCard } from './record-card.tsx';
import type { OpenRecord } from './record-row.tsx';
import styles from './summary-tab.module.css';
import { VitalsCard } from './vitals-card.tsx';

/** What a clinician needs in the first five seconds, from every hospital that shares it. */
export function SummaryTab(props: {
  chart: ChartView;
  onOpen: OpenRecord;
  onAdd: (type: EntryType) => void;
  onTab: (tab: ChartTab) => void;
}) {
  const { chart, onOpen, onAdd, onTab } = props;
  const { t } = useTranslation('chart');
  const problems = chart.problems.filter((line) => line.current);
  const medications = chart.medications.filter((line) => line.current);
  return (
    <div className={styles.grid}>
      <RecordCard
        title={t('card.allergies')}
        icon={<IconAlertTriangle aria-hidden />}
        lines={chart.allergies}
        empty={t('empty.allergies')}
        emphasis
        onAdd={() => onAdd('AllergyIntolerance')}
        onAll={() => onTab('problems')}
        onOpen={onOpen}
      />
      <RecordCard
        title={t('card.problems')}
        icon={<IconActivityHeartbeat aria-hidden />}
        lines={problems}
        note={problems.length || null}
        empty={t('empty.problems')}
        onAdd={() => onAdd('Condition')}
        onAll={() => onTab('problems')}
        onOpen={onOpen}
      />
      <RecordCard
        title={t('card.medication')}
        icon={<IconPill aria-hidden />}
        lines={medications}
        note={medications.length > 0 ? t('card.current', { count: medications.length }) : null}
        empty={t('empty.medication')}
        onAdd={() => onAdd('MedicationStatement')}
        onAll={() => onTab('medication')}
        onOpen={onOpen}
      />
      <VitalsCard className={styles.wide} vitals={chart.vitals} onAdd={() => onAdd('Observation')} />
      <RecordCard
        title={t('card.visits')}
        icon={<IconCalendar aria-hidden />}
        lines={chart.visits}
        empty={t('empty.visits')}
        onAll={() => onTab('timeline')}
        onOpen={onOpen}
      />
      <NotShownBar className={styles.whole} items={chart.notShown} onAsk={() => onTab('consents')} />
    </div>
  );
}
