/**
 * Tags have the form "@duka" or "duka@dukaapp", where dukaapp is an application's handle.
 * https://docs.yourflexpay.com/idaas/payments
 */
import { foldText } from "@malipo/protocol/text";

export interface Tag {
  readonly name: string;
  /** Null for a bare tag, whose application is unknown. */
  readonly application: string | null;
}

const MAX_TAG = 256;

/** Folded, in lower case and without the leading at sign; null if it is not a tag. */
export function parseTag(text: string): Tag | null {
  const folded = foldText(text);
  if (folded.length > MAX_TAG) return null;
  const [name = "", application, ...more] = toLowerCase(folded)
    .replace(/^@/, "")
    .split("@");
  const parts = [name, ...(application === undefined ? [] : [application])];
  return more.length === 0 && parts.every(isPart)
    ? { name, application: application ?? null }
    : null;
}

/**
 * Whether a receiver's tag is the merchant's. Only for transfers that the provider sends to our application: a bare tag
 * there can only belong to that application, so applications are compared only if both tags have one.
 */
export function isOwnTag(own: string, receiver: string): boolean {
  const [ownTag, receiverTag] = [parseTag(own), parseTag(receiver)];
  return (
    ownTag !== null &&
    receiverTag !== null &&
    ownTag.name === receiverTag.name &&
    (ownTag.application === null ||
      receiverTag.application === null ||
      ownTag.application === receiverTag.application)
  );
}

/** No white space and no control characters. */
function isPart(text: string): boolean {
  return /^[^\s\p{C}]+$/u.test(text);
}

/** ASCII only: the case mapping of other letters depends on the language. */
function toLowerCase(text: string): string {
  return text.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase());
}
