/** Where the shop is, seen from the checkout. */

function parseAddress(text: string): URL | null {
  try {
    const url = new URL(text, document.baseURI);
    return /^https?:$/.test(url.protocol) ? url : null;
  } catch {
    return null;
  }
}

const isHere = ({ origin, pathname }: URL): boolean =>
  origin === location.origin && pathname === location.pathname;

/**
 * The page's `return-url`, or the page of this site that the shopper comes from. The relay's own payment page is no
 * site: the shopper may come from any. Empty if nothing leads away from here.
 */
export function findShop(returnUrl: string | null, relay: string): string {
  const wish = returnUrl ? parseAddress(returnUrl) : null;
  if (wish && !isHere(wish)) return wish.href;
  const before = document.referrer ? parseAddress(document.referrer) : null;
  const payPages = parseAddress(`${relay}/pay/`)?.href ?? "";
  const onPayPage = payPages !== "" && location.href.startsWith(payPages);
  return before &&
    !isHere(before) &&
    (onPayPage || before.origin === location.origin)
    ? before.href
    : "";
}
