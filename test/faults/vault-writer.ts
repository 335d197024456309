/**
 * Run by vault-kill.test.ts in a process of its own: opens the profile, saves without pause and says on standard output
 * what was acknowledged, until it is killed. `--mutant` says it before it is true.
 */
import { writeSync } from 'node:fs';
import { readySodium, systemRandom } from '../../main/vault/crypto/sodium.ts';
import { absentSync } from '../../main/vault/operations/absent-sync.ts';
import { callService } from '../../main/vault/services/call.ts';
import { unlock } from '../../main/vault/services/session.ts';
import { aPerson } from '../fixtures/people.ts';
import { TEST_PASSPHRASE, testPolicy } from '../fixtures/vault.ts';

const [profile = '', run = '', mode] = process.argv.slice(2);

function fail(error: unknown): never {
  throw error;
}

await readySodium();
const request = { profile, policy: testPolicy(), login: 'a.silva', passphrase: TEST_PASSPHRASE };
const context = await unlock(
  { ...request, deviceSecret: null, nativeBinding: null },
  {
    now: Date.now,
    random: systemRandom,
    net: () => null,
    emit: () => undefined,
    onBug: fail,
    startSync: () => absentSync(Date.now()),
  },
);

writeSync(1, 'open\n');
for (let count = 0; ; count++) {
  const family = `R${run}N${count}`;
  if (mode === '--mutant') writeSync(1, `${family}\n`);
  const args = { demographics: aPerson({ family, given: '' }), differentPersonReason: 'a test' };
  const answer = await callService(context, { method: 'patients.register', args, files: [] }, fail);
  if (!answer.ok) fail(answer.error);
  if (mode !== '--mutant') writeSync(1, `${family}\n`);
}
