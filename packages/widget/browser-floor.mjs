/**
 * The oldest browsers that the checkout is made for. The build compiles for them, the README states them, and a test compares
 * these. What newer browsers alone have is used where the checkout is whole without it.
 */

/** What sets the floor: the first version of each browser that has it, by MDN's browser-compat-data. */
const NEEDS = [
  { what: "`color-mix()`", chrome: 111, firefox: 113, safari: 16.2 },
  { what: "`:has()`", chrome: 105, firefox: 121, safari: 15.4 },
  { what: "size container queries", chrome: 105, firefox: 110, safari: 16 },
  { what: "`dvh`", chrome: 108, firefox: 101, safari: 15.4 },
  { what: "adopted style sheets", chrome: 73, firefox: 101, safari: 16.4 },
  { what: "`Array.findLastIndex`", chrome: 97, firefox: 104, safari: 15.4 },
  { what: "`<dialog>`", chrome: 37, firefox: 98, safari: 15.4 },
];

/**
 * Older browsers that can still read the scripts (they have private methods and `??=`). The scripts ask `src/can-run.ts` and
 * say that the browser is too old.
 */
export const READS = { chrome: 85, firefox: 90, safari: 15 };
/** For `build.target`: `safari16` takes static blocks out of classes. Lower, it would write each class field as a call. */
export const SCRIPT_TARGETS = ["es2022", "safari16"];

const newest = (browser) => Math.max(...NEEDS.map((need) => need[browser]));

export const FLOOR = {
  chrome: newest("chrome"),
  firefox: newest("firefox"),
  safari: newest("safari"),
};

/** For `build.cssTarget`. */
export const STYLE_TARGETS = Object.entries(FLOOR).map(
  ([browser, version]) => browser + version,
);

/** What decides a browser's version, for the README. */
export const reasonFor = (browser) =>
  NEEDS.filter((need) => need[browser] === FLOOR[browser])
    .map(({ what }) => what)
    .join(", ");
