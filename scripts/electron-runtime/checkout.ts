import { join } from 'node:path';

/** The root of this checkout, wherever a script is started from. */
export const checkoutDirectory = join(import.meta.dirname, '..', '..');
