import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { protocol, type Session } from 'electron';
import { APP_HOST, APP_SCHEME } from './app-address.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';

/** What `html.cspNonce` of electron.vite.config.ts puts into the page. */
const NONCE_IN_PAGE = 'NONCE-OF-THIS-PAGE';

const PAGE = '.html';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  [PAGE]: 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/** Makes `wardkeep:` a standard, secure scheme. To be called before Electron is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/**
 * Serves the built screens as `wardkeep://app/`, and nothing else: an address is looked up among the files that were there
 * at the start, so no spelling of a path leads out of the folder.
 * @param onPage called when the page itself has been handed out, which nothing should hold up.
 */
export function serveApp(session: Session, folder: string, onPage: () => void): void {
  const files = filesByPath(folder);
  session.protocol.handle(APP_SCHEME, async (request) => {
    const { host, pathname } = new URL(request.url);
    const file = host === APP_HOST ? files.get(pathname === '/' ? '/index.html' : pathname) : undefined;
    if (request.method !== 'GET' || file === undefined) return new Response(null, { status: 404 });
    const response = await respond(file);
    if (extname(file) === PAGE) setImmediate(onPage);
    return response;
  });
}

function filesByPath(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [`/${relative(folder, path).split(sep).map(encodeURIComponent).join('/')}`, path];
    }),
  );
}

async function respond(file: string): Promise<Response> {
  const nonce = randomBytes(16).toString('base64');
  const content = await readFile(file);
  const isPage = extname(file) === PAGE;
  return new Response(isPage ? content.toString('utf8').replaceAll(NONCE_IN_PAGE, nonce) : new Uint8Array(content), {
    headers: {
      'Content-Type': MEDIA_TYPES[extname(file)] ?? 'application/octet-stream',
      'Content-Security-Policy': contentSecurityPolicy(nonce),
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
