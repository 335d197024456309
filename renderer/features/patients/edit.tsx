import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientView } from '../../../preload/api/patients.ts';
import { query, useCall } from '../../api/queries.ts';
import { useShortcut } from '../../keyboard/keyboard.tsx';
import { SHORTCUTS } from '../../keyboard/shortcuts.ts';
import { useRouter } from '../../router.tsx';
import type { RouteOf, ScreenProps } from '../../routes.ts';
import { Answered } from '../../ui/answered.tsx';
import { Card } from '../../ui/card.tsx';
import { DraftBadge } from '../../ui/draft-badge.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Page } from '../../ui/page.tsx';
import { patientName } from '../../ui/patient-name.ts';
import { DraftStart } from './draft-start.tsx';
import { PatientFields } from './patient-fields.tsx';
import { formOf, type PatientDraft, readForm } from './patient-form.ts';
import { usePatientForm } from './use-patient-form.ts';

/** Changes a patient's data. A change somebody made in between is never overwritten. */
export function Edit({ route }: ScreenProps<'edit'>) {
  const patient = useQuery(query('patients.get', { patientId: route.patientId }));
  return (
    <Answered query={patient}>
      {(view) => (
        <DraftStart draftId={route.draftId}>
          {(stored) => <EditForm route={route} patient={view} storedDraft={stored} />}
        </DraftStart>
      )}
    </Answered>
  );
}

function EditForm(props: { route: RouteOf<'edit'>; patient: PatientView; storedDraft: PatientDraft | null }) {
  const { t } = useTranslation('patients');
  const { back } = useRouter();
  const { state, save, edit } = useEdit(props);
  return (
    <Page
      title={t('edit.title', { name: patientName(props.patient) })}
      subtitle={t('mrn', { mrn: props.patient.mrn })}
      status={<DraftBadge status={state.draft.status} />}
      actions={
        <>
          <Button variant="default" rightSection={<Kbd keys={SHORTCUTS.back.keys} />} onClick={back}>
            {t('cancel')}
          </Button>
          <Button
            leftSection={<IconCheck size={18} aria-hidden />}
            rightSection={<Kbd keys={SHORTCUTS.save.keys} onAccent />}
            loading={edit.isPending}
            onClick={save}
          >
            {t('edit.save')}
          </Button>
        </>
      }
    >
      {edit.error ? <ErrorNotice error={edit.error} /> : null}
      <Card padded>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            save();
          }}
        >
          <PatientFields state={state} />
          {/* Enter in a field saves; the visible button is in the header. */}
          <button type="submit" hidden />
        </form>
      </Card>
    </Page>
  );
}

function useEdit({ route, patient, storedDraft }: Parameters<typeof EditForm>[0]) {
  const { patientId } = route;
  const { back, replace } = useRouter();
  // As it was when the form was opened: a later version must be refused, not adopted.
  const [start] = useState<PatientDraft>(
    () => storedDraft ?? { form: formOf(patient.demographics), focus: 'family', basedOnVersion: patient.version },
  );
  const state = usePatientForm({
    kind: 'edit',
    patientId,
    draftId: route.draftId ?? null,
    start,
    isStartNew: false,
    onDraftId: (draftId) => replace({ name: 'edit', patientId, draftId }),
  });
  const edit = useCall('patients.edit');

  const submit = async (): Promise<void> => {
    const read = readForm(state.form, Date.now());
    if ('problems' in read) return state.show(read.problems);
    const draftId = await state.draft.finish();
    const basedOnVersion = start.basedOnVersion ?? patient.version;
    edit.mutate(
      { patientId, basedOnVersion, demographics: read.demographics, draftId },
      { onSuccess: back, onError: () => state.draft.resume() },
    );
  };
  const save = (): void => {
    if (!edit.isPending) void submit();
  };
  useShortcut('save', save);
  useShortcut('confirm', save);
  return { state, save, edit };
}
