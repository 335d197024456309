import { ActionIcon, Menu } from '@mantine/core';
import { IconDotsVertical, IconId, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientView } from '../../../preload/api/patients.ts';
import { useRouter } from '../../router.tsx';
import { useSlots } from '../../slots.ts';
import { MenuItems } from '../../ui/menu-items.tsx';

/** What a clerk does to the patient rather than to the record. */
export function MoreActions({ patient }: { patient: PatientView }) {
  const { t } = useTranslation('chart');
  const { go } = useRouter();
  const { IssueCard } = useSlots();
  const [isIssuing, setIsIssuing] = useState(false);
  return (
    <>
      <Menu position="bottom-end" withinPortal returnFocus>
        <Menu.Target>
          <ActionIcon variant="default" size={34} aria-label={t('actions.more')}>
            <IconDotsVertical size={18} />
          </ActionIcon>
        </Menu.Target>
        <MenuItems>
          <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => go({ name: 'edit', patientId: patient.id })}>
            {t('actions.edit')}
          </Menu.Item>
          {patient.keyState === 'custody' ? (
            <Menu.Item leftSection={<IconId size={16} />} onClick={() => setIsIssuing(true)}>
              {t('actions.issueCard')}
            </Menu.Item>
          ) : null}
        </MenuItems>
      </Menu>
      {isIssuing ? <IssueCard patientId={patient.id} onClose={() => setIsIssuing(false)} /> : null}
    </>
  );
}
