/** What the merchant's own calls to the providers, and refunds, may be refused with. */
import type { ProblemText } from "./problem-text.ts";

export const SERVICE_PROBLEMS = {
  provider_busy: {
    why: "The payment provider has been asked too often and names a time to come back. Nothing was done.",
    developer: "Wait for the seconds that Retry-After names and ask again.",
  },
  provider_outcome_unknown: {
    why: "The relay asked the provider to change something and got no answer that tells whether it did. It may have been done.",
    developer:
      "Do not repeat the call at once: read the payout, the transfer or the refund first, and repeat only what has not been done.",
    operator: "The log names the call and what was wrong with its answer.",
  },
  provider_refused: {
    why: "The provider said no, and nothing was done. Its own words stand in the detail of the answer.",
    developer: "Read the detail. The same request will be refused again.",
    operator:
      "Where the detail speaks of a permission, ask the provider to grant it to this account.",
  },
  provider_conflict: {
    why: "The provider said no because of the state that the thing is in: it was paid, rejected, accepted or expired already. Nothing was done.",
    developer:
      "Read the payout or the transfer: its status says what became of it.",
  },
  provider_not_configured: {
    why: "The call needs a provider, or a part of one, that this relay has no settings for.",
    developer: "Ask who runs the relay. Nothing is wrong with the request.",
    operator:
      "The detail names the settings that are missing; malipo check-config prints them all.",
  },
  refund_not_possible: {
    why: "The order was not paid, was paid in a way that the provider can't pay back by itself (a card, Airtel Money, a paybill number, a tag), or all of the payment has been sent back already.",
    developer:
      "The detail says which of these it is. Refunds go to the phone that paid by an M-Pesa prompt, and only there.",
    operator:
      "Send other payments back in the provider's own portal, and note it in your books.",
  },
  refund_closed: {
    why: "The refund is paid, failed or rejected: there is nothing left to stop.",
    developer: "Read the refund: its status says what became of it.",
  },
  attempt_required: {
    why: "More than one payment of this order could be sent back, and the request does not say which.",
    developer:
      'Name one of the order\'s attempts as "attemptId"; the history of the order lists them.',
  },
} as const satisfies Record<string, ProblemText>;
