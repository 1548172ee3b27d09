/** Parses `Accept-…` headers (RFC 9110, section 12.4.2). */

export interface Accepted {
  /** In lower case. */
  readonly name: string;
  /** From 0 (not acceptable) to 1. */
  readonly weight: number;
}

/** In the order of the header. */
export function readAccepted(
  header: string | string[] | undefined,
): readonly Accepted[] {
  return [header ?? []]
    .flat()
    .join(",")
    .split(",")
    .map((part) => {
      const [name = "", ...params] = part.trim().toLowerCase().split(";");
      const q = params.find((param) => param.trim().startsWith("q="));
      return {
        name: name.trim(),
        weight: q === undefined ? 1 : Number(q.trim().slice(2)),
      };
    });
}

/**
 * Whether the client asks for HTML by name and for no kind of JSON more than for that: a browser that opens an address.
 * Wildcards, which API clients send too, don't count.
 */
export function prefersHtml(header: string | string[] | undefined): boolean {
  const accepted = readAccepted(header);
  const weightOf = (wanted: RegExp): number =>
    Math.max(
      0,
      ...accepted
        .filter(({ name }) => wanted.test(name))
        .map(({ weight }) => weight),
    );
  const html = weightOf(/^text\/html$/);
  return html > 0 && html >= weightOf(/^application\/(?:[\w.-]+\+)?json$/);
}
