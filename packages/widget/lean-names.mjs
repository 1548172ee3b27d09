/**
 * Property names that only this package's own code knows, and so may be shortened in the built file: not the page's,
 * the relay's, the browser's storage's or the DOM's. `$…` are words (src/locales), `_$…` Lit's own inner names.
 */
const OWN = [
  "adopt",
  "amountJudged",
  "changeLines",
  "changeQuantity",
  "chooseAgain",
  "chooseMethod",
  "dispatch",
  "dropToken",
  "enterAmount",
  "enterPhone",
  "judgePhone",
  "onLeave",
  "onStored",
  "payAnotherWay",
  "phoneJudged",
  "quantities",
  "retryAfterMs",
  "startAgain",
  "startAttempt",
  "trouble",
  "unfolded",
  "wanted",
];

export const leanNames = new RegExp(`^(_?\\$.+|${OWN.join("|")})$`);
