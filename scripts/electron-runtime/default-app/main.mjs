// What the default application of an official Electron does with `electron <folder>`: it becomes the application in that
// folder. The development fallback comes without one, and this makes both start in the same way.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const folder = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (folder === undefined) {
  process.stderr.write('usage: electron <application folder> [arguments]\n');
  app.exit(2);
} else {
  const path = resolve(folder);
  const description = JSON.parse(readFileSync(resolve(path, 'package.json'), 'utf8'));
  app.setName(description.productName ?? description.name);
  app.setVersion(description.version ?? '0.0.0');
  app.setAppPath(path);
  Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
  await import(pathToFileURL(resolve(path, description.main)).href);
}
