import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** Requests of the X protocol, version 11, as bytes on the wire; lengths count units of four bytes. */
const GET_IMAGE = 73;
const Z_PIXMAP = 2;
const ALL_PLANES = 0xff_ff_ff_ff;
const HEAD_BYTES = 32;
/** Offset of the first screen's root window in the answer to the greeting, behind vendor name and pixmap formats. */
const ROOT_AFTER = 40;

/**
 * What is on an X display, as somebody in front of it sees it. Nothing in the observed application takes part, so every
 * application is measured alike.
 */
export class Screen {
  readonly #socket: Socket;
  readonly #root: number;

  private constructor(socket: Socket, root: number) {
    this.#socket = socket;
    this.#root = root;
  }

  /** @param display such as `:99`, on this computer and without access control */
  static async open(display: string): Promise<Screen> {
    const socket = connect(`/tmp/.X11-unix/X${display.replace(/^:/, '').replace(/\.\d+$/, '')}`);
    await once(socket, 'connect');
    const greeting = Buffer.alloc(12);
    greeting.write('l', 'latin1');
    greeting.writeUInt16LE(11, 2);
    socket.write(greeting);
    const head = await read(socket, 8);
    if (head[0] !== 1) throw new Error(`the display ${display} refused the connection`);
    const setup = await read(socket, head.readUInt16LE(6) * 4);
    const vendorBytes = Math.ceil(setup.readUInt16LE(16) / 4) * 4;
    const formatBytes = (setup[21] ?? 0) * 8;
    return new Screen(socket, setup.readUInt32LE(ROOT_AFTER - 8 + vendorBytes + formatBytes));
  }

  /** Whether a pixel of the colour (0xRRGGBB) is in a column of the screen, 1 px wide. */
  async columnShows(x: number, height: number, colour: number): Promise<boolean> {
    const request = Buffer.alloc(20);
    request.writeUInt8(GET_IMAGE, 0);
    request.writeUInt8(Z_PIXMAP, 1);
    request.writeUInt16LE(request.length / 4, 2);
    request.writeUInt32LE(this.#root, 4);
    request.writeInt16LE(x, 8);
    request.writeUInt16LE(1, 12);
    request.writeUInt16LE(height, 14);
    request.writeUInt32LE(ALL_PLANES, 16);
    this.#socket.write(request);
    const head = await read(this.#socket, HEAD_BYTES);
    if (head[0] !== 1) throw new Error('the display did not give its image');
    const image = await read(this.#socket, head.readUInt32LE(4) * 4);
    for (let offset = 0; offset + 4 <= image.length; offset += 4) {
      if ((image.readUInt32LE(offset) & 0xff_ff_ff) === colour) return true;
    }
    return false;
  }

  close(): void {
    this.#socket.destroy();
  }
}

async function read(socket: Socket, bytes: number): Promise<Buffer> {
  for (;;) {
    // Safe: no encoding is set on this socket.
    const chunk = socket.read(bytes) as Buffer | null;
    if (chunk) return chunk;
    if (socket.readableEnded) throw new Error('the display went away');
    await once(socket, 'readable');
  }
}
