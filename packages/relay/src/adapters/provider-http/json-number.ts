/** Writes a decimal into JSON unchanged, digit for digit. */

declare global {
  interface JSON {
    /** https://tc39.es/proposal-json-parse-with-source/ (Node 21 and newer). */
    rawJSON(text: string): object;
  }
}

/** For `JSON.stringify`: "2500.00" becomes the number 2500.00. Throws if it is not a JSON literal. */
export function jsonNumber(decimal: string): object {
  return JSON.rawJSON(decimal);
}
