/** What Playwright's `launch()` needs; spread it into the options. */
export interface ChromiumLaunch {
  executablePath: string;
  args: string[];
  /** Present for the Chromium inside npm, which brings its own libraries and fonts. */
  env?: Record<string, string>;
}

/** `CHROME_PATH`, else an installed Chrome or Chromium, else the one inside npm; else it rejects, saying what to do. */
export function findChromium(): Promise<ChromiumLaunch>;

/** The first of these programs that is on PATH. */
export function onPath(...names: string[]): string | undefined;
