/** What the page's developer is told in the browser's console. Shoppers have the screen. */

const said = new Set<string>();

/** Warns once per page and sentence about `what`, a field or a cause. The sentence says what to do. */
export function warnOnce(what: string, sentence: string): void {
  if (said.has(what + sentence)) return;
  said.add(what + sentence);
  console.warn(`<malipo-checkout>: ${sentence}`);
}

/** `told`: the relay said so itself. Else it is what is left when nothing of an answer can be read. */
export function warnOriginRefused(relay: string, told: boolean): void {
  const { origin } = self;
  const fix =
    origin === "null"
      ? "A sandboxed frame has no origin: give it allow-same-origin."
      : `Add ${origin} to MALIPO_ALLOWED_ORIGINS of the relay and restart it.`;
  const otherwise = told
    ? ""
    : " If it is there, a proxy in between drops the preflight requests (OPTIONS).";
  warnOnce(
    `origin ${relay}`,
    `The relay ${relay} refuses pages of the origin ${origin}. ${fix}${otherwise}`,
  );
}
