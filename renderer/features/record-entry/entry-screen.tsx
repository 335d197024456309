import { Button, Checkbox, Textarea } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftId } from '../../../preload/api/ids.ts';
import type { PatientView } from '../../../preload/api/patients.ts';
import type { Result } from '../../api/client.ts';
import { useShortcut } from '../../keyboard/keyboard.tsx';
import { SHORTCUTS } from '../../keyboard/shortcuts.ts';
import { useRouter } from '../../router.tsx';
import { Card } from '../../ui/card.tsx';
import { DraftBadge } from '../../ui/draft-badge.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { NotedLabel } from '../../ui/noted-label.tsx';
import { Page } from '../../ui/page.tsx';
import { PatientFacts, PatientIdentity } from '../../ui/patient-banner.tsx';
import { patientName } from '../../ui/patient-name.ts';
import { AmendedVersion } from './amended-version.tsx';
import { EntryFields } from './entry-fields.tsx';
import { formOf } from './entry-form.ts';
import styles from './entry-screen.module.css';
import type { Opening } from './opening.ts';
import { SavedRecords } from './saved-records.tsx';
import { type Entry, focusField, useEntry } from './use-entry.ts';

/** One record being written; when it amends another, the old version stands beside it. */
export function EntryScreen(props: {
  patient: PatientView;
  opening: Opening;
  amended: Result<'records.get'> | null;
  onDraft: (draftId: DraftId) => void;
}) {
  const { patient, amended } = props;
  const [opening] = useState(props.opening);
  const before = amended?.entry ? formOf(amended.entry) : null;
  const entry = useEntry({ patientId: patient.id, opening, amended: before }, props.onDraft);
  return (
    <Page
      title={patientName(patient)}
      subtitle={<PatientIdentity patient={patient} />}
      status={<PatientFacts patient={patient} brief />}
      actions={entry.saved ? null : <Actions entry={entry} />}
    >
      {entry.saved ? (
        <SavedRecords patientId={patient.id} lines={entry.saved} />
      ) : (
        <div className={amended ? styles.beside : styles.alone}>
          {amended ? <AmendedVersion detail={amended} form={entry.form} /> : null}
          <FormCard entry={entry} focus={opening.focus} />
        </div>
      )}
    </Page>
  );
}

function Actions({ entry }: { entry: Entry }) {
  const { t } = useTranslation('recordEntry');
  const { back } = useRouter();
  useShortcut('back', back);
  useShortcut('save', entry.save);
  return (
    <>
      <Button variant="default" rightSection={<Kbd keys={SHORTCUTS.back.keys} />} onClick={back}>
        {t('back')}
      </Button>
      <Button
        leftSection={<IconCheck size={18} aria-hidden />}
        rightSection={<Kbd keys={SHORTCUTS.save.keys} onAccent />}
        loading={entry.isSaving}
        onClick={entry.save}
      >
        {t('save')}
      </Button>
    </>
  );
}

function FormCard({ entry, focus }: { entry: Entry; focus: string | null }) {
  const { t } = useTranslation(['recordEntry', 'ui']);
  const { form } = entry;
  const [firstFocus] = useState(focus);
  useEffect(() => {
    const first = document.querySelector<HTMLInputElement>('form [name]');
    focusField(firstFocus ?? first?.name ?? '');
  }, [firstFocus]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    entry.save();
  };
  const isAmendment = entry.isAmendment;
  return (
    <Card title={t(`recordEntry:type.${form.type}.name`)} action={<DraftBadge status={entry.draft.status} />} padded>
      <form
        noValidate
        className={styles.form}
        onSubmit={submit}
        onFocus={(event) => {
          const name = event.target.getAttribute('name');
          if (name) entry.onFocus(name);
        }}
      >
        {entry.error ? <ErrorNotice error={entry.error} /> : null}
        {isAmendment ? (
          <Textarea
            name="reasonOfChange"
            label={t('recordEntry:field.reasonOfChange')}
            description={t('recordEntry:reasonHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            maxLength={300}
            minRows={1}
            value={entry.reason}
            error={entry.problems.reasonOfChange ? t('recordEntry:problem.required') : undefined}
            onChange={(event) => entry.change({ reason: event.currentTarget.value })}
          />
        ) : null}
        <EntryFields entry={entry} />
        <Textarea
          name="note"
          label={<NotedLabel label={t('recordEntry:field.note')} note={t('ui:optional')} />}
          value={form.values.note}
          onChange={(event) => entry.changeNote(event.currentTarget.value)}
        />
        {isAmendment ? null : (
          <Checkbox
            name="sensitive"
            label={t('recordEntry:sensitive')}
            description={t('recordEntry:sensitiveHint')}
            checked={entry.sensitive}
            onChange={(event) => entry.change({ sensitive: event.currentTarget.checked })}
          />
        )}
      </form>
    </Card>
  );
}
