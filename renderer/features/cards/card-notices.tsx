import { useTranslation } from 'react-i18next';
import { ErrorNotice, type ShownError } from '../../ui/error-notice.tsx';
import type { CardDialogState } from './use-card-dialog.ts';

/** What went wrong on the way of a card. */
export function CardNotices({ state: { outputError, noteError, keyError } }: { state: CardDialogState }) {
  return (
    <>
      {outputError ? <ErrorNotice error={outputError} /> : null}
      {noteError ? <InOwnWords error={noteError} what="notNoted" /> : null}
      {/* Without an answer nobody knows where the key is: the words of that code say so. */}
      {keyError?.code === 'ipc.deadline' ? <ErrorNotice error={keyError} /> : null}
      {keyError && keyError.code !== 'ipc.deadline' ? <InOwnWords error={keyError} what="notHandedOver" /> : null}
    </>
  );
}

/** Not in the words of the code: of a full disk they say that nothing was saved, and here the patient is. */
function InOwnWords({ error, what }: { error: ShownError; what: 'notNoted' | 'notHandedOver' }) {
  const { t } = useTranslation('cards');
  return (
    <ErrorNotice
      error={error}
      words={{ title: t(`${what}.title`), safe: t(`${what}.safe`), todo: t(`${what}.todo`) }}
    />
  );
}
