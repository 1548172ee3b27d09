/**
 * Whether this browser has what no payment can do without. What is only for looks may be missing (`browser-floor.mjs`). In
 * the syntax of ES5, as `too-old.ts` is.
 */
export function canRun(): boolean {
  return (
    "customElements" in window &&
    "attachShadow" in Element.prototype &&
    "adoptedStyleSheets" in Document.prototype &&
    "replaceSync" in CSSStyleSheet.prototype &&
    "HTMLDialogElement" in window &&
    "findLastIndex" in Array.prototype
  );
}
