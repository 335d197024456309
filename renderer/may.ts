import type { CallName } from './api/client.ts';
import { mayCall } from './api/roles.ts';
import { useUser } from './session.ts';

/** Whether the signed-in person may call the method, to leave out what would be refused. */
export function useMay(name: CallName): boolean {
  return mayCall(useUser().role, name);
}
