/** Problems on our side of the wire. Nothing is wrong with the request. */
import type { ProblemText } from "./problem-text.ts";

export const RELAY_PROBLEMS = {
  too_many_streams: {
    why: "The order, or the relay as a whole, has as many open event streams as it can serve.",
    developer:
      "Close streams of pages that are gone, and until then ask for the order by GET at the pace that Retry-After names.",
    operator: "Run another relay beside this one.",
  },
  catalog_unavailable: {
    why: "The relay could not get prices: the catalog did not answer in time, answered something else than documented, or none is configured.",
    developer: "Try again after a moment, with the same Idempotency-Key.",
    operator:
      "The log says what was wrong with the catalog's answer. Is MALIPO_CATALOG right and does it answer within five seconds?",
    shopper:
      "Prices can't be loaded right now. Please try again in a moment. Nothing was charged.",
  },
  store_unavailable: {
    why: "The relay's database did not answer, so nothing was changed.",
    developer: "Repeat the request with the same Idempotency-Key.",
    operator:
      "Look at GET /readyz and at the log. Is the disk full, or the database down?",
    shopper: "Please try again in a moment.",
  },
  provider_unavailable: {
    why: "The payment provider did not answer, or not in a way that tells anything.",
    developer:
      "Try again after the seconds that Retry-After names. A running attempt is asked about until there is an answer.",
    operator:
      "The log names the call that failed. Check the ALMARA_ settings and the provider's own status.",
    shopper:
      "The payment service does not answer right now. Please try again in a moment.",
  },
  callback_refused: {
    why: "A signed callback carried no signature, a wrong one, or a time that is more than five minutes away from the relay's.",
    developer:
      "Only the provider calls this address. Sign the bytes exactly as they are sent.",
    operator:
      "The log names the reason. Is the webhook secret the provider's present one, the clock right, and the body handed on unchanged by what stands in front of the relay?",
  },
  internal_error: {
    why: "The relay met something it did not expect. The answer says nothing of the inside; the log does.",
    developer:
      'Repeat the request with the same Idempotency-Key. If it fails again, report the "instance" of the answer: it names the request.',
    operator: 'Search the log for the request id that stands in "instance".',
    shopper: "Something went wrong. Please try again.",
  },
} as const satisfies Record<string, ProblemText>;
