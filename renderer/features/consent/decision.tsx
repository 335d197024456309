import { Button } from '@mantine/core';
import { IconCalendarClock, IconCheck, IconCircleCheck, IconCircleX, IconShieldHeart } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Category } from '../../../preload/api/categories.ts';
import type { ApprovalView } from '../../../preload/api/consent.ts';
import { useCall } from '../../api/queries.ts';
import { classNames } from '../../ui/class-names.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useFormat } from '../../ui/format.ts';
import styles from './approval.module.css';
import { CardAndPin, isComplete, NO_CARD, type PresentedCard } from './card-and-pin.tsx';
import { Allowed, AlreadyAnswered, Refused } from './decision-result.tsx';

/** Who asks, for what, why and until when: what is on screen is what the patient signs, and nothing else. */
export function Decision({ view, onDone }: { view: ApprovalView; onDone: () => void }) {
  const [shown] = useState(view);
  const [card, setCard] = useState(NO_CARD);
  const approve = useCall('consent.approve');
  const refuse = useCall('consent.refuse');
  if (approve.data) return <Allowed grant={approve.data} patientId={shown.request.patient.id} onDone={onDone} />;
  if (refuse.data) return <Refused hospital={shown.request.from.name} onDone={onDone} />;
  if (shown.request.state !== 'pending') return <AlreadyAnswered onDone={onDone} />;
  const { id: requestId } = shown.request;
  return (
    <Question
      view={shown}
      isBusy={approve.isPending || refuse.isPending}
      error={approve.error ?? refuse.error}
      card={card}
      onCard={setCard}
      onYes={() => approve.mutate({ requestId, ...card }, { onError: () => setCard({ ...card, pin: '' }) })}
      onNo={() => refuse.mutate({ requestId })}
    />
  );
}

function Question(props: {
  view: ApprovalView;
  isBusy: boolean;
  error: ReturnType<typeof useCall<'consent.approve'>>['error'];
  card: PresentedCard;
  onCard: (card: PresentedCard) => void;
  onYes: () => void;
  onNo: () => void;
}) {
  const { card } = props;
  const { request, willSee, willNotSee, expiresAt } = props.view;
  const { t } = useTranslation('consent');
  const format = useFormat();
  const until = format.longDate(expiresAt);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isComplete(card) && !props.isBusy) props.onYes();
  };
  return (
    <form onSubmit={submit} className={styles.decision}>
      <p className={styles.kicker}>
        <IconShieldHeart aria-hidden size={22} /> {t('approval.yours')}
      </p>
      <h1 className={styles.title}>{t('approval.title', { hospital: request.from.name })}</h1>
      <p className={styles.why}>
        {t('approval.why', {
          purpose: request.purpose,
          by: request.requestedBy,
          at: format.moment(request.askedAt),
        })}
      </p>
      <div className={styles.lists}>
        <Categories title={t('approval.willSee')} categories={willSee} sees />
        <Categories title={t('approval.willNotSee')} categories={willNotSee} />
      </div>
      <p className={styles.until}>
        <IconCalendarClock aria-hidden size={22} />
        <span>
          <strong>{t('approval.until', { date: until })}</strong> {t('approval.untilHint', { days: request.days })}
        </span>
      </p>
      <CardAndPin value={card} onChange={props.onCard} large />
      {props.error ? <ErrorNotice error={props.error} /> : null}
      <div className={styles.buttons}>
        <Button size="lg" variant="default" disabled={props.isBusy} onClick={props.onNo}>
          {t('approval.no')}
        </Button>
        <Button
          size="lg"
          type="submit"
          leftSection={<IconCheck aria-hidden size={20} />}
          disabled={!isComplete(card)}
          loading={props.isBusy}
        >
          {t('approval.yes', { date: until })}
        </Button>
      </div>
    </form>
  );
}

function Categories({ title, categories, sees }: { title: string; categories: readonly Category[]; sees?: boolean }) {
  const { t } = useTranslation('ui');
  const Icon = sees ? IconCircleCheck : IconCircleX;
  const isLong = categories.length > 6;
  return (
    <section className={classNames(sees ? styles.sees : styles.seesNot, isLong && styles.dense)}>
      <h2>{title}</h2>
      <ul>
        {categories.map((category) => (
          <li key={category}>
            <Icon aria-hidden size={20} />
            {t(`category.${category}`)}
          </li>
        ))}
      </ul>
    </section>
  );
}
