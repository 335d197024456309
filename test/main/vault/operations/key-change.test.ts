import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newPatientRoot } from '../../../../main/vault/crypto/patient-root.ts';
import { signKeyChange } from '../../../../main/vault/operations/key-change.ts';
import { enqueue, type OutboxIntent } from '../../../../main/vault/operations/outbox-entry.ts';
import {
  findHospitalsOf,
  identityAt,
  keysAt,
  refuseReplacedElsewhere,
} from '../../../../main/vault/operations/patient-identity.ts';
import { currentKeyOf } from '../../../../main/vault/operations/patient-keys.ts';
import { nextNonce } from '../../../../main/vault/operations/patient-numbers.ts';
import { signQueued } from '../../../../main/vault/operations/signing.ts';
import { deleteChainLogsFrom } from '../../../../main/vault/store/queries/chain-logs.ts';
import { markKeyChangeUrgent } from '../../../../main/vault/store/queries/key-changes.ts';
import type { OutboxKind } from '../../../../main/vault/store/queries/outbox.ts';
import { listOutbox, markOutboxFailed, markOutboxMined } from '../../../../main/vault/store/queries/outbox-sending.ts';
import { listOpenTransactions } from '../../../../main/vault/store/queries/transactions.ts';
import { HospitalId, type PatientRef } from '../../../../preload/api/ids.ts';
import { noteHospital, noteNewKey, noteRegistered } from '../../../fixtures/noted-log.ts';
import { testDigest } from '../../../fixtures/registry-chain.ts';
import { seededRandom } from '../../../fixtures/seeded-random.ts';
import { openTestVault, TEST_START, TEST_USERS, type TestVault } from '../../../fixtures/vault.ts';

const OTHER = HospitalId.parse(2);
const replaced = expect.objectContaining({ code: 'card.replaced' });
const ambiguous = expect.objectContaining({ code: 'card.ambiguous', details: { hospitalId: OTHER } });

describe('[KEY9] the key of a patient', () => {
  let vault: TestVault;
  const random = seededRandom('key changes');
  const [first, second, third] = [newPatientRoot(random), newPatientRoot(random), newPatientRoot(random)];

  beforeEach(async () => {
    vault = await openTestVault({ users: [TEST_USERS[0]] });
    noteHospital(vault, OTHER);
  });
  afterEach(() => vault.remove());

  const at = (root: Uint8Array, hospitalId = OTHER) => identityAt(vault.context, root, hospitalId);
  const keyOf = (root: Uint8Array, hospitalId = OTHER) => keysAt(vault.context, root, hospitalId).key;

  /** The old root signs at this desk that the new one counts. */
  function change(from: Uint8Array, to: Uint8Array, hospitalId = OTHER): void {
    const { context } = vault;
    context.db.transaction((db) => {
      const args = signKeyChange(context, db, at(from, hospitalId), keyOf(to, hospitalId));
      enqueue(context, db, { kind: 'keyChange', patientId: null, title: '', intent: { kind: 'keyChange', args } });
    });
  }

  const statement = (kind: 'grant' | 'revocation', patient: PatientRef, nonce: number): OutboxIntent => ({
    kind: 'revokeAccess',
    args: { revocation: { patient, nonce }, signature: `0x${(kind === 'grant' ? '1b' : '1c').repeat(65)}` },
  });
  function say(kind: 'grant' | 'revocation', patient: PatientRef, nonce: number): void {
    const lane = kind === 'grant' ? 1 : 0;
    const entry = { lane, kind, patientId: null, title: '', intent: statement(kind, patient, nonce) } as const;
    vault.context.db.transaction((db) => enqueue(vault.context, db, entry));
  }

  /** Signs what may be signed and says what that was. */
  function leaving(): OutboxKind[] {
    const before = new Set(inState('signed').map(({ id }) => id));
    signQueued(vault.context, { chainCount: 0, isCaughtUp: true, areBlocksStored: true });
    return inState('signed')
      .filter(({ id }) => !before.has(id))
      .map(({ kind }) => kind)
      .toReversed();
  }
  const inState = (state: string) => listOutbox(vault.context.db, 100).filter((row) => row.state === state);
  const mineAll = () =>
    vault.context.db.transaction((db) => {
      for (const { hash } of listOpenTransactions(db)) markOutboxMined(db, hash, 5, TEST_START);
    });

  describe('through the log', () => {
    it('is the first one until another took its place, and the pseudonym stays', () => {
      noteRegistered(vault, keyOf(first), OTHER);
      expect(at(first).ref).toBe(keyOf(first));
      noteNewKey(vault, keyOf(first), keyOf(second));
      expect(at(second)).toMatchObject({ ref: keyOf(first), key: keyOf(second) });
      expect(() => at(first)).toThrow(replaced);
      noteNewKey(vault, keyOf(first), keyOf(third), 'PatientKeyRecovered');
      expect(at(third)).toMatchObject({ ref: keyOf(first), key: keyOf(third) });
      for (const root of [first, second]) expect(() => at(root)).toThrow(replaced);
    });

    it('says when the card was replaced', () => {
      noteRegistered(vault, keyOf(first), OTHER);
      noteNewKey(vault, keyOf(first), keyOf(second), 'PatientKeyRotated', 1_781_000_000);
      noteNewKey(vault, keyOf(first), keyOf(third), 'PatientKeyRotated', 1_782_000_000);
      const whenReplaced = (root: Uint8Array) => {
        try {
          at(root);
        } catch (error) {
          return error;
        }
      };
      expect(whenReplaced(first)).toMatchObject({ details: { at: 1_781_000_000_000 } });
      expect(whenReplaced(second)).toMatchObject({ details: { at: 1_782_000_000_000 } });
    });

    it('[SYN7] counts again when a reorganisation takes the change away', () => {
      noteRegistered(vault, keyOf(first), OTHER);
      const block = noteNewKey(vault, keyOf(first), keyOf(second));
      vault.context.db.transaction((db) => deleteChainLogsFrom(db, block));
      expect(at(first).ref).toBe(keyOf(first));
      expect(at(second).ref).toBe(keyOf(second));
    });

    it('is nobody else’s because they name as theirs what somebody was registered with', () => {
      noteRegistered(vault, keyOf(first), OTHER);
      noteNewKey(vault, keyOf(first), keyOf(second));
      const thief = newPatientRoot(random);
      noteRegistered(vault, keyOf(thief), OTHER);
      noteRegistered(vault, keyOf(third), OTHER);
      noteNewKey(vault, keyOf(thief), keyOf(third));
      expect(at(third).ref).toBe(keyOf(third));
      noteNewKey(vault, keyOf(thief), keyOf(first));
      expect(() => at(first)).toThrow(replaced);
    });

    it.each(['before', 'after'])('is nobody’s while somebody else named it as theirs %s its owner did', (when) => {
      const thief = newPatientRoot(random);
      for (const root of [first, thief]) noteRegistered(vault, keyOf(root), OTHER);
      for (const root of when === 'before' ? [thief, first] : [first, thief]) {
        noteNewKey(vault, keyOf(root), keyOf(second));
      }
      expect(() => at(second)).toThrow(ambiguous);
      expect(findHospitalsOf(vault.context, second)).toEqual([]);
      expect(() => refuseReplacedElsewhere(vault.context, second)).not.toThrow();
      noteNewKey(vault, keyOf(thief), keyOf(third));
      expect(() => at(second)).toThrow(ambiguous);
      expect(() => refuseReplacedElsewhere(vault.context, second)).toThrow(ambiguous);
    });

    it('is known only at the hospital it is of', () => {
      noteRegistered(vault, keyOf(first), OTHER);
      expect(findHospitalsOf(vault.context, first)).toEqual([{ hospitalId: OTHER, ref: keyOf(first) }]);
      noteNewKey(vault, keyOf(first), keyOf(second));
      expect(findHospitalsOf(vault.context, first)).toEqual([]);
      expect(findHospitalsOf(vault.context, second)).toEqual([{ hospitalId: OTHER, ref: keyOf(first) }]);
      expect(at(first, vault.context.policy.hospital.id).ref).toBe(keyOf(first, vault.context.policy.hospital.id));
    });
  });

  describe('signed here', () => {
    beforeEach(() => noteRegistered(vault, keyOf(first), OTHER));

    it('[A4] counts at once, also one after the other, before the chain has any of it', () => {
      change(first, second);
      change(second, third);
      expect(at(third).ref).toBe(keyOf(first));
      for (const root of [first, second]) expect(() => at(root)).toThrow(replaced);
      expect(currentKeyOf(vault.context.db, keyOf(first))).toBe(keyOf(third));
    });

    it('is whose it was signed to be here, whoever names it as theirs', () => {
      const thief = newPatientRoot(random);
      noteRegistered(vault, keyOf(thief), OTHER);
      change(first, second);
      noteNewKey(vault, keyOf(thief), keyOf(second));
      noteNewKey(vault, keyOf(first), keyOf(second));
      expect(at(second).ref).toBe(keyOf(first));
    });

    it('counts for nothing once the log shows that somebody else’s came first', () => {
      change(first, second);
      noteNewKey(vault, keyOf(first), keyOf(third));
      expect(at(third).ref).toBe(keyOf(first));
      expect(() => at(second)).toThrow(replaced);
    });

    it('takes the next number of the one sequence, and is followed by the next', () => {
      say('revocation', keyOf(first), 0);
      change(first, second);
      expect(inState('queued').map(({ intent }) => JSON.parse(intent).args.rotation?.nonce)).toContain(1);
      expect(nextNonce(vault.context.db, keyOf(first))).toBe(2);
    });

    it('takes the number of what was signed before it and failed', () => {
      say('grant', keyOf(first), 0);
      change(first, second);
      const [grant] = inState('queued').filter(({ kind }) => kind === 'grant');
      vault.context.db.transaction((db) => grant && markOutboxFailed(db, grant.id, '{}', TEST_START));
      expect(leaving()).toEqual(['keyChange']);
      const [sent] = inState('signed');
      expect(JSON.parse(sent?.intent ?? '{}').args.rotation.nonce).toBe(0);
    });

    it('leaves after what the old key signed and before what the new one signs, also when that is urgent', () => {
      say('grant', keyOf(first), 0);
      change(first, second);
      say('revocation', keyOf(first), 0);
      say('grant', keyOf(first), 2);
      expect(leaving()).toEqual(['grant']);
      expect(leaving()).toEqual([]);
      mineAll();
      expect(leaving()).toEqual(['keyChange']);
      expect(leaving()).toEqual([]);
      mineAll();
      expect(leaving()).toEqual(['revocation']);
      expect(leaving()).toEqual(['grant']);
    });

    it('holds up nobody else, and nothing that is no statement of the patient', () => {
      const neighbour = keyOf(third);
      noteRegistered(vault, neighbour, OTHER);
      say('grant', keyOf(first), 0);
      change(first, second);
      say('revocation', neighbour, 0);
      const intent = {
        kind: 'rotateEpoch',
        args: { patient: keyOf(first), epoch: 2, keyring: testDigest(1) },
      } as const;
      vault.context.db.transaction((db) =>
        enqueue(vault.context, db, { kind: 'keyring', patientId: null, title: '', intent }),
      );
      expect(leaving().sort()).toEqual(['grant', 'keyring', 'revocation']);
    });

    it('that was refused keeps back what the new key signed', () => {
      change(first, second);
      say('grant', keyOf(first), 1);
      const [row] = inState('queued').filter(({ kind }) => kind === 'keyChange');
      vault.context.db.transaction((db) => row && markOutboxFailed(db, row.id, '{}', TEST_START));
      expect(leaving()).toEqual([]);
    });

    it('[R-36] waits for the others of its interval, unless something else waits for it', () => {
      vault.context.policy.chain.publishEveryMinutes = 60;
      change(first, second);
      expect(leaving()).toEqual([]);
      vault.context.db.transaction((db) => markKeyChangeUrgent(db, keyOf(first)));
      expect(leaving()).toEqual(['keyChange']);
    });
  });

  it('waits for the registration', () => {
    change(first, second);
    expect(leaving()).toEqual([]);
    noteRegistered(vault, keyOf(first), OTHER);
    expect(leaving()).toEqual(['keyChange']);
  });
});
