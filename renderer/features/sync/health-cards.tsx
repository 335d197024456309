import { IconBuildingHospital, IconDatabase, IconPlugConnected } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ErrorView } from '../../../preload/api/errors.ts';
import type { SyncStatus } from '../../../preload/api/sync.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { useFormat } from '../../ui/format.ts';
import styles from './sync.module.css';
import { useNow } from './use-now.ts';

/** What can be reached and what there is room for, each as last seen. */
export function HealthCards({ status }: { status: SyncStatus }) {
  return (
    <div className={styles.health}>
      <Registry chain={status.chain} />
      <Hospitals peers={status.peers} />
      <Disk disk={status.disk} />
    </div>
  );
}

function Registry({ chain }: { chain: SyncStatus['chain'] }) {
  const { t } = useTranslation('sync');
  const { moment, number } = useFormat();
  const nowMs = useNow();
  const seconds = chain.nextTryAt === null ? null : Math.max(0, Math.ceil((chain.nextTryAt - nowMs) / 1000));
  return (
    <Health
      Icon={IconPlugConnected}
      title={t('chain.title')}
      tone={chain.state === 'ok' ? 'green' : chain.state === 'starting' ? 'blue' : 'amber'}
      badge={t(`chain.${chain.state}`, { since: moment(chain.since) })}
    >
      {chain.state === 'ok' ? (
        <p>{t('chain.block', { block: chain.blockNumber === null ? '–' : number(chain.blockNumber) })}</p>
      ) : chain.error ? (
        <Advice error={chain.error} />
      ) : (
        <p>{t('chain.safe')}</p>
      )}
      {seconds === null ? null : <p>{t('chain.nextTry', { seconds })}</p>}
    </Health>
  );
}

const PEERS_TONE: Record<SyncStatus['peers']['state'], Tone> = {
  ok: 'green',
  none: 'amber',
  portTaken: 'red',
  starting: 'blue',
  unavailable: 'red',
};

function Hospitals({ peers }: { peers: SyncStatus['peers'] }) {
  const { t } = useTranslation('sync');
  const { moment } = useFormat();
  return (
    <Health
      Icon={IconBuildingHospital}
      title={t('peers.title')}
      tone={PEERS_TONE[peers.state]}
      badge={t(`peers.${peers.state}`, { connected: peers.connected, known: peers.known })}
    >
      {peers.error ? <Advice error={peers.error} /> : <p>{t('peers.since', { since: moment(peers.since) })}</p>}
    </Health>
  );
}

function Disk({ disk }: { disk: SyncStatus['disk'] }) {
  const { t } = useTranslation('sync');
  const { bytes } = useFormat();
  const tone = { ok: 'green', low: 'amber', full: 'red' } as const;
  return (
    <Health
      Icon={IconDatabase}
      title={t('disk.title')}
      tone={tone[disk.state]}
      badge={t('disk.free', { size: bytes(disk.freeBytes) })}
    >
      <p>{t(`disk.${disk.state}`)}</p>
    </Health>
  );
}

/** What is safe and what to do; the badge above says what happened. */
function Advice({ error }: { error: ErrorView }) {
  const { t } = useTranslation('errors');
  return (
    <>
      <p>{t(`${error.code}.safe`)}</p>
      <p>{t(`${error.code}.todo`)}</p>
    </>
  );
}

function Health(props: { Icon: typeof IconDatabase; title: string; tone: Tone; badge: string; children: ReactNode }) {
  return (
    <section className={styles.healthCard} aria-label={props.title}>
      <h2 className={styles.healthTitle}>
        <props.Icon aria-hidden />
        {props.title}
      </h2>
      <Badge tone={props.tone}>{props.badge}</Badge>
      <div className={styles.healthNote}>{props.children}</div>
    </section>
  );
}
