/** The scheme that the application's own screens are served under. */
export const APP_SCHEME = 'wardkeep';
export const APP_HOST = 'app';
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;
export const APP_URL = `${APP_ORIGIN}/`;
