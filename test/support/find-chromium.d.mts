/** What Playwright's `launch()` needs; spread it into the options. */
export interface ChromiumLaunch {
  executablePath: string;
  args: string[];
  /** Present for the Chromium inside npm, which brings its own libraries and fonts. */
  env?: Record<string, string>;
}

/**
 * `CHROME_PATH`, else an installed Chromium without windows, else the one inside npm, else an installed Chrome or Chromium;
 * else it rejects, saying what to do.
 */
export function findChromium(): Promise<ChromiumLaunch>;

/** An installed Chrome or Chromium with all that people use, such as its back-forward cache. */
export function findChrome(): ChromiumLaunch | undefined;

/** The first of these programs that is on PATH. */
export function onPath(...names: string[]): string | undefined;
