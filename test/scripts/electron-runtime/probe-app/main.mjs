// Opens a window, paints it in one colour and uses every part of the database driver that is patched for Node-API 9.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { app, BrowserWindow } from 'electron';

const require = createRequire(import.meta.url);
const [report, nativeBinding] = process.argv.slice(-2);

function useDatabase() {
  const Database = require('better-sqlite3');
  const database = new Database(':memory:', nativeBinding === 'none' ? {} : { nativeBinding });
  database.exec(
    'CREATE TABLE visit (id INTEGER PRIMARY KEY, ward TEXT, days INTEGER) STRICT; CREATE UNIQUE INDEX w ON visit (ward)',
  );
  const insert = database.prepare('INSERT INTO visit (ward, days) VALUES (@ward, $days)');
  for (const [ward, days] of [
    ['north', 2],
    ['south', 5],
  ])
    insert.run({ ward, days });
  database.aggregate('longest', {
    start: 'none yet',
    step: (longest, days) => (longest === 'none yet' || days > longest ? days : longest),
  });
  let code;
  try {
    insert.run({ ward: 'north', days: 1 });
  } catch (error) {
    code = error.code;
  }
  const { longest } = database.prepare('SELECT longest(days) AS longest FROM visit').get();
  const wards = database.prepare('SELECT ward FROM visit ORDER BY ward').pluck().all();
  return { longest, wards, code, cipher: database.pragma('cipher', { simple: true }) };
}

/** A page that has loaded is not yet a page that was drawn: an empty picture is taken again. */
async function firstPixel(window) {
  const bitmap = (await window.webContents.capturePage()).toBitmap();
  return bitmap.length === 0 ? firstPixel(window) : [...bitmap.subarray(0, 3)].reverse();
}

app.whenReady().then(async () => {
  const window = new BrowserWindow({ width: 300, height: 200, frame: false, show: true });
  await window.loadURL('data:text/html,<body style="background:rgb(15,118,110)">');
  const pixel = await firstPixel(window);
  writeFileSync(
    report,
    JSON.stringify({
      name: app.getName(),
      version: app.getVersion(),
      electron: process.versions.electron,
      pixel,
      database: useDatabase(),
    }),
  );
  app.quit();
});
