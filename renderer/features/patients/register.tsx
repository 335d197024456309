import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChartInstead } from '../../chart-instead.tsx';
import { SHORTCUTS } from '../../keyboard/shortcuts.ts';
import { useRouter } from '../../router.tsx';
import type { RouteOf, ScreenProps } from '../../routes.ts';
import { useSlots } from '../../slots.ts';
import { Card } from '../../ui/card.tsx';
import { DraftBadge } from '../../ui/draft-badge.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Page } from '../../ui/page.tsx';
import { StatePill } from '../../ui/state-pill.tsx';
import { DraftStart } from './draft-start.tsx';
import { KeyCardFields } from './key-card-fields.tsx';
import { MatchesBelow } from './matches-below.tsx';
import { NoCardDialog } from './no-card-dialog.tsx';
import { PatientFields } from './patient-fields.tsx';
import styles from './patient-form.module.css';
import { EMPTY_FORM, type PatientDraft } from './patient-form.ts';
import { POSSIBLE_MATCHES_ID, PossibleMatches } from './possible-matches.tsx';
import { ReasonDialog } from './reason-dialog.tsx';
import { readTypedPerson } from './typed-person.ts';
import { useRegistration } from './use-registration.ts';

/** Registers a patient: paper order, possible matches beside the form, a card at the end. */
export function Register({ route }: ScreenProps<'register'>) {
  // As it was opened: a form that is saved stays on screen behind its card. Left with it, the card is made from the chart.
  const [saved] = useState(route.saved);
  if (saved) return <ChartInstead patientId={saved} />;
  return (
    <DraftStart draftId={route.draftId}>{(start) => <RegisterForm route={route} storedDraft={start} />}</DraftStart>
  );
}

function startOf(typed: string | undefined): PatientDraft {
  const form = typed ? readTypedPerson(typed, Date.now()) : EMPTY_FORM;
  return { form, focus: 'family', basedOnVersion: null };
}

function RegisterForm({ route, storedDraft }: { route: RouteOf<'register'>; storedDraft: PatientDraft | null }) {
  const { t } = useTranslation('patients');
  const { CardDialog } = useSlots();
  const { back } = useRouter();
  const [start] = useState(() => storedDraft ?? startOf(route.typed));
  const registration = useRegistration(route, start);
  const { state, matches, key, saved } = registration;

  return (
    <Page
      title={t('register.title')}
      status={saved ? <StatePill state={saved.state} /> : <DraftBadge status={state.draft.status} />}
      actions={
        <>
          <Button variant="default" rightSection={<Kbd keys={SHORTCUTS.back.keys} />} onClick={back}>
            {t('cancel')}
          </Button>
          <Button
            leftSection={<IconCheck size={18} aria-hidden />}
            rightSection={<Kbd keys={SHORTCUTS.save.keys} onAccent />}
            loading={registration.isSaving}
            onClick={registration.save}
          >
            {t(key.state.choice === 'newCard' ? 'register.saveAndPrint' : 'register.save')}
          </Button>
        </>
      }
    >
      {registration.error ? <ErrorNotice error={registration.error} /> : null}
      <div className={styles.columns}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: catches the keys of the fields inside, which are interactive */}
        <div onKeyDown={registration.onFieldKey}>
          <Card padded>
            <PatientFields state={state} atNames={<MatchesBelow count={matches.list.length} />} />
            <KeyCardFields state={key.state} problem={key.problem} refusals={key.refusals} onChange={key.set} />
          </Card>
        </div>
        <div id={POSSIBLE_MATCHES_ID}>
          <PossibleMatches matches={matches} onOpen={registration.openMatch} />
        </div>
      </div>
      {registration.isAskingReason ? (
        <ReasonDialog
          match={matches.marked}
          isSaving={registration.isSaving}
          onClose={registration.stopAsking}
          onReason={registration.saveAsAnother}
        />
      ) : null}
      {saved && !registration.cardError ? (
        <CardDialog card={registration.card} patientId={saved.id} before="custody" onClose={registration.openSaved} />
      ) : null}
      {registration.cardError ? <NoCardDialog error={registration.cardError} onClose={registration.openSaved} /> : null}
    </Page>
  );
}
