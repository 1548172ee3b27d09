/** The `tracestate` of W3C Trace Context (https://www.w3.org/TR/trace-context/#tracestate-header). Pure. */

/** What every vendor should pass on; whoever sends more must expect that it is dropped. */
const LONGEST = 512;
const MOST_MEMBERS = 32;
const KEY =
  "(?:[a-z][a-z0-9_*/-]{0,255}|[a-z0-9][a-z0-9_*/-]{0,240}@[a-z][a-z0-9_*/-]{0,13})";
/** Printable ASCII without comma and equals sign, and no space at the end. */
const VALUE = "[ -+\\--<>-~]{0,255}[!-+\\--<>-~]";
const MEMBER = new RegExp(`^(${KEY})=${VALUE}$`);

/** Undefined for none and for anything else: part of a list would say something that nobody has said. */
export function parseTracestate(text: unknown): string | undefined {
  if (typeof text !== "string" || text.length > LONGEST) return undefined;
  // Optional white space is a space or a tab; members may be empty.
  const members = text
    .split(",")
    .map((member) => member.replaceAll(/^[ \t]+|[ \t]+$/g, ""))
    .filter((member) => member !== "");
  const keys = new Set(members.map((member) => MEMBER.exec(member)?.[1]));
  return members.length === 0 ||
    members.length > MOST_MEMBERS ||
    keys.has(undefined) ||
    keys.size < members.length
    ? undefined
    : members.join(",");
}
