/** Problems with refunds and with the merchant's calls to the providers. */
import type { ProblemText } from "./problem-text.ts";

export const SERVICE_PROBLEMS = {
  provider_busy: {
    why: "The payment provider is rate-limiting the relay's requests. Nothing was done.",
    developer: "Wait for the number of seconds in Retry-After and try again.",
  },
  provider_outcome_unknown: {
    why: "The relay asked the provider to change something, and the response didn't say whether it did. The change may have been made.",
    developer:
      "Don't repeat the call right away. Read the payout, transfer or refund first, and repeat the call only if nothing was done.",
    operator: "The log names the call and what was wrong with the response.",
  },
  provider_refused: {
    why: "The provider refused the request, and nothing was done. The detail gives its reason.",
    developer: "Read the detail. The same request would be refused again.",
    operator:
      "If the detail mentions a permission, ask the provider to grant it to this account.",
  },
  provider_conflict: {
    why: "The provider refused because of the current state: the payout or transfer has already been paid, rejected or accepted, or has expired. Nothing was done.",
    developer: "Read the payout or transfer to see its status.",
  },
  provider_not_configured: {
    why: "The call needs a provider or a feature that is not configured on this relay.",
    developer:
      "Contact whoever operates the relay. The request itself is fine.",
    operator:
      "The detail names the settings that are missing; malipo check-config prints them all.",
  },
  refund_not_possible: {
    why: "The order was not paid, was paid by a method that can't be refunded automatically, or has already been fully refunded.",
    developer:
      "The detail gives the reason. Refunds can only go to the phone that paid through an M-Pesa prompt.",
    operator:
      "Refund other payments in the provider's portal and record it in your books.",
  },
  refund_closed: {
    why: "The refund has already been paid, has failed or was rejected.",
    developer: "Read the refund to see its status.",
  },
  attempt_required: {
    why: "More than one payment of this order could be refunded, and the request doesn't say which.",
    developer:
      "Send the id of one of the order's attempts as \"attemptId\". The order's history lists them.",
  },
  payment_assigned: {
    why: "The payment was assigned to an order, or came with its account, and counts for it. A payment counts once, and stays with its order.",
    developer:
      'Read the payment: "assigned" names the order. To send the money back, refund that order.',
  },
  payment_dismissed: {
    why: "Somebody dismissed the payment before, with another note. The first note stands.",
    developer:
      'Read the payment: "dismissed" has the note. A dismissed payment can still be assigned to an order.',
  },
  nothing_to_resolve: {
    why: "Neither the order nor a refund of it asks for a person, or somebody resolved it before, with another note.",
    developer:
      'Read the order: "reviewReasons" and "surplus" say what is wrong, and "resolution" has the note.',
  },
  order_changed: {
    why: "Something came since the version of the order that the request names, for example another payment. Nothing was settled, because nobody has looked at it yet.",
    developer:
      "Read the order again, look at what is new, and repeat the request with the new version.",
  },
  day_not_over: {
    why: "A day can be compared with the provider when it is over, and this one is not: days are those of the merchant's time zone (MALIPO_TIME_ZONE).",
    developer:
      "The detail says from when on the day can be reconciled. Ask for an earlier day, or ask again then.",
    operator:
      "Check MALIPO_TIME_ZONE and the machine's clock if the day should be over.",
  },
} as const satisfies Record<string, ProblemText>;
