import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { NetworkPolicy } from '../../../main/links/policy.ts';
import { hkdf } from '../../../main/vault/crypto/digest.ts';
import type { Random } from '../../../main/vault/crypto/sodium.ts';
import { sealKeyPair } from '../../../main/vault/crypto/sodium.ts';
import { chainKeyOf, deriveMasterKeys } from '../../../main/vault/crypto/workstation-keys.ts';
import { absentSync } from '../../../main/vault/operations/absent-sync.ts';
import { createChainTime } from '../../../main/vault/operations/chain-time.ts';
import { followFrom, storeStep } from '../../../main/vault/operations/inbox.ts';
import { applyReports } from '../../../main/vault/operations/parcels.ts';
import { signQueued } from '../../../main/vault/operations/signing.ts';
import type { VaultContext } from '../../../main/vault/services/context.ts';
import { openDatabase } from '../../../main/vault/store/open-database.ts';
import { listOutbox } from '../../../main/vault/store/queries/outbox-sending.ts';
import { listOpenTransactions } from '../../../main/vault/store/queries/transactions.ts';
import { AppError } from '../../../preload/api/errors.ts';
import { UserId } from '../../../preload/api/ids.ts';
import type { Ledger } from './ledger.ts';

export interface WorkstationOptions {
  readonly folder: string;
  readonly policy: NetworkPolicy;
  /** secp256k1, enrolled in the registry. */
  readonly workstationKey: Uint8Array;
  readonly hospitalSealKey: Uint8Array;
  readonly random: Random;
  readonly now: () => number;
}

/** A real vault, open, without a process around it: its keys are given instead of unwrapped. */
export function openWorkstation(options: WorkstationOptions): VaultContext {
  const { folder, policy, workstationKey, hospitalSealKey, random, now } = options;
  mkdirSync(folder, { recursive: true });
  const masterKeys = deriveMasterKeys(hkdf(workstationKey, 'linkage/master'));
  const path = join(folder, 'vault.db');
  return {
    profile: folder,
    db: openDatabase({ path, key: masterKeys.databaseKey, nativeBinding: null, create: true }),
    keys: {
      ...masterKeys,
      workstation: chainKeyOf(workstationKey),
      hospitalSeal: sealKeyPair(hospitalSealKey),
      cardSecret: new Uint8Array(32).fill(3),
    },
    policy,
    user: { id: UserId.parse('00000000-0000-7000-8000-000000000001'), login: 'a', name: 'Ana Silva', role: 'clerk' },
    now,
    random,
    net: () => null,
    sync: {
      ...absentSync(now()),
      time: createChainTime({ blockTimeMs: 0, seenAtMs: now(), elapsedMs: 0 }, now(), now),
    },
    emit: () => undefined,
    onBug: (error) => {
      throw error;
    },
    files: new Map(),
  };
}

/** Reads the log to its end. */
export function catchUp(context: VaultContext, ledger: Ledger): void {
  const { address } = context.keys.workstation;
  const step = ledger.stepAfter(followFrom(context).fromBlock - 1, address);
  if (step) storeStep(context, step);
}

/**
 * Two desks that learn of each other's consents too late give them the same number: the second is refused, as in life,
 * and its reader has to ask again. Nothing else may be.
 */
function settleRefusedConsents(context: VaultContext, ledger: Ledger): void {
  const refused = listOpenTransactions(context.db).map(({ hash }) => hash);
  const consents = listOutbox(context.db, refused.length)
    .filter(({ transactionHash }) => transactionHash !== null && refused.includes(transactionHash))
    .filter(({ kind }) => kind === 'grant');
  if (consents.length < refused.length) throw new Error('the registry refused a transaction');
  const error = new AppError('chain.reverted', 'Refused', { details: { error: 'SignatureNonceMismatch' } }).toView();
  applyReports(
    context,
    refused.map((hash) => ({ hash, state: 'failed', blockNumber: ledger.lastBlock(), blockHash: null, error })),
  );
}

/** Sends what may leave by now, as the sender's turns do: sign, into a block, read the log, until nothing is left. */
export async function sendDue(context: VaultContext, ledger: Ledger, sent: Map<string, number>): Promise<void> {
  const { address } = context.keys.workstation;
  catchUp(context, ledger);
  for (;;) {
    const chainCount = sent.get(address) ?? 0;
    if (signQueued(context, { chainCount, isCaughtUp: true, areBlocksStored: true }) === 0) return;
    const raw = listOpenTransactions(context.db).map((transaction) => transaction.raw);
    await ledger.publish(address, raw, context.now());
    sent.set(address, chainCount + raw.length);
    catchUp(context, ledger);
    settleRefusedConsents(context, ledger);
  }
}
