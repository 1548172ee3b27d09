/** The two forms of a tag, `@ada` and `ada@pesawallet`: https://docs.yourflexpay.com/idaas/payments */

export interface Tag {
  readonly name: string;
  /** Absent in the form `@ada`. */
  readonly handle: string | undefined;
}

/** 100 characters at most; the provider states no charset, so letters, digits and `._-` are allowed. */
const TAG = /^@?([\w.-]{1,60})(?:@([\w.-]{1,38}))?$/;

/** Whatever the case and with spaces around; `undefined` when it is no tag. */
export function parseTag(typed: string): Tag | undefined {
  const match = TAG.exec(typed.trim().toLowerCase());
  const name = match?.[1];
  return name === undefined ? undefined : { name, handle: match?.[2] };
}

/** As transactions show it: in the form in which it was given. */
export function toTagText({ name, handle }: Tag): string {
  return handle === undefined ? `@${name}` : `${name}@${handle}`;
}
