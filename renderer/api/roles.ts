import { methodNamed } from '../../preload/api/contract.ts';
import type { Role } from '../../preload/api/roles.ts';
import type { CallName } from './client.ts';

/**
 * Whether this role may call the method, read from the contract itself. It only decides what is shown: the
 * router and the vault refuse on their own.
 */
export function mayCall(role: Role, name: CallName): boolean {
  const roles = methodNamed(name)?.roles;
  return roles === null || roles === undefined || roles.includes(role);
}
