import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCard, openCard } from '../../../../main/vault/crypto/card.ts';
import { getCustodyRoot } from '../../../../main/vault/store/queries/patients.ts';
import { sql } from '../../../../main/vault/store/sql.ts';
import type { PatientCard, PatientView } from '../../../../preload/api/patients.ts';
import { aPerson } from '../../../fixtures/people.ts';
import { openTestVault, type TestVault } from '../../../fixtures/vault.ts';

const PIN = '482915';
const OTHER_PIN = '730164';

let vault: TestVault;

beforeAll(async () => {
  vault = await openTestVault();
});
afterAll(() => vault.remove());

async function register(given: string): Promise<PatientView['id']> {
  const { patient } = await vault.call('patients.register', { demographics: aPerson({ family: 'Holder', given }) });
  return patient.id;
}

const issue = (patientId: PatientView['id'], pin = PIN) => vault.call('patients.issueCard', { patientId, pin });
const handOver = (patientId: PatientView['id'], { label }: PatientCard) =>
  vault.call('patients.handOver', { patientId, label });
const identify = ({ code }: PatientCard, pin = PIN) => vault.call('patients.identify', { code, pin });
const rootOn = ({ code }: PatientCard, pin = PIN) => openCard(code, pin, vault.context.keys.cardSecret);

const keyOf = (patientId: PatientView['id']) =>
  vault.context.db.get<{ state: string; root: Uint8Array | null }>(
    sql`SELECT key_state AS state, custody_root AS root FROM patients WHERE id = ${patientId}`,
  );
const IN_CUSTODY = { state: 'custody', root: expect.any(Uint8Array) };
const HANDED_OVER = { state: 'card', root: null };

/** Every binary value of every table. */
function valuesOnDisk(): Buffer[] {
  const { db } = vault.context;
  const tables = db.all<{ name: string }>(
    sql`SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'`,
  );
  return tables.flatMap(({ name }) =>
    db
      .all<Record<string, unknown>>({ text: `SELECT * FROM "${name}"`, values: [] })
      .flatMap((row) => Object.values(row))
      .flatMap((value) => (value instanceof Uint8Array ? [Buffer.from(value)] : [])),
  );
}

/** What was done with the key, newest first. */
const actionsOf = async (patientId: PatientView['id']) =>
  (await vault.call('audit.whoLooked', { patientId })).map(({ action, subject }) => `${action} ${subject}`);

describe('[KEY5] a card that was made', () => {
  it('is of a key that lies nowhere else, and the one in custody stays there', async () => {
    const patientId = await register('One');
    const card = await issue(patientId);
    const root = await rootOn(card);
    expect(root).not.toEqual(new Uint8Array(keyOf(patientId)?.root ?? []));
    expect(keyOf(patientId)).toEqual(IN_CUSTODY);
    expect(await vault.call('patients.get', { patientId })).toMatchObject({ keyState: 'custody' });
    expect(valuesOnDisk().filter((value) => value.equals(root))).toEqual([]);
    expect(valuesOnDisk().filter((value) => value.equals(keyOf(patientId)?.root ?? root))).toHaveLength(1);
  });

  it('is lost with the screen, and can be made again: a kill before it is handed over takes nothing', async () => {
    const patientId = await register('Two');
    const lost = await issue(patientId);
    vault.drop();
    await vault.reopen();
    expect(keyOf(patientId)).toEqual(IN_CUSTODY);

    const card = await issue(patientId, OTHER_PIN);
    expect(card.label).not.toBe(lost.label);
    await handOver(patientId, card);
    expect(keyOf(patientId)).toEqual(HANDED_OVER);
    expect(await identify(card, OTHER_PIN)).toMatchObject({ patient: { id: patientId } });
  });

  it('is dead once another one is in hand, and whoever shows it is written down', async () => {
    const patientId = await register('Three');
    const [first, second] = [await issue(patientId), await issue(patientId, OTHER_PIN)];
    await handOver(patientId, second);
    await expect(identify(first)).rejects.toMatchObject({ code: 'card.replaced' });
    await expect(handOver(patientId, first)).rejects.toMatchObject({ code: 'card.replaced' });
    const { mrn } = await vault.call('patients.get', { patientId });
    expect(await actionsOf(patientId)).toContain(`cardRefused ${mrn}`);
    expect(await identify(second, OTHER_PIN)).toMatchObject({ patient: { id: patientId } });
  });

  it('is written down likewise when it is shown to register somebody, or to recover a key', async () => {
    const [patientId, other] = [await register('Three and a half'), await register('Three and three quarters')];
    await handOver(other, await issue(other));
    const [made, first] = [await issue(patientId), await issue(patientId)];
    await handOver(patientId, first);
    const replaced = { code: first.code, pin: PIN };
    const second = await vault.call('patients.replaceCard', {
      patientId,
      code: first.code,
      pinOrPhrase: PIN,
      pin: PIN,
    });
    await handOver(patientId, second);
    const { mrn } = await vault.call('patients.get', { patientId });
    const refusals = async () => (await actionsOf(patientId)).filter((action) => action === `cardRefused ${mrn}`);
    for (const [place, shown] of [replaced, { code: made.code, pin: PIN }].entries()) {
      const demographics = aPerson({ family: 'Newcomer' });
      await expect(vault.call('patients.register', { demographics, existingCard: shown })).rejects.toMatchObject({
        code: 'card.replaced',
      });
      expect(await refusals()).toHaveLength(2 * place + 1);
      const recovering = vault.call('patients.recoverKey', { patientId: other, ...shown, reason: 'Known on the ward' });
      await expect(recovering).rejects.toMatchObject({ code: 'card.replaced' });
      expect(await refusals()).toHaveLength(2 * place + 2);
    }
  });
});

describe('[KEY5] handing over', () => {
  it('takes the key out of custody, says so to the screens and to the audit, and ends the making of cards', async () => {
    const patientId = await register('Four');
    const { mrn } = await vault.call('patients.get', { patientId });
    const card = await issue(patientId);
    expect(await handOver(patientId, card)).toBeNull();
    expect(vault.events.at(-1)).toEqual({ event: 'data.changed', payload: { topics: ['patients', 'audit'] } });
    expect(keyOf(patientId)).toEqual(HANDED_OVER);
    expect(await vault.call('patients.get', { patientId })).toMatchObject({ keyState: 'card' });
    expect((await actionsOf(patientId)).slice(0, 3)).toEqual([
      `keyHandedOver ${mrn} · ${card.label}`,
      `cardIssued ${mrn} · ${card.label}`,
      `viewed ${mrn}`,
    ]);
    await expect(issue(patientId)).rejects.toMatchObject({ code: 'card.notInCustody' });
  });

  it('is done once, however often it is asked for', async () => {
    const patientId = await register('Five');
    const card = await issue(patientId);
    await Promise.all([handOver(patientId, card), handOver(patientId, card)]);
    await handOver(patientId, card);
    const handings = (await actionsOf(patientId)).filter((action) => action.startsWith('keyHandedOver'));
    expect(handings).toHaveLength(1);
  });

  it('takes only a card that was made for this patient: the key in custody may be the only one', async () => {
    const [patientId, other] = [await register('Six'), await register('Seven')];
    const foreign = await issue(other);
    await expect(handOver(patientId, foreign)).rejects.toMatchObject({ code: 'card.wrongPatient' });
    await issue(patientId);
    await expect(handOver(patientId, foreign)).rejects.toMatchObject({ code: 'card.wrongPatient' });
    expect(keyOf(patientId)).toEqual(IN_CUSTODY);
    expect(keyOf(other)).toEqual(IN_CUSTODY);
  });

  it('that fails leaves the key in custody, a card that opens, and the way open to try again', async () => {
    const patientId = await register('Eight');
    const card = await issue(patientId);
    vault.context.db.transaction((db) =>
      db.run(sql`
      CREATE TRIGGER planted BEFORE INSERT ON audit WHEN NEW.action = 'keyHandedOver'
      BEGIN SELECT RAISE(ABORT, 'planted failure'); END`),
    );
    await expect(handOver(patientId, card)).rejects.toThrow('planted failure');
    vault.drop();
    await vault.reopen();
    vault.context.db.transaction((db) => db.run(sql`DROP TRIGGER planted`));
    expect(keyOf(patientId)).toEqual(IN_CUSTODY);
    await handOver(patientId, card);
    expect(keyOf(patientId)).toEqual(HANDED_OVER);
    expect(await identify(card)).toMatchObject({ patient: { id: patientId } });
  });

  it('comes before a card that is still being made, which then is not made', async () => {
    const patientId = await register('Nine');
    const card = await issue(patientId);
    const another = issue(patientId, OTHER_PIN);
    await handOver(patientId, card);
    await expect(another).rejects.toMatchObject({ code: 'card.notInCustody' });
    expect((await actionsOf(patientId)).filter((action) => action.startsWith('cardIssued'))).toHaveLength(1);
  });
});

describe('[KEY5] a card that is presented with its PIN', () => {
  it('is in hand: the key leaves custody when its owner is identified', async () => {
    const patientId = await register('Ten');
    const { code } = await issue(patientId);
    await vault.reopen();
    await expect(vault.call('patients.identify', { code, pin: OTHER_PIN })).rejects.toMatchObject({
      code: 'card.wrongPin',
    });
    expect(keyOf(patientId)).toEqual(IN_CUSTODY);

    const known = await vault.call('patients.identify', { code, pin: PIN });
    expect(known).toMatchObject({ patient: { id: patientId } });
    expect(keyOf(patientId)).toEqual(HANDED_OVER);
    const { mrn } = await vault.call('patients.get', { patientId });
    expect((await actionsOf(patientId)).slice(1, 3)).toEqual([`cardPresented ${mrn}`, `keyHandedOver ${mrn}`]);
  });

  it('may be one of the key in custody itself, as they were made once: there is no other to change to', async () => {
    const patientId = await register('Ten and a half');
    const { db, keys, random } = vault.context;
    const custodyRoot = getCustodyRoot(db, patientId) ?? new Uint8Array();
    const { code } = await makeCard(custodyRoot, PIN, keys.cardSecret, random);
    expect(await vault.call('patients.identify', { code, pin: PIN })).toMatchObject({ patient: { id: patientId } });
    expect(keyOf(patientId)).toEqual(HANDED_OVER);
    expect(await vault.call('patients.identify', { code, pin: PIN })).toMatchObject({ patient: { id: patientId } });
  });

  it('is in hand wherever it is presented, and only its own owner is meant', async () => {
    const [patientId, other] = [await register('Eleven'), await register('Twelve')];
    const { code } = await issue(patientId);
    const card = { code, pin: PIN };
    await expect(vault.call('consent.findHospitals', { patientId: other, ...card })).rejects.toMatchObject({
      code: 'card.wrongPatient',
    });
    expect(keyOf(other)).toEqual(IN_CUSTODY);
    expect(await vault.call('consent.findHospitals', { patientId, ...card })).toEqual([]);
    expect(keyOf(patientId)).toEqual(HANDED_OVER);
  });
});
