/** Returns `FIREFOX_PATH` or the installed Firefox; undefined if there is none, or it is too old. */
export function findFirefox(): string | undefined;
