/**
 * `npm start`: a private chain, the registry, two hospitals with sample patients, and the application of one of them.
 * Without a display it tells the guided story instead, in the same application under a virtual one.
 */
import { startDemoNetwork } from '../demo-network/demo-network.ts';
import { demoFolder } from '../demo-network/folder.ts';
import { DEMO_PASSPHRASE, DEMO_PLANS } from '../demo-network/hospitals.ts';
import { openWindow } from './open-window.ts';
import { readOptions, type StartOptions, USAGE } from './options.ts';

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(USAGE);
    return 0;
  }
  let options: StartOptions;
  try {
    options = readOptions(args);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return 64;
  }
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    console.log('There is no display here, so the guided story runs on a virtual one.');
    const { tellStory } = await import('../demo/tell-story.ts');
    return tellStory();
  }
  return openDemo(options);
}

async function openDemo({ hospital, folder: root }: StartOptions): Promise<number> {
  const folder = demoFolder(root);
  const network = await startDemoNetwork(folder);
  const { name, users } = DEMO_PLANS[hospital];
  console.log(`${name}. Sign in as ${users.map((user) => user.login).join(', ')}; passphrase: ${DEMO_PASSPHRASE}`);
  try {
    return await openWindow(folder, hospital);
  } finally {
    await network.stop();
  }
}
