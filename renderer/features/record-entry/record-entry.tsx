import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftId, RecordId } from '../../../preload/api/ids.ts';
import type { PatientView } from '../../../preload/api/patients.ts';
import { query } from '../../api/queries.ts';
import { ChartInstead } from '../../chart-instead.tsx';
import { useRouter } from '../../router.tsx';
import type { RouteOf, ScreenProps } from '../../routes.ts';
import { Answered } from '../../ui/answered.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { EntryScreen } from './entry-screen.tsx';
import { type Opening, openAmendment, openDraft, openEmpty } from './opening.ts';
import { TypePicker } from './type-picker.tsx';

/**
 * A new record, an amendment, or a draft of either. The form must survive that its own draft gets an id and that it is
 * saved, so it is opened anew only when the route means another one.
 */
export function RecordEntry({ route }: ScreenProps<'recordEntry'>) {
  const { replace } = useRouter();
  const [opened, setOpened] = useState(route);
  const [ownDraft, setOwnDraft] = useState<DraftId | null>(null);
  const isOwn = route.saved || (ownDraft !== null && ownDraft === route.draftId);
  if (!isOwn && route !== opened) setOpened(route);
  const patient = useQuery(query('patients.get', { patientId: route.patientId }));
  if (opened.saved) return <ChartInstead patientId={route.patientId} />;
  return (
    <Answered query={patient}>
      {(view) => (
        <Opened
          key={JSON.stringify(opened)}
          route={opened}
          patient={view}
          onDraft={(draftId) => {
            setOwnDraft(draftId);
            replace({ ...opened, draftId });
          }}
        />
      )}
    </Answered>
  );
}

interface OpenedProps {
  readonly route: RouteOf<'recordEntry'>;
  readonly patient: PatientView;
  readonly onDraft: (draftId: DraftId) => void;
}

function Opened({ route, patient, onDraft }: OpenedProps) {
  const { replace } = useRouter();
  if (route.draftId) return <FromDraft draftId={route.draftId} patient={patient} onDraft={onDraft} />;
  if (route.amends) return <Amendment recordId={route.amends} draft={null} patient={patient} onDraft={onDraft} />;
  if (!route.type) return <TypePicker patient={patient} onPick={(type) => replace({ ...route, type })} />;
  return <EntryScreen patient={patient} opening={openEmpty(route.type, new Date())} amended={null} onDraft={onDraft} />;
}

type FormProps = Omit<OpenedProps, 'route'>;

function FromDraft({ draftId, patient, onDraft }: FormProps & { draftId: DraftId }) {
  const { t } = useTranslation('recordEntry');
  // Never from the cache: the form has written newer text since.
  const stored = useQuery({ ...query('drafts.get', { draftId }), gcTime: 0 });
  return (
    <Answered query={stored}>
      {({ text }) => {
        const draft = openDraft(draftId, text, new Date());
        if (!draft) return <EmptyState title={t('unreadable.title')} hint={t('unreadable.hint')} />;
        if (!draft.amends) return <EntryScreen patient={patient} opening={draft} amended={null} onDraft={onDraft} />;
        return <Amendment recordId={draft.amends.recordId} draft={draft} patient={patient} onDraft={onDraft} />;
      }}
    </Answered>
  );
}

function Amendment(props: FormProps & { recordId: RecordId; draft: Opening | null }) {
  const { t } = useTranslation('recordEntry');
  const record = useQuery(query('records.get', { recordId: props.recordId }));
  return (
    <Answered query={record}>
      {(detail) => {
        const opening = props.draft ?? openAmendment(detail);
        if (!opening) return <EmptyState title={t('notAmendable.title')} hint={t('notAmendable.hint')} />;
        return <EntryScreen patient={props.patient} opening={opening} amended={detail} onDraft={props.onDraft} />;
      }}
    </Answered>
  );
}
