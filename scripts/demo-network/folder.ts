import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** The two hospitals every demo network has. */
export const DEMO_HOSPITALS = ['a', 'b'] as const;
export type DemoHospital = (typeof DEMO_HOSPITALS)[number];

/** Where a demo network keeps everything: delete the folder and it never was. */
export interface DemoFolder {
  readonly root: string;
  readonly chainState: string;
  readonly network: string;
  readonly profile: (hospital: DemoHospital) => string;
}

export function demoFolder(root: string): DemoFolder {
  mkdirSync(join(root, 'chain'), { recursive: true });
  return {
    root,
    chainState: join(root, 'chain', 'state.json'),
    network: join(root, 'demo-network.json'),
    profile: (hospital) => join(root, `hospital-${hospital}`),
  };
}

/** A TCP port nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
