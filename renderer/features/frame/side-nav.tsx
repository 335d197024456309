import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { query } from '../../api/queries.ts';
import { mayCall } from '../../api/roles.ts';
import { useRouter } from '../../router.tsx';
import { useSessionStatus, useUser } from '../../session.ts';
import { classNames } from '../../ui/class-names.ts';
import { SECTIONS, type Section } from './sections.ts';
import styles from './side-nav.module.css';

/** The sections this person's role has, and where one is: hospital, workstation, version. */
export function SideNav() {
  const { t } = useTranslation('frame');
  const status = useSessionStatus();
  const sections = useSections();
  const { route, go } = useRouter();
  const counts = useCounts();

  return (
    <nav className={styles.nav} aria-label={t('nav.label')} data-region="nav">
      <ul className={styles.list}>
        {sections.map(({ name, Icon, holds }) => {
          const isCurrent = holds.includes(route.name);
          const count = counts[name] ?? 0;
          return (
            <li key={name}>
              <button
                type="button"
                className={classNames(styles.item, isCurrent && styles.current)}
                aria-current={isCurrent ? 'page' : undefined}
                onClick={() => go({ name })}
              >
                <Icon aria-hidden />
                {t(`nav.${name}`)}
                {count > 0 ? <span className={styles.count}>{count}</span> : null}
              </button>
            </li>
          );
        })}
      </ul>
      <p className={styles.place}>
        {status?.hospital?.name}
        <br />
        {t('nav.workstation', { workstation: status?.workstation ?? '', version: status?.version ?? '' })}
      </p>
    </nav>
  );
}

export function useSections(): readonly Section[] {
  const { role } = useUser();
  return SECTIONS.filter((section) => mayCall(role, section.needs));
}

/** What waits for somebody, per section. */
function useCounts(): Partial<Record<Section['name'], number>> {
  const { role } = useUser();
  const drafts = useQuery({ ...query('drafts.list', {}), enabled: mayCall(role, 'drafts.list') });
  const requests = useQuery({ ...query('consent.requests', {}), enabled: mayCall(role, 'consent.requests') });
  const sync = useQuery(query('sync.status', {}));
  return {
    desk: drafts.data?.length,
    requests: requests.data?.filter((one) => one.direction === 'incoming' && one.state === 'pending').length,
    sync: sync.data && sync.data.waiting + sync.data.sent + sync.data.attention,
  };
}
