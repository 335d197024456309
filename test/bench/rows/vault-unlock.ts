import { argon2id, FLOOR_COST, KDF_SALT_BYTES } from '../../../main/vault/crypto/passphrase-kdf.ts';
import { Sync } from '../../../main/vault/operations/sync.ts';
import { openTestVault, TEST_PASSPHRASE, TEST_USERS } from '../../fixtures/vault.ts';
import { fillWithPatients } from '../many-patients.ts';
import { interleaved, type Row } from '../row.ts';

const RUNS = 15;
const PATIENTS = 2_000;

/** From the passphrase to the first answer of the search, as the vault process does it after a lock: its modules are loaded. */
export async function measure(): Promise<Row[]> {
  const vault = await openTestVault({
    users: [TEST_USERS[0]],
    surroundings: { startSync: (offline) => new Sync(offline) },
  });
  fillWithPatients(vault.context.db, PATIENTS);
  const times = await interleaved(
    RUNS,
    async () => {
      await vault.reopen();
      const found = await vault.call('patients.search', { text: 'ibra' });
      if (found.length === 0) throw new Error('the search found nobody');
    },
    async () => {
      await argon2id(TEST_PASSPHRASE, new Uint8Array(KDF_SALT_BYTES), FLOOR_COST);
    },
    () => {
      vault.context.sync.stop();
      vault.drop();
    },
  );
  vault.context.sync.stop();
  vault.remove();
  return [
    {
      name: 'unlock until the search answers',
      value: times.ours,
      unit: 'ms',
      floor: times.floor,
      floorIs: 'one Argon2id call (64 MiB, 3 passes, 1 lane)',
      ratio: times.ours / times.floor,
      better: 'lower',
      boundOn: 'ratio',
      ship: 1.5,
      goal: 1.2,
      runs: RUNS,
    },
  ];
}
