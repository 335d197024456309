import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../../api/queries.ts';
import type { IssueCardProps } from '../../slots.ts';
import { CardDialog } from './card-dialog.tsx';
import { CardForm } from './card-form.tsx';
import { agreedPin, NewPin, NOTHING_TYPED } from './new-pin.tsx';

/** The patient takes over from the key the hospital keeps: chooses a PIN, and gets the card. */
export function IssueCard({ patientId, onClose }: IssueCardProps) {
  const { t } = useTranslation('cards');
  const issue = useCall('patients.issueCard');
  const [typed, setTyped] = useState(NOTHING_TYPED);
  if (issue.data) return <CardDialog card={issue.data} patientId={patientId} before="custody" onClose={onClose} />;

  const pin = agreedPin(typed);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (pin !== null) issue.mutate({ patientId, pin });
  };
  return (
    <CardForm
      title={t('issue.title')}
      explain={t('issue.explain')}
      make={t('issue.make')}
      isComplete={pin !== null}
      isMaking={issue.isPending}
      error={issue.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <NewPin autoFocus label={t('issue.pin')} value={typed} onChange={setTyped} />
    </CardForm>
  );
}
