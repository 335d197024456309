import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordId } from '../../../preload/api/ids.ts';
import type { ChartView, EntryType } from '../../../preload/api/records.ts';
import { query } from '../../api/queries.ts';
import { useShortcut } from '../../keyboard/keyboard.tsx';
import { SHORTCUTS } from '../../keyboard/shortcuts.ts';
import { useRouter } from '../../router.tsx';
import type { ChartTab, ScreenProps } from '../../routes.ts';
import { useSlots } from '../../slots.ts';
import { Answered } from '../../ui/answered.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Page } from '../../ui/page.tsx';
import { PatientFacts, PatientIdentity } from '../../ui/patient-banner.tsx';
import { patientName } from '../../ui/patient-name.ts';
import { ChartTabs, useTabKeys } from './chart-tabs.tsx';
import { DocumentsTab } from './documents-tab.tsx';
import { MoreActions } from './more-actions.tsx';
import { NotShownBar } from './not-shown-bar.tsx';
import { RecordListTab } from './record-list-tab.tsx';
import { RecordPanel } from './record-panel.tsx';
import type { OpenRecord } from './record-row.tsx';
import { RecoveryBar } from './recovery-bar.tsx';
import { SummaryTab } from './summary-tab.tsx';
import { TimelineTab } from './timeline-tab.tsx';
import { WhoLookedTab } from './who-looked-tab.tsx';

/** Everything about one patient, from every hospital that shares it. */
export function Chart({ route }: ScreenProps<'chart'>) {
  const { patientId, tab } = route;
  const { t } = useTranslation('chart');
  const { go, replace } = useRouter();
  const chart = useQuery(query('records.chart', { patientId }));
  const [opened, setOpened] = useState<RecordId | null>(null);

  const show = (next: ChartTab) => replace({ name: 'chart', patientId, tab: next });
  const add = (type?: EntryType) => go({ name: 'recordEntry', patientId, ...(type ? { type } : {}) });
  useTabKeys(tab, show);
  useShortcut('newRecord', () => add(), opened === null);

  const patient = chart.data?.patient;
  return (
    <Page
      title={patient ? patientName(patient) : t('title')}
      subtitle={patient ? <PatientIdentity patient={patient} /> : null}
      status={patient ? <PatientFacts patient={patient} /> : null}
      actions={
        <>
          {patient ? <MoreActions patient={patient} /> : null}
          <Button
            leftSection={<IconPlus size={18} />}
            rightSection={<Kbd keys={SHORTCUTS.newRecord.keys} onAccent />}
            onClick={() => add()}
          >
            {t('newRecord')}
          </Button>
        </>
      }
      tabs={<ChartTabs tab={tab} onTab={show} />}
    >
      <Answered query={chart}>
        {(view) => (
          <>
            <RecoveryBar patient={view.patient} />
            <Tab tab={tab} chart={view} onOpen={setOpened} onAdd={add} onTab={show} />
          </>
        )}
      </Answered>
      {opened ? <RecordPanel recordId={opened} onClose={() => setOpened(null)} /> : null}
    </Page>
  );
}

function Tab(props: {
  tab: ChartTab;
  chart: ChartView;
  onOpen: OpenRecord;
  onAdd: (type: EntryType) => void;
  onTab: (tab: ChartTab) => void;
}) {
  const { tab, chart, onOpen, onTab } = props;
  const { PatientConsents } = useSlots();
  const { t } = useTranslation('chart');
  const patientId = chart.patient.id;
  const notShown = <NotShownBar items={chart.notShown} onAsk={() => onTab('consents')} />;
  switch (tab) {
    case 'summary':
      return <SummaryTab chart={chart} onOpen={onOpen} onAdd={props.onAdd} onTab={onTab} />;
    case 'timeline':
      return <TimelineTab patientId={patientId} onOpen={onOpen} notShown={notShown} />;
    case 'problems':
      return (
        <RecordListTab
          groups={[
            { title: t('card.allergies'), lines: chart.allergies },
            { title: t('card.problems'), lines: chart.problems.filter((line) => line.current) },
            { title: t('card.pastProblems'), lines: chart.problems.filter((line) => !line.current) },
          ]}
          onOpen={onOpen}
          notShown={notShown}
        />
      );
    case 'medication':
      return (
        <RecordListTab
          groups={[
            { title: t('card.currentMedication'), lines: chart.medications.filter((line) => line.current) },
            { title: t('card.pastMedication'), lines: chart.medications.filter((line) => !line.current) },
          ]}
          onOpen={onOpen}
          notShown={notShown}
        />
      );
    case 'results':
      return (
        <RecordListTab
          groups={[{ title: t('tab.results'), lines: chart.results }]}
          filterable
          onOpen={onOpen}
          notShown={notShown}
        />
      );
    case 'documents':
      return (
        <DocumentsTab
          documents={chart.documents}
          onDetails={onOpen}
          onAdd={() => props.onAdd('DocumentReference')}
          notShown={notShown}
        />
      );
    case 'consents':
      return <PatientConsents patientId={patientId} />;
    case 'whoLooked':
      return <WhoLookedTab patient={chart.patient} />;
  }
}
