import { resolve } from 'node:path';
import { MessageChannel, Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type LinkConnection } from '../../../main/links/link.ts';
import { fromNodePort } from '../../../main/links/port.ts';
import { vaultLink } from '../../../main/links/vault-link.ts';
import { openTestVault, TEST_PASSPHRASE, type TestVault, testPolicy } from '../../fixtures/vault.ts';

let vault: TestVault;
let worker: Worker;
let link: LinkConnection<typeof vaultLink>;
const heard: string[] = [];

beforeAll(async () => {
  vault = await openTestVault();
  vault.drop();
  worker = new Worker(resolve(import.meta.dirname, '../../../main/vault/index.ts'));
  const { port1, port2 } = new MessageChannel();
  worker.postMessage({ kind: 'shell', port: port2 }, [port2]);
  link = connect(vaultLink, fromNodePort(port1));
  link.on('emitted', ({ event }) => void heard.push(event));
});
afterAll(async () => {
  link.close();
  await worker.terminate();
  vault.remove();
});

const credentials = { login: 'p.novak', passphrase: TEST_PASSPHRASE, deviceSecret: null, nativeBinding: null };

describe('[A9] the vault process, in plain Node', () => {
  it('answers session.locked before anybody has signed in', async () => {
    const refused = link.call.call({ method: 'audit.list', args: {}, files: [] });
    await expect(refused).rejects.toMatchObject({ code: 'session.locked' });
  });

  it('refuses a wrong passphrase and stays ready', async () => {
    const { profile } = vault;
    const refused = link.call.unlock({ ...credentials, profile, policy: testPolicy(), passphrase: 'wrong' });
    await expect(refused).rejects.toMatchObject({ code: 'session.wrongPassphrase' });
  });

  it('unlocks, answers calls and tells what changed', async () => {
    const { profile } = vault;
    const user = await link.call.unlock({ ...credentials, profile, policy: testPolicy() });
    expect(user).toMatchObject({ login: 'p.novak', role: 'privacyOfficer' });
    const answer = await link.call.call({ method: 'audit.verify', args: {}, files: [] });
    expect(answer).toMatchObject({ ok: true, value: { intact: true, firstBadSeq: null } });
    expect(heard).toContain('data.changed');
  });

  it('[R-31] parses and authorises again, whatever the shell did', async () => {
    const call = (method: string, args: unknown) => link.call.call({ method, args, files: [] });
    expect(await call('drafts.list', {})).toMatchObject({ ok: false, error: { code: 'session.forbidden' } });
    expect(await call('audit.list', { limit: 'all' })).toMatchObject({ error: { code: 'ipc.badArguments' } });
    expect(await call('audit.list', { planted: 1 })).toMatchObject({ error: { code: 'ipc.badArguments' } });
    expect(await call('session.lock', {})).toMatchObject({ error: { code: 'ipc.badArguments' } });
    expect(await call('audit.constructor', {})).toMatchObject({ error: { code: 'ipc.badArguments' } });
  });

  it('writes its last words when it is closed, and the audit is whole', async () => {
    await link.call.close({});
    await vault.reopen('p.novak');
    const lines = await vault.call('audit.list', { limit: 2 });
    expect(lines.map((line) => line.action)).toEqual(['signedIn', 'locked']);
    expect(await vault.call('audit.verify', {})).toMatchObject({ intact: true });
  });
});
