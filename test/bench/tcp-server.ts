import { createServer } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';

/** A worker that sends so many bytes to whoever connects: the floor of every transfer between two programs. */
const payload = new Uint8Array(Number(workerData)).fill(7);
const server = createServer((socket) => socket.end(payload));
server.listen(0, '127.0.0.1', () => parentPort?.postMessage(server.address()));
