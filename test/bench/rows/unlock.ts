import { argon2id, FLOOR_COST } from '../../../main/vault/crypto/passphrase-kdf.ts';
import { aPerson } from '../../fixtures/people.ts';
import { openTestVault } from '../../fixtures/vault.ts';
import { interleaved, type Row } from '../row.ts';

const RUNS = 9;

/** From the passphrase to the first answer of a search, in a process that waits without keys. */
export async function measure(): Promise<Row[]> {
  const vault = await openTestVault();
  await vault.call('patients.register', { demographics: aPerson({ family: 'Ibrahim' }) });
  const unlockAndSearch = async () => {
    vault.drop();
    await vault.reopen();
    await vault.call('patients.search', { text: 'ibr' });
  };
  const salt = new Uint8Array(16).fill(7);
  const { ours, floor } = await interleaved(RUNS, unlockAndSearch, async () => {
    await argon2id('correct horse battery staple', salt, FLOOR_COST);
  });
  vault.remove();
  return [
    {
      name: 'unlock until search answers',
      value: ours,
      unit: 'ms',
      floor,
      floorIs: 'one Argon2id call (64 MiB, t=3, p=1)',
      ratio: ours / floor,
      better: 'lower',
      boundOn: 'ratio',
      ship: 1.5,
      goal: 1.2,
      runs: RUNS,
    },
  ];
}
