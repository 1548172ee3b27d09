/** What the page's developer is told in the browser's console. Shoppers have the screen. */

const said = new Set<string>();

/** Warns once per page that `field` is wrong; `fix` says what to do. */
export function warnOnce(field: string, fix: string): void {
  const sentence = `<malipo-checkout> ${field}: ${fix}`;
  if (said.has(sentence)) return;
  said.add(sentence);
  console.warn(sentence);
}

/** `told`: the relay said so itself. Else it is what is left when nothing of an answer can be read. */
export function warnOriginRefused(relay: string, told: boolean): void {
  const { origin } = self;
  const fix =
    origin === "null"
      ? "Give the sandboxed frame allow-same-origin."
      : "Add it to the relay's MALIPO_ALLOWED_ORIGINS and restart the relay.";
  const otherwise = told
    ? ""
    : " If it is there, let the proxy in between pass OPTIONS requests.";
  warnOnce(
    "relay",
    `${relay} refuses pages of the origin ${origin}. ${fix}${otherwise}`,
  );
}
