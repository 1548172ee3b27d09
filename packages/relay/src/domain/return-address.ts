/** A page's address with the relay's parameters added: extended as text, so that every other byte stays as it is. */

/** Parameters by which the relay tells the page what it came back for. */
const ORDER_PARAMETER = "malipo_order";
const CODE_PARAMETER = "malipo_code";
const OURS: readonly string[] = [ORDER_PARAMETER, CODE_PARAMETER];

/** `code` is left out where there is none. What an earlier return left in the address is replaced. */
export function extendAddress(
  address: string,
  orderId: string,
  code: string | undefined,
): string {
  const [beforeFragment = "", ...fragments] = asHeaderText(address).split("#");
  const [path = "", ...queries] = beforeFragment.split("?");
  const query = queries.join("?");
  const parameters = [
    ...(query === "" ? [] : query.split("&").filter(isTheirs)),
    `${ORDER_PARAMETER}=${encodeURIComponent(orderId)}`,
    ...(code === undefined
      ? []
      : [`${CODE_PARAMETER}=${encodeURIComponent(code)}`]),
  ];
  // RFC 3986, section 6.2.3: an origin alone has the path "/".
  const root = /^https?:\/\/[^/\\]+$/i.test(path) ? "/" : "";
  const fragment = fragments.map((text) => `#${text}`).join("");
  return `${path}${root}?${parameters.join("&")}${fragment}`;
}

/** What a browser's URL parser drops or encodes anyway, and a header must not hold. https://url.spec.whatwg.org/#concept-basic-url-parser */
function asHeaderText(address: string): string {
  return (
    address
      .trim()
      .replaceAll(/[\t\n\r]/g, "")
      // Halves of characters, which have no encoding.
      .replaceAll(/\p{Cs}/gu, "\ufffd")
      .replaceAll(/[^\x21-\x7e]+/g, encodeURIComponent)
  );
}

function isTheirs(parameter: string): boolean {
  const [name = ""] = parameter.split("=");
  try {
    return !OURS.includes(decodeURIComponent(name));
  } catch {
    return true;
  }
}
