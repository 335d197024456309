import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPerson } from '../../../fixtures/people.ts';
import { openTestVault, TEST_PASSPHRASE, type TestVault } from '../../../fixtures/vault.ts';

let vault: TestVault;

beforeAll(async () => {
  vault = await openTestVault({
    users: [
      { login: 'a.silva', name: 'Ana Silva', role: 'clerk', passphrase: TEST_PASSPHRASE },
      { login: 'b.costa', name: 'Bruno Costa', role: 'clerk', passphrase: TEST_PASSPHRASE },
    ],
  });
});
afterAll(() => vault.remove());

const half = (text: string) => ({ draftId: null, kind: 'register' as const, patientId: null, title: 'Ibrahim', text });

describe('[S04] drafts', () => {
  it('survive a process that was killed, to the last field', async () => {
    const { id } = await vault.call('drafts.save', half('{"family":"Ibr"}'));
    await vault.call('drafts.save', { ...half('{"family":"Ibrahim"}'), draftId: id });
    vault.drop();
    await vault.reopen();
    expect(await vault.call('drafts.get', { draftId: id })).toMatchObject({
      text: '{"family":"Ibrahim"}',
      patient: null,
    });
    expect(await vault.call('drafts.list', {})).toHaveLength(1);
  });

  it('are never seen, read, changed or discarded by another user', async () => {
    const { id } = await vault.call('drafts.save', half('mine'));
    await vault.reopen('b.costa');
    expect(await vault.call('drafts.list', {})).toEqual([]);
    await expect(vault.call('drafts.get', { draftId: id })).rejects.toMatchObject({ code: 'draft.notFound' });
    const overwrite = vault.call('drafts.save', { ...half('theirs'), draftId: id });
    await expect(overwrite).rejects.toMatchObject({ code: 'draft.notFound' });
    await vault.call('drafts.discard', { draftId: id });
    await vault.reopen('a.silva');
    expect(await vault.call('drafts.get', { draftId: id })).toMatchObject({ text: 'mine' });
  });

  it('are gone with what they became, in the same transaction', async () => {
    const { id } = await vault.call('drafts.save', half('{}'));
    await vault.call('patients.register', { demographics: aPerson(), draftId: id });
    await expect(vault.call('drafts.get', { draftId: id })).rejects.toMatchObject({ code: 'draft.notFound' });
  });

  it('name the patient they are about', async () => {
    const { patient } = await vault.call('patients.register', {
      demographics: aPerson({ family: 'Costa', given: 'Rui' }),
    });
    const { id } = await vault.call('drafts.save', { ...half('{}'), kind: 'record', patientId: patient.id });
    const lines = await vault.call('drafts.list', {});
    expect(lines.find((line) => line.id === id)?.patient).toEqual({
      id: patient.id,
      mrn: patient.mrn,
      family: 'Costa',
      given: 'Rui',
    });
  });
});
