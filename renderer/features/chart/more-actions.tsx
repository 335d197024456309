import { ActionIcon, Menu } from '@mantine/core';
import { IconDotsVertical, IconHomeShield, IconId, IconPencil, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientView } from '../../../preload/api/patients.ts';
import { useRouter } from '../../router.tsx';
import { useSlots } from '../../slots.ts';
import { MenuItems } from '../../ui/menu-items.tsx';

/** What is done with the patient's key: a first card, one for the day it is lost, another in its place. */
const WITH_CARD = ['recoveryCard', 'replaceCard'] as const;
type CardAction = 'issueCard' | (typeof WITH_CARD)[number];

const ICONS = { issueCard: IconId, recoveryCard: IconHomeShield, replaceCard: IconRefresh } as const;

/** What a clerk does to the patient rather than to the record. */
export function MoreActions({ patient }: { patient: PatientView }) {
  const { t } = useTranslation('chart');
  const { go } = useRouter();
  const [open, setOpen] = useState<CardAction | null>(null);
  const cardActions: readonly CardAction[] = patient.keyState === 'custody' ? ['issueCard'] : WITH_CARD;
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
          {cardActions.map((action) => {
            const Icon = ICONS[action];
            return (
              <Menu.Item key={action} leftSection={<Icon size={16} />} onClick={() => setOpen(action)}>
                {t(`actions.${action}`)}
              </Menu.Item>
            );
          })}
        </MenuItems>
      </Menu>
      {open ? <OpenDialog action={open} patientId={patient.id} onClose={() => setOpen(null)} /> : null}
    </>
  );
}

function OpenDialog(props: { action: CardAction; patientId: PatientView['id']; onClose: () => void }) {
  const { IssueCard, RecoveryCard, ReplaceCard } = useSlots();
  const Dialog = { issueCard: IssueCard, recoveryCard: RecoveryCard, replaceCard: ReplaceCard }[props.action];
  return <Dialog patientId={props.patientId} onClose={props.onClose} />;
}
