import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { contract, events } from './preload/api/contract.ts';

const root = import.meta.dirname;

/** Packages with native code stay in node_modules; everything else is bundled, which also settles the CommonJS parts of libp2p. */
const nativePackages = ['better-sqlite3', '@node-rs/argon2'];

/** Libraries that several screens share. Others (plots, PDF, codes) come with the screens that use them. */
const SHARED_LIBRARIES =
  /node_modules[\\/](react|react-dom|scheduler|react-i18next|i18next|i18next-icu|intl-messageformat|@formatjs|@mantine|@floating-ui|@tabler|@tanstack|clsx|use-sync-external-store|zod)[\\/]/;

const methodNames = Object.fromEntries(
  Object.entries(contract).map(([domain, methods]) => [domain, Object.keys(methods)]),
);

export default defineConfig({
  main: {
    define: { METHOD_NAMES: JSON.stringify(methodNames) },
    build: {
      target: 'node20.18',
      outDir: join(root, 'out/main'),
      externalizeDeps: false,
      rolldownOptions: {
        input: {
          index: join(root, 'main/index.ts'),
          vault: join(root, 'main/vault/index.ts'),
          net: join(root, 'main/net/index.ts'),
        },
        external: nativePackages,
        output: { entryFileNames: '[name].mjs', chunkFileNames: 'chunks/[name]-[hash].mjs' },
      },
    },
  },
  preload: {
    define: { METHOD_NAMES: JSON.stringify(methodNames), EVENT_NAMES: JSON.stringify(Object.keys(events)) },
    build: {
      target: 'node20.18',
      outDir: join(root, 'out/preload'),
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: join(root, 'preload/index.ts') },
        // A sandboxed preload is one CommonJS file.
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: join(root, 'renderer'),
    plugins: [react()],
    // Replaced by a fresh nonce for every page load (main/shell/app-protocol.ts).
    html: { cspNonce: 'NONCE-OF-THIS-PAGE' },
    build: {
      target: 'chrome130',
      outDir: join(root, 'out/renderer'),
      minify: true,
      chunkSizeWarningLimit: 2000,
      rolldownOptions: {
        input: { index: join(root, 'renderer/index.html') },
        // One file for the first screen, which waits for all of it, and two for what the others share instead of thirty.
        output: {
          codeSplitting: {
            groups: [
              { name: 'first', tags: ['$initial'], priority: 1 },
              { name: 'libraries', test: SHARED_LIBRARIES },
              { name: 'ground', test: /(renderer[\\/](ui|api|theme|keyboard|locales)|preload[\\/]api)[\\/]/ },
            ],
          },
        },
      },
      // A data: URL would escape the font and worker rules of the content security policy.
      assetsInlineLimit: 0,
    },
  },
});
