import { IconEyeOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { NotShown } from '../../../preload/api/records.ts';
import { classNames } from '../../ui/class-names.ts';
import { useFormat } from '../../ui/format.ts';
import { TextButton } from '../../ui/text-button.tsx';
import { byHospital, canAsk } from './not-shown.ts';
import styles from './not-shown-bar.module.css';

/** Names what exists but is not on the screen, by hospital and reason: missing items are never hidden. */
export function NotShownBar(props: { items: readonly NotShown[]; onAsk: () => void; className?: string | undefined }) {
  const { t } = useTranslation('chart');
  if (props.items.length === 0) return null;
  return (
    <section className={classNames(styles.bar, props.className)} aria-label={t('notShown.title')}>
      <IconEyeOff aria-hidden size={17} className={styles.icon} />
      <strong className={styles.title}>{t('notShown.title')}</strong>
      <ul className={styles.hospitals}>
        {byHospital(props.items).map(({ name, items }) => (
          <li key={name}>
            {name}:{' '}
            {items.map((item, index) => (
              <span key={item.reason}>
                {index > 0 ? ' · ' : null}
                <Reason item={item} />
              </span>
            ))}
          </li>
        ))}
      </ul>
      {canAsk(props.items) ? <TextButton onClick={props.onAsk}>{t('notShown.ask')}</TextButton> : null}
    </section>
  );
}

function Reason({ item }: { item: NotShown }) {
  const { t } = useTranslation(['chart', 'ui']);
  const format = useFormat();
  const categories = item.categories.map((category) => t(`ui:category.${category}`)).join(', ');
  const when = item.at === null ? '' : item.reason === 'notArrived' ? format.moment(item.at) : format.date(item.at);
  return t(`chart:notShown.reason.${item.reason}`, {
    count: item.count ?? -1,
    categories,
    when,
    hasWhen: when === '' ? 'no' : 'yes',
  });
}
