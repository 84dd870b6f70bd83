// For tuf-js 6.0.2. Its updater stops looking for newer roots at an error of this class with status 403 or 404, and a fetcher of
// one's own must throw it, but the package does not export it.
export { DownloadHTTPError } from 'tuf-js/dist/error.js';
