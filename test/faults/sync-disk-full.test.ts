import { execFileSync } from 'node:child_process';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newUuid } from '../../main/vault/operations/new-id.ts';
import { FileId } from '../../preload/api/ids.ts';
import { anvilMissing } from '../fixtures/anvil.ts';
import { giveAccess, type SharedPatient, shareAPatient } from '../fixtures/shared-patient.ts';
import { eventually, startTwoHospitals, type TwoHospitals } from '../fixtures/two-hospitals.ts';

const canMount = process.platform === 'linux' && process.getuid?.() === 0;

describe.skipIf(anvilMissing || !canMount)(
  '[R-04] a full disk under the block store (skipped where a small disk cannot be mounted: root on Linux only)',
  () => {
    let world: TwoHospitals;
    let patient: SharedPatient;
    let disk: string;

    beforeEach(async () => {
      world = await startTwoHospitals();
      patient = await shareAPatient(world);
      await world.a.offline();
      disk = join(world.a.vault.profile, 'net');
      const copy = `${disk}-copy`;
      cpSync(disk, copy, { recursive: true });
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk]);
      cpSync(copy, disk, { recursive: true });
      rmSync(copy, { recursive: true });
      await world.a.online();
    });
    afterEach(async () => {
      await world.a.offline();
      // Lazily: a test that failed may have left a file open.
      execFileSync('umount', ['-l', disk]);
      await world.stop();
    });

    /** A PDF as far as its first bytes go, larger than the disk. */
    async function saveLargeDocument() {
      const { a } = world;
      const path = join(a.vault.profile, 'scan.pdf');
      const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(4 * 1024 * 1024, 7)]);
      writeFileSync(path, bytes);
      const fileId = FileId.parse(newUuid(a.vault.context));
      const file = { fileId, path, name: 'scan.pdf', sizeBytes: bytes.length, mediaType: 'application/pdf' };
      await a.call(
        'records.save',
        {
          patientId: patient.atA,
          entry: { type: 'DocumentReference', title: 'Scan', at: '2026-05-12T08:00:00Z', fileId },
        },
        [file],
      );
    }

    it('[SYN8] holds up what names a block, says so, lets a revocation through, and goes on when there is space', async () => {
      const { a, b } = world;
      const grant = await giveAccess(world, patient, ['document']);
      await b.allConfirmed();
      await saveLargeDocument();
      await eventually(async () => {
        expect(await a.call('sync.status', {})).toMatchObject({ disk: { state: 'full' }, waiting: 1, attention: 0 });
      });
      await a.call('consent.revoke', { patientId: patient.atA, grantId: grant.id, ...patient.card });
      await eventually(async () => {
        const { notShown } = await b.call('records.chart', { patientId: patient.atB });
        expect(notShown).toMatchObject([{ reason: 'revoked' }]);
      });
      expect(await a.call('sync.status', {})).toMatchObject({ disk: { state: 'full' }, waiting: 1 });
      execFileSync('mount', ['-o', 'remount,size=64m', disk]);
      await a.allConfirmed();
      expect((await a.call('sync.status', {})).disk.state).not.toBe('full');
    });
  },
);
