import { Button, TextInput } from '@mantine/core';
import { IconSearch, IconUserPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { query } from '../../api/queries.ts';
import { SHORTCUTS } from '../../keyboard/shortcuts.ts';
import { ACCEPTS_SCAN } from '../../keyboard/use-scanner.ts';
import { useRouter } from '../../router.tsx';
import { Answered } from '../../ui/answered.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Page } from '../../ui/page.tsx';
import { PatientTable } from './patient-table.tsx';

const RECENT_ROWS = 100;
const FOUND_ROWS = 50;

/** The patients of this hospital: those last worked with, or those the filter finds. */
export function Patients() {
  const { t } = useTranslation('patients');
  const { go } = useRouter();
  const [text, setText] = useState('');
  const isFiltering = text.trim() !== '';
  const recent = useQuery({ ...query('patients.recent', { limit: RECENT_ROWS }), enabled: !isFiltering });
  const found = useQuery({
    ...query('patients.search', { text: text.trim(), limit: FOUND_ROWS }),
    enabled: isFiltering,
    placeholderData: keepPreviousData,
  });
  return (
    <Page
      title={t('list.title')}
      subtitle={isFiltering ? undefined : t('list.subtitle')}
      actions={
        <>
          <TextInput
            {...ACCEPTS_SCAN}
            aria-label={t('list.filter')}
            placeholder={t('list.filter')}
            leftSection={<IconSearch size={16} aria-hidden />}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Button
            leftSection={<IconUserPlus size={18} aria-hidden />}
            rightSection={<Kbd keys={SHORTCUTS.register.keys} onAccent />}
            onClick={() => go({ name: 'register', ...(isFiltering && { typed: text.trim() }) })}
          >
            {t('list.register')}
          </Button>
        </>
      }
    >
      <Card>
        {isFiltering ? (
          <Answered query={found}>
            {(list) =>
              list.length === 0 ? (
                <EmptyState title={t('list.nobody', { text })} hint={t('list.nobodyHint')} />
              ) : (
                <PatientTable rows={list.map(({ patient }) => ({ patient, state: null, lastActivityAt: null }))} />
              )
            }
          </Answered>
        ) : (
          <Answered query={recent}>
            {(list) =>
              list.length === 0 ? (
                <EmptyState title={t('list.empty')} hint={t('list.emptyHint')} />
              ) : (
                <PatientTable rows={list} />
              )
            }
          </Answered>
        )}
      </Card>
    </Page>
  );
}
