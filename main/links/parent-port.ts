import { type MessagePort as NodePort, parentPort as workerPort } from 'node:worker_threads';
import { type ElectronPort, fromElectronPort, fromNodePort, type LinkPort } from './port.ts';
import { Hello } from './vault-link.ts';

/** Electron gives a utility process this object; in a plain Node worker it is absent. */
interface ElectronParentPort {
  on(event: 'message', listener: (event: { data: unknown; ports: ElectronPort[] }) => void): unknown;
}

/**
 * Hears from the process or thread that started this one: each hello brings the port of one link. In Electron the
 * port travels beside the message, in a Node worker inside it, as `{ ...hello, port }`.
 */
export function onHello(listener: (kind: 'shell' | 'peer', port: LinkPort) => void): void {
  const electron: unknown = Reflect.get(process, 'parentPort');
  if (electron) {
    // Safe: documented by Electron for every utility process; https://www.electronjs.org/docs/latest/api/parent-port
    (electron as ElectronParentPort).on('message', ({ data, ports }) => {
      const [port] = ports;
      if (port) listener(Hello.parse(data).kind, fromElectronPort(port));
    });
    return;
  }
  workerPort?.on('message', ({ port, ...hello }: { port: NodePort }) => {
    listener(Hello.parse(hello).kind, fromNodePort(port));
  });
}
