/** The two forms of a tag, `@ada` and `ada@pesawallet`: https://docs.yourflexpay.com/idaas/payments */

export interface Tag {
  readonly name: string;
  /** Absent in the form `@ada`. */
  readonly handle: string | undefined;
}

/** 100 characters at most; the provider states no charset, so letters, digits and `._-` are allowed. */
const TAG = /^@?([\w.-]{1,60})(?:@([\w.-]{1,38}))?$/;

/** Ignores case and surrounding spaces; `undefined` if it is not a tag. */
export function parseTag(typed: string): Tag | undefined {
  const match = TAG.exec(typed.trim().toLowerCase());
  const name = match?.[1];
  return name === undefined ? undefined : { name, handle: match?.[2] };
}

/** Formats the tag as it was given. */
export function toTagText({ name, handle }: Tag): string {
  return handle === undefined ? `@${name}` : `${name}@${handle}`;
}
