import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callService } from '../../../../main/vault/services/call.ts';
import { serviceNamed } from '../../../../main/vault/services/handlers.ts';
import { methodNamed, methodNames } from '../../../../preload/api/contract.ts';
import { ROLES } from '../../../../preload/api/roles.ts';
import { openTestVault, TEST_USERS, type TestVault } from '../../../fixtures/vault.ts';

let vault: TestVault;

beforeAll(async () => {
  vault = await openTestVault();
});
afterAll(() => vault.remove());

const ofVault = methodNames().filter((name) => methodNamed(name)?.home === 'vault');
const ofShell = methodNames().filter((name) => methodNamed(name)?.home === 'shell');

async function codeOf(method: string, args: unknown): Promise<string> {
  const bugs: unknown[] = [];
  const answer = await callService(vault.context, { method, args, files: [] }, (bug) => void bugs.push(bug));
  expect(bugs).toEqual([]);
  return answer.ok ? 'ok' : answer.error.code;
}

describe('[R-31] every method whose home is the vault', () => {
  it('has a service', () => {
    expect(ofVault.length).toBeGreaterThan(25);
    for (const name of ofVault) expect(serviceNamed(name)).toBeTypeOf('function');
  });

  it.each(ofVault)('%s refuses a key it does not name, a wrong type and nothing at all', async (name) => {
    expect(await codeOf(name, { planted: true })).toBe('ipc.badArguments');
    expect(await codeOf(name, 'text')).toBe('ipc.badArguments');
    expect(await codeOf(name, undefined)).toBe('ipc.badArguments');
  });

  it.each(ofShell)('%s is not answered here', async (name) => {
    expect(await codeOf(name, {})).toBe('ipc.badArguments');
  });

  it.each([
    '__proto__.polluted',
    'constructor.constructor',
    'patients.__proto__',
    'patients',
    '',
  ])('the name %j is nothing', async (name) => expect(await codeOf(name, {})).toBe('ipc.badArguments'));
});

describe('[SECURITY 3] roles', () => {
  it('there is a user of every role to try with', () => {
    expect(TEST_USERS.map((user) => user.role).sort()).toEqual([...ROLES].sort());
  });

  it.each(TEST_USERS)('$role may call exactly what the contract allows', async ({ login, role }) => {
    await vault.reopen(login);
    for (const name of ofVault) {
      // Arguments that no schema accepts show that parsing comes first; so a call is tried with the empty object, which
      // the methods without arguments accept.
      if (!methodNamed(name)?.args.safeParse({}).success) continue;
      const code = await codeOf(name, {});
      const isAllowed = methodNamed(name)?.roles?.includes(role) ?? true;
      expect({ name, forbidden: code === 'session.forbidden' }).toEqual({ name, forbidden: !isAllowed });
    }
  });
});

describe('[A2] results', () => {
  it('leave the vault only in the shape the contract names: a column too many is a bug, not an answer', async () => {
    const leaking = { ...vault.context, user: { ...vault.context.user, role: 'privacyOfficer' as const } };
    const bugs: unknown[] = [];
    const policy = { ...leaking.policy, hospital: { ...leaking.policy.hospital, name: 42 as unknown as string } };
    const call = { method: 'audit.list', args: {}, files: [] };
    const answer = await callService({ ...leaking, policy }, call, (bug) => void bugs.push(bug));
    expect(answer).toMatchObject({ ok: false, error: { code: 'internal.bug' } });
    expect(bugs).toHaveLength(1);
  });
});
