type Browser = "chrome" | "firefox" | "safari";

export const FLOOR: Readonly<Record<Browser, number>>;
export const READS: Readonly<Record<Browser, number>>;
export const SCRIPT_TARGETS: readonly string[];
export const STYLE_TARGETS: readonly string[];

/** What decides a browser's version, for the README. */
export function reasonFor(browser: Browser): string;
