import { ActionIcon, Menu } from '@mantine/core';
import { IconDotsVertical, IconHomeShield, IconHourglass, IconId, IconPencil, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientView } from '../../../preload/api/patients.ts';
import { useMay } from '../../may.ts';
import { useRouter } from '../../router.tsx';
import { useSlots } from '../../slots.ts';
import { MenuItems } from '../../ui/menu-items.tsx';

const ICONS = {
  issueCard: IconId,
  recoveryCard: IconHomeShield,
  replaceCard: IconRefresh,
  recoverKey: IconHourglass,
} as const;
type CardAction = keyof typeof ICONS;

/** What can be done about the patient's key: a first card, one for the day it is lost, another in its place. */
function useCardActions({ keyState }: PatientView): readonly CardAction[] {
  const mayRecover = useMay('patients.recoverKey');
  if (keyState === 'custody') return ['issueCard'];
  return mayRecover ? ['recoveryCard', 'replaceCard', 'recoverKey'] : ['recoveryCard', 'replaceCard'];
}

/** What a clerk does to the patient rather than to the record. */
export function MoreActions({ patient }: { patient: PatientView }) {
  const { t } = useTranslation('chart');
  const { go } = useRouter();
  const [open, setOpen] = useState<CardAction | null>(null);
  const cardActions = useCardActions(patient);
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
  const slots = useSlots();
  const Dialog = {
    issueCard: slots.IssueCard,
    recoveryCard: slots.RecoveryCard,
    replaceCard: slots.ReplaceCard,
    recoverKey: slots.RecoverKey,
  }[props.action];
  return <Dialog patientId={props.patientId} onClose={props.onClose} />;
}
