/**
 * Tags come as "@duka" and as "duka@dukaapp", where dukaapp is the handle of an application.
 * https://docs.yourflexpay.com/idaas/payments
 */

export interface Tag {
  readonly name: string;
  /** Null for a bare tag, which leaves open whose it is. */
  readonly application: string | null;
}

const MAX_TAG = 256;

/** Trimmed, in lower case and without the leading at sign; null for what is no tag, which equals nothing. */
export function parseTag(text: string): Tag | null {
  if (text.length > MAX_TAG) return null;
  const [name = "", application, ...more] = toLowerCase(text.trim())
    .replace(/^@/, "")
    .split("@");
  const parts = [name, ...(application === undefined ? [] : [application])];
  return more.length === 0 && parts.every(isPart)
    ? { name, application: application ?? null }
    : null;
}

/**
 * Whether a receiver's tag is the merchant's own. Only for transfers that the provider hands to our own
 * application: there a bare tag can only be one of that application, and so the application counts only where
 * both tags name one.
 */
export function isOwnTag(own: string, receiver: string): boolean {
  const [ours, theirs] = [parseTag(own), parseTag(receiver)];
  return (
    ours !== null &&
    theirs !== null &&
    ours.name === theirs.name &&
    (ours.application === null ||
      theirs.application === null ||
      ours.application === theirs.application)
  );
}

/** No white space and nothing that can't be seen: two tags that look the same must not differ, nor the other way round. */
function isPart(text: string): boolean {
  return /^[^\s\p{C}]+$/u.test(text);
}

/** ASCII only: Unicode's own rules would make a k of the Kelvin sign, and so one tag of two. */
function toLowerCase(text: string): string {
  return text.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase());
}
