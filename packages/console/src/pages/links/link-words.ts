/** What a payment link asks for, and whether it takes payments, in words. */
import type { LinkReason } from "@malipo/protocol";
import { money } from "../../lib/format.ts";
import type { Amount } from "../../lib/format.ts";
import { badge } from "../../ui/badge.ts";
import { fill, words } from "../../words/words.ts";

export interface Offer {
  readonly amount: Amount | null;
  readonly min: Amount | null;
  readonly max: Amount | null;
}

export function offerText({ amount, min, max }: Offer): string {
  const { links } = words();
  if (amount !== null) return money(amount);
  if (min !== null && max !== null)
    return fill(links.openBetween, { min: money(min), max: money(max) });
  if (min !== null) return fill(links.openFrom, { min: money(min) });
  return max === null ? links.open : fill(links.openTo, { max: money(max) });
}

export const linkBadge = (link: {
  readonly active: boolean;
  readonly reason?: LinkReason | undefined;
}) => {
  const { links } = words();
  return link.active
    ? badge(links.isActive, "good")
    : badge(links.reasons[link.reason ?? "deactivated"], "quiet");
};
