import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCard, openCard } from '../../../../main/vault/crypto/card.ts';
import { categoryKey } from '../../../../main/vault/crypto/epoch.ts';
import { openKeyringAsHospital, openKeyringAsPatient } from '../../../../main/vault/crypto/keyring.ts';
import { keysById, openManifest } from '../../../../main/vault/crypto/manifest.ts';
import { newPatientRoot } from '../../../../main/vault/crypto/patient-root.ts';
import { identityAt } from '../../../../main/vault/operations/patient-identity.ts';
import { sql } from '../../../../main/vault/store/sql.ts';
import type { PatientView } from '../../../../preload/api/patients.ts';
import { registerWithCard } from '../../../fixtures/card-holder.ts';
import { aPerson } from '../../../fixtures/people.ts';
import { openTestVault, type TestVault } from '../../../fixtures/vault.ts';

const PIN = '482915';

let vault: TestVault;

beforeAll(async () => {
  vault = await openTestVault();
});
afterAll(() => vault.remove());

async function register(changes: Parameters<typeof aPerson>[0]): Promise<PatientView> {
  const answer = await vault.call('patients.register', { demographics: aPerson(changes) });
  return answer.patient;
}

const actionsOf = async (patientId: PatientView['id']) =>
  (await vault.call('audit.whoLooked', { patientId })).map((line) => line.action);

describe('[S01] registering without a network', () => {
  it('gives a permanent MRN of this workstation and is saved on this computer', async () => {
    const first = await register({ family: 'Ibrahim', given: 'Mariam' });
    const second = await register({ family: 'Novotny', given: 'Jan', sex: 'male' });
    expect(first.mrn).toBe('A7-000001');
    expect(second.mrn).toBe('A7-000002');
    expect(first).toMatchObject({ state: 'saved', keyState: 'custody', version: 1, registeredBy: 'Ana Silva' });
    await vault.reopen();
    expect(await vault.call('patients.get', { patientId: first.id })).toEqual(first);
  });

  it('[A6] leaves an operation, an audit entry and what the chain is owed, or nothing at all', async () => {
    const counts = () =>
      vault.context.db.get(sql`
        SELECT (SELECT count(*) FROM patients) AS patients, (SELECT count(*) FROM operations) AS operations,
          (SELECT count(*) FROM audit) AS audit, (SELECT count(*) FROM outbox) AS outbox,
          (SELECT count(*) FROM pending_blocks) AS blocks, (SELECT value FROM counters WHERE name = 'mrn') AS mrn`);
    const before = counts();
    await register({ family: 'Castellanos', given: 'Ines' });
    expect(counts()).toEqual(plus(before, { patients: 1, operations: 1, audit: 1, outbox: 2, blocks: 2, mrn: 1 }));

    const after = counts();
    vault.context.db.transaction((db) =>
      db.run(sql`
      CREATE TRIGGER planted BEFORE INSERT ON outbox BEGIN SELECT RAISE(ABORT, 'planted failure'); END`),
    );
    await expect(register({ family: 'Halvorsen', given: 'Odd' })).rejects.toThrow('planted failure');
    vault.context.db.transaction((db) => db.run(sql`DROP TRIGGER planted`));
    expect(counts()).toEqual(after);
  });

  it('takes less than 300 ms from Enter to disk', async () => {
    const times: number[] = [];
    for (const given of ['One', 'Two', 'Three', 'Four', 'Five']) {
      const startedAt = performance.now();
      await register({ family: 'Quickly', given: `${given} ${given}son` });
      times.push(performance.now() - startedAt);
    }
    expect(times.sort((a, b) => a - b)[2]).toBeLessThan(300);
  });
});

function plus(before: unknown, added: Record<string, number>): Record<string, number> {
  const numbers = before as Record<string, number>;
  return Object.fromEntries(Object.entries(added).map(([key, value]) => [key, (numbers[key] ?? 0) + value]));
}

describe('[S01] a card is made after the patient is saved', () => {
  const keyOf = (patientId: PatientView['id']) =>
    vault.context.db.get<{ state: string; root: Uint8Array | null }>(
      sql`SELECT key_state AS state, custody_root AS root FROM patients WHERE id = ${patientId}`,
    );

  it('the patient and the key in custody are in the database when registering answers', async () => {
    const patient = await register({ family: 'Saved', given: 'First' });
    expect(keyOf(patient.id)).toEqual({ state: 'custody', root: expect.any(Uint8Array) });
    expect(await actionsOf(patient.id)).toEqual(['registered']);
  });

  it('a kill before or while the card is made leaves the key in custody, and the card can still be made', async () => {
    const patient = await register({ family: 'Killed', given: 'Between' });
    const making = Promise.allSettled([vault.call('patients.issueCard', { patientId: patient.id, pin: PIN })]);
    vault.drop();
    const [killed] = await making;
    await vault.reopen();
    expect(killed.status).toBe('rejected');
    const kept = keyOf(patient.id);
    expect(kept).toEqual({ state: 'custody', root: expect.any(Uint8Array) });

    const { code } = await vault.call('patients.issueCard', { patientId: patient.id, pin: PIN });
    expect(await openCard(code, PIN, vault.context.keys.cardSecret)).not.toEqual(new Uint8Array(kept?.root ?? []));
    expect(keyOf(patient.id)).toEqual(kept);
    expect(await actionsOf(patient.id)).toEqual(['cardIssued', 'registered']);
  });
});

describe('[KEY4] [KEY6] the keys of a new patient', () => {
  it('the keyring opens for the patient and for the hospital, and the demographics record with it', async () => {
    const { patient, card } = await registerWithCard(vault, aPerson({ family: 'Okonkwo', given: 'Chidi' }), PIN);
    const { context } = vault;
    const root = await openCard(card.code, PIN, context.keys.cardSecret);
    const identity = identityAt(context, root, context.policy.hospital.id);
    const row = context.db.get<{ ref: string; keyring: string; pointer: string; custody: null }>(sql`
      SELECT ref, keyring, pointer, custody_root AS custody FROM patients
      JOIN epochs ON epochs.patient_id = patients.id
      JOIN record_versions ON record_versions.record_id = patients.record_id WHERE patients.id = ${patient.id}`);
    expect(row).toMatchObject({ ref: identity.ref, custody: null });
    const block = (digest = '') =>
      context.db.get<{ bytes: Uint8Array }>(sql`SELECT bytes FROM pending_blocks WHERE digest = ${digest}`)?.bytes ??
      new Uint8Array();
    const seal = { publicKey: identity.sealPublicKey, privateKey: identity.sealPrivateKey };
    const epoch = openKeyringAsHospital(block(row?.keyring), context.keys.hospitalSeal);
    expect(openKeyringAsPatient(block(row?.keyring), seal)).toEqual([epoch]);
    const manifest = openManifest(block(row?.pointer), keysById([categoryKey(epoch.key, 'demographics')]));
    expect(manifest).toMatchObject({ category: 'demographics', version: 1, author: 'Ana Silva' });
    expect(manifest?.resource).toContain('"family":"Okonkwo"');
  });

  it('the card says who its owner is, and nothing else', async () => {
    const { patient, card } = await registerWithCard(vault, aPerson({ family: 'Adeyemi', given: 'Baby' }), PIN);
    const known = await vault.call('patients.identify', { code: card.code, pin: PIN });
    expect(known).toMatchObject({ patient: { id: patient.id }, knownAt: [] });
    expect(await actionsOf(patient.id)).toEqual(['cardPresented', 'keyHandedOver', 'cardIssued', 'registered']);
  });

  it('a wrong PIN and a card of nobody here are told apart', async () => {
    const { code } = (await registerWithCard(vault, aPerson({ family: 'Lindqvist', given: 'Maja' }), PIN)).card;
    await expect(vault.call('patients.identify', { code, pin: '000000' })).rejects.toMatchObject({
      code: 'card.wrongPin',
    });
    const elsewhere = await openTestVault({ secrets: { ...SECRETS, workstationKey: new Uint8Array(32).fill(9) } });
    expect(await elsewhere.call('patients.identify', { code, pin: PIN })).toEqual({ patient: null, knownAt: [] });
    const there = await elsewhere.call('patients.register', {
      demographics: aPerson({ family: 'Lindqvist', given: 'Maja' }),
      existingCard: { code, pin: PIN },
    });
    expect(there).toMatchObject({ patient: { keyState: 'card' } });
    const twice = elsewhere.call('patients.register', {
      demographics: aPerson({ family: 'Somebody', given: 'Else' }),
      differentPersonReason: 'certain',
      existingCard: { code, pin: PIN },
    });
    await expect(twice).rejects.toMatchObject({
      code: 'patient.possibleMatch',
      details: { patientId: there.patient.id },
    });
    elsewhere.remove();
  });
});

const SECRETS = {
  workstationKey: new Uint8Array(32).fill(1),
  hospitalSealKey: new Uint8Array(32).fill(2),
  cardSecret: new Uint8Array(32).fill(3),
};

describe('[S02] somebody who may be registered already', () => {
  it('is asked about once, and the reason for going on is in the audit', async () => {
    const known = await register({ family: 'Ali', given: 'Mohamed', sex: 'male', birthDate: born('1984') });
    const typed = aPerson({ family: 'Aly', given: 'Mohammed', sex: 'male', birthDate: born('1984') });
    await expect(vault.call('patients.register', { demographics: typed })).rejects.toMatchObject({
      code: 'patient.possibleMatch',
      details: { patientId: known.id },
    });
    const answer = await vault.call('patients.register', {
      demographics: typed,
      differentPersonReason: 'his brother',
    });
    const [line] = await vault.call('audit.whoLooked', { patientId: answer.patient.id });
    expect(line).toMatchObject({
      action: 'registered',
      subject: `${answer.patient.mrn} · Mohammed Aly · his brother`,
    });
  });

  it.each([
    'without a card',
    'with a card of another hospital',
  ])('is also the same form sent twice at once, %s', async (how) => {
    const { keys, random } = vault.context;
    const existingCard =
      how === 'without a card'
        ? null
        : { code: (await makeCard(newPatientRoot(random), PIN, keys.cardSecret, random)).code, pin: PIN };
    const demographics = aPerson({
      family: existingCard ? 'Doubleday' : 'Twice',
      given: 'Enter',
      birthDate: born('1970-01-02'),
    });
    const send = () => vault.call('patients.register', { demographics, existingCard });
    const answers = await Promise.allSettled([send(), send()]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'patient.possibleMatch' },
    });
  });
});

const born = (value: string, estimated = false) => ({ value, estimated });

describe('[S03] an estimated birth date', () => {
  it('stays estimated, and is a partial date with its accuracy in FHIR', async () => {
    const patient = await register({ family: 'Estimated', given: 'Age', birthDate: born('1986', true) });
    expect(patient.birthDate).toEqual({ value: '1986', estimated: true });
    const row = vault.context.db.get<{ resource: string }>(sql`
      SELECT resource FROM record_versions JOIN patients ON patients.record_id = record_versions.record_id
      WHERE patients.id = ${patient.id}`);
    expect(JSON.parse(row?.resource ?? '')).toMatchObject({
      birthDate: '1986',
      _birthDate: { extension: [{ valueCoding: { code: 'UUE' } }] },
    });
  });
});

describe('[SYN4] editing', () => {
  it('makes a new version and finds the patient under the new name, not the old one', async () => {
    const patient = await register({ family: 'Beforehand', given: 'Zofia', phone: '555 100 200' });
    const edited = await vault.call('patients.edit', {
      patientId: patient.id,
      basedOnVersion: 1,
      demographics: aPerson({ family: 'Afterwards', given: 'Zofia', phone: '555 100 201' }),
    });
    expect(edited).toMatchObject({ version: 2, family: 'Afterwards', mrn: patient.mrn });
    const found = async (text: string) => (await vault.call('patients.search', { text })).map((hit) => hit.patient.id);
    expect(await found('Beforehand')).toEqual([]);
    expect(await found('Afterwards')).toEqual([patient.id]);
    expect(await actionsOf(patient.id)).toEqual(['edited', 'registered']);
  });

  it('refuses what is based on an older version, and says which one is there', async () => {
    const patient = await register({ family: 'Stale', given: 'Form' });
    const demographics = aPerson({ family: 'Stale', given: 'Forms' });
    await vault.call('patients.edit', { patientId: patient.id, basedOnVersion: 1, demographics });
    const late = vault.call('patients.edit', { patientId: patient.id, basedOnVersion: 1, demographics });
    await expect(late).rejects.toMatchObject({ code: 'patient.stale', details: { basedOnVersion: 1, version: 2 } });
  });
});

describe('looking', () => {
  it('[S18] is in the audit once in ten minutes for each person who looks', async () => {
    const patient = await register({ family: 'Watched', given: 'Often' });
    const look = () => vault.call('patients.get', { patientId: patient.id });
    await look();
    await look();
    vault.clock.advance(9 * 60_000);
    await look();
    expect(await actionsOf(patient.id)).toEqual(['viewed', 'registered']);
    vault.clock.advance(2 * 60_000);
    await look();
    await vault.reopen('r.okafor');
    await look();
    expect(await actionsOf(patient.id)).toEqual(['viewed', 'viewed', 'viewed', 'registered']);
    await vault.reopen('a.silva');
  });

  it('lists the patients used last first', async () => {
    vault.clock.advance(60_000);
    const [first, second] = [
      await register({ family: 'Aaa', given: 'One' }),
      await register({ family: 'Bbb', given: 'Two' }),
    ];
    vault.clock.advance(60_000);
    await vault.call('patients.edit', {
      patientId: first.id,
      basedOnVersion: 1,
      demographics: aPerson({ family: 'Aaa', given: 'Uno' }),
    });
    const recent = await vault.call('patients.recent', { limit: 2 });
    expect(recent.map((line) => line.patient.id)).toEqual([first.id, second.id]);
  });

  it('at somebody who is not there is patient.notFound', async () => {
    const patientId = '018f0000-0000-7000-8000-000000000000' as PatientView['id'];
    await expect(vault.call('patients.get', { patientId })).rejects.toMatchObject({ code: 'patient.notFound' });
  });
});
