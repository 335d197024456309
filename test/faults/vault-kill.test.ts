import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../main/vault/store/sql.ts';
import { seededRandom } from '../fixtures/seeded-random.ts';
import { openTestVault, type TestVault } from '../fixtures/vault.ts';

const WRITER = resolve(import.meta.dirname, 'vault-writer.ts');
const RUNS = Number(process.env.VAULT_KILLS ?? 4);
const random = seededRandom('kills');

let vault: TestVault;

beforeAll(async () => {
  vault = await openTestVault();
  vault.drop();
});
afterAll(() => vault.remove());

/** Names the writer was told were saved before it was killed, somewhere among its first `most` saves. */
async function writeUntilKilled(run: number, most: number, ...flags: string[]): Promise<string[]> {
  const writer = spawn(process.execPath, [WRITER, vault.profile, String(run), ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  const [byte = 0] = random(1);
  const wanted = 1 + (byte % most);
  writer.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    if (output.split('\n').length - 2 >= wanted) writer.kill('SIGKILL');
  });
  await once(writer, 'close');
  return output.split('\n').slice(1, -1);
}

/** Names found in the database after a restart, and what the audit and the outbox say of them. */
async function readBack() {
  await vault.reopen('p.novak');
  const { db } = vault.context;
  const families = db.all<{ family: string }>(sql`SELECT family FROM patients`).map((row) => row.family);
  const integrity = db.get(sql`PRAGMA integrity_check`);
  const sums = db.get(sql`
    SELECT (SELECT count(*) FROM audit WHERE action = 'registered') AS audited,
      (SELECT count(*) FROM outbox WHERE kind = 'registration') AS registrations,
      (SELECT count(*) FROM outbox WHERE kind = 'demographics') AS records,
      (SELECT count(DISTINCT mrn) FROM patients) AS numbers,
      (SELECT count(*) FROM patients WHERE key_state = 'custody' AND length(custody_root) = 32) AS keys`);
  const verdict = await vault.call('audit.verify', {});
  vault.drop();
  return { families, integrity, sums, verdict };
}

describe('[R-01] kill -9 while saving', () => {
  it(
    `loses and doubles nothing that was acknowledged, in ${RUNS} runs`,
    async () => {
      const acknowledged: string[] = [];
      for (let run = 0; run < RUNS; run++) {
        acknowledged.push(...(await writeUntilKilled(run, 25)));
        const { families, integrity, sums, verdict } = await readBack();
        expect(families).toEqual(expect.arrayContaining(acknowledged));
        expect(new Set(families).size).toBe(families.length);
        expect(integrity).toEqual({ integrity_check: 'ok' });
        const all = families.length;
        expect(sums).toEqual({ audited: all, registrations: all, records: all, numbers: all, keys: all });
        expect(verdict).toMatchObject({ intact: true });
      }
      expect(acknowledged.length).toBeGreaterThanOrEqual(RUNS);
    },
    60_000 + RUNS * 10_000,
  );

  it('would notice a writer that acknowledges too early', async () => {
    const claimed = await writeUntilKilled(9999, 10, '--mutant');
    const { families } = await readBack();
    expect(families).not.toEqual(expect.arrayContaining(claimed));
  });
});
