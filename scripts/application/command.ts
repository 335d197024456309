import { checkoutDirectory } from '../electron-runtime/checkout.ts';
import { ensureElectronRuntime } from '../electron-runtime/ensure.ts';
import { ensureBuilt } from './ensure-built.ts';

/** How the application is started from this checkout. */
export interface ApplicationCommand {
  readonly executable: string;
  readonly args: readonly string[];
  /** To be added to the environment of this process. */
  readonly env: Readonly<Record<string, string>>;
}

/** Obtains the runtime, builds what is stale, and says how to start the application on a profile. */
export async function applicationCommand(profile: string, demo: string | undefined): Promise<ApplicationCommand> {
  const runtime = await ensureElectronRuntime();
  await ensureBuilt();
  const switches = [`--profile=${profile}`, ...(demo === undefined ? [] : [`--demo=${demo}`])];
  return {
    executable: runtime.executable,
    args: [...runtime.args, checkoutDirectory, ...switches],
    env: runtime.nativeBinding === null ? {} : { WARDKEEP_SQLITE_BINDING: runtime.nativeBinding },
  };
}
