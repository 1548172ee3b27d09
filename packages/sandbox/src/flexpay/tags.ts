/** The two forms of a tag, `@ada` and `ada@pesawallet`: https://docs.yourflexpay.com/idaas/payments */
import type { Account, Application, Directory } from "./applications.ts";

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

/** Without a handle the asking application's own accounts come first, then those of the others. */
export function findAccount(
  { accounts }: Directory,
  { name, handle }: Tag,
  asking?: Application,
): Account | undefined {
  const named = accounts.filter((account) => account.name === name);
  if (handle !== undefined)
    return named.find(({ application }) => application.handle === handle);
  return named.find(({ application }) => application === asking) ?? named.at(0);
}
