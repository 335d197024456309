import { useTranslation } from 'react-i18next';
import type { ErrorCode } from '../../../preload/api/errors.ts';
import type { CardDialogProps } from '../../slots.ts';
import { ErrorNotice, type ShownError } from '../../ui/error-notice.tsx';
import type { CardDialogState } from './use-card-dialog.ts';
import type { CardOutput } from './use-card-output.ts';

/** What went wrong on the way to paper or to a file. */
export function OutputNotices({ output: { outputError, noteError } }: { output: CardOutput }) {
  return (
    <>
      {outputError ? <ErrorNotice error={outputError} /> : null}
      {noteError ? <InOwnWords error={noteError} what="notNoted" /> : null}
    </>
  );
}

/** Without an answer nobody knows where the key is, and a card that was overtaken or is claimed twice is worth nothing: the codes say so. */
const IN_THEIR_WORDS: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['ipc.deadline', 'card.replaced', 'card.ambiguous']);

/** What went wrong on the way of a card to the patient. */
export function CardNotices({ state, before }: { state: CardDialogState; before: CardDialogProps['before'] }) {
  const { keyError } = state;
  return (
    <>
      <OutputNotices output={state} />
      {keyError && IN_THEIR_WORDS.has(keyError.code) ? <ErrorNotice error={keyError} /> : null}
      {keyError && !IN_THEIR_WORDS.has(keyError.code) ? (
        <InOwnWords error={keyError} what={`notHandedOver.${before}`} />
      ) : null}
    </>
  );
}

/** Not in the words of the code: of a full disk they say that nothing was saved, and here the patient is. */
function InOwnWords({
  error,
  what,
}: {
  error: ShownError;
  what: 'notNoted' | `notHandedOver.${CardDialogProps['before']}`;
}) {
  const { t } = useTranslation('cards');
  return (
    <ErrorNotice
      error={error}
      words={{ title: t(`${what}.title`), safe: t(`${what}.safe`), todo: t(`${what}.todo`) }}
    />
  );
}
