/** Whether a Node version is in a range made of `^24.15` and `>=26`, joined by `||`. */
export function satisfies(version: string, range: string): boolean;
