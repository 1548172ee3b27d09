/** Adds the relay's parameters to a page's URL as text, so that every other byte stays unchanged. */

/** Parameters that tell the page which order the shopper returns from. */
export const ORDER_PARAMETER = "malipo_order";
const CODE_PARAMETER = "malipo_code";
const RELAY_PARAMETERS: readonly string[] = [ORDER_PARAMETER, CODE_PARAMETER];

/** Replaces parameters left by an earlier return. */
export function extendAddress(
  address: string,
  orderId: string,
  code: string | undefined,
): string {
  const [beforeFragment = "", ...fragments] = asHeaderText(address).split("#");
  const [path = "", ...queries] = beforeFragment.split("?");
  const query = queries.join("?");
  const parameters = [
    ...(query === "" ? [] : query.split("&").filter(isForeign)),
    `${ORDER_PARAMETER}=${encodeURIComponent(orderId)}`,
    ...(code === undefined
      ? []
      : [`${CODE_PARAMETER}=${encodeURIComponent(code)}`]),
  ];
  // RFC 3986, section 6.2.3: a bare origin has the path "/".
  const root = /^https?:\/\/[^/\\]+$/i.test(path) ? "/" : "";
  const fragment = fragments.map((text) => `#${text}`).join("");
  return `${path}${root}?${parameters.join("&")}${fragment}`;
}

/**
 * Drops and encodes what a browser's URL parser would, and what is not allowed in a header.
 * https://url.spec.whatwg.org/#concept-basic-url-parser
 */
function asHeaderText(address: string): string {
  return (
    address
      .trim()
      .replaceAll(/[\t\n\r]/g, "")
      // Lone surrogates can't be encoded.
      .replaceAll(/\p{Cs}/gu, "\ufffd")
      .replaceAll(/[^\x21-\x7e]+/g, encodeURIComponent)
  );
}

function isForeign(parameter: string): boolean {
  const [name = ""] = parameter.split("=");
  try {
    return !RELAY_PARAMETERS.includes(decodeURIComponent(name));
  } catch {
    return true;
  }
}
