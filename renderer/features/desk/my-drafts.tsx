import { ActionIcon } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftLine } from '../../../preload/api/drafts.ts';
import { query } from '../../api/queries.ts';
import { useRouter } from '../../router.tsx';
import type { Route } from '../../routes.ts';
import { Answered } from '../../ui/answered.tsx';
import { CardRow } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useFormat } from '../../ui/format.ts';
import { patientName } from '../../ui/patient-name.ts';
import styles from './desk.module.css';
import { DiscardDialog } from './discard-dialog.tsx';
import { useFocusBeside } from './use-focus-beside.ts';

/** Forms this person left unfinished; a draft opens where it was left. */
export function MyDrafts() {
  const { t } = useTranslation('desk');
  const { moment } = useFormat();
  const { go } = useRouter();
  const [discarding, setDiscarding] = useState<DraftLine | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const drafts = useQuery(query('drafts.list', {}));
  const noteAsked = useFocusBeside(list, drafts.data ?? [], discarding !== null);
  const titleOf = ({ title }: DraftLine) => (title === '' ? t('drafts.untitled') : title);
  const ask = (draft: DraftLine) => {
    noteAsked(draft.id);
    setDiscarding(draft);
  };
  return (
    <>
      <Answered query={drafts}>
        {(lines) =>
          lines.length === 0 ? (
            <EmptyState title={t('drafts.empty')} hint={t('drafts.emptyHint')} />
          ) : (
            <div ref={list}>
              {lines.map((draft) => (
                <div key={draft.id} className={styles.draft}>
                  <CardRow
                    main={titleOf(draft)}
                    second={[t(`drafts.kinds.${draft.kind}`), draft.patient && patientName(draft.patient)]
                      .filter(Boolean)
                      .join(' · ')}
                    end={moment(draft.savedAt)}
                    onOpen={() => go(routeOf(draft))}
                  />
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t('drafts.discard', { title: titleOf(draft) })}
                    onClick={() => ask(draft)}
                  >
                    <IconTrash size={16} aria-hidden />
                  </ActionIcon>
                </div>
              ))}
            </div>
          )
        }
      </Answered>
      {discarding ? (
        <DiscardDialog draftId={discarding.id} title={titleOf(discarding)} onClose={() => setDiscarding(null)} />
      ) : null}
    </>
  );
}

function routeOf({ id, kind, patient }: DraftLine): Route {
  if (kind === 'record' && patient) return { name: 'recordEntry', patientId: patient.id, draftId: id };
  if (kind === 'edit' && patient) return { name: 'edit', patientId: patient.id, draftId: id };
  return { name: 'register', draftId: id };
}
