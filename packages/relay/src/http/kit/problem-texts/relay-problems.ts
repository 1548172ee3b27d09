/** Problems of the relay or a provider, not of the request. */
import type { ProblemText } from "./problem-text.ts";

export const RELAY_PROBLEMS = {
  too_many_streams: {
    why: "The order, the client's network or the relay as a whole has reached its limit of open event streams.",
    developer:
      "Close streams that are no longer needed. Until then, read the order with GET and wait for the number of seconds in Retry-After between calls.",
    operator:
      "Check whether one client opens many streams. If shoppers need more, raise the limits or add capacity.",
  },
  too_many_exports: {
    why: "Three exports of this API key are being read at the moment, and there are no more at a time.",
    developer:
      "Read one to its end, or close it, and try again. An export of a shorter time ends sooner.",
    operator:
      "If a relay crashed while exports were read, they count for up to an hour. Another API key can export meanwhile.",
  },
  catalog_unavailable: {
    why: "The relay could not get prices: the catalog did not respond in time, its response was not valid, or no catalog is configured.",
    developer: "Try again in a moment with the same Idempotency-Key.",
    operator:
      "The log says what was wrong. Check MALIPO_CATALOG, and that the catalog responds within five seconds.",
    shopper:
      "Prices can't be loaded right now. Please try again in a moment. You have not been charged.",
  },
  store_unavailable: {
    why: "The relay's database is not responding, so nothing was changed.",
    developer: "Repeat the request with the same Idempotency-Key.",
    operator:
      "Check GET /readyz and the log. The disk may be full, or the database file may have been moved or removed.",
    shopper: "Please try again in a moment.",
  },
  provider_unavailable: {
    why: "The payment provider did not respond, or its response could not be understood.",
    developer:
      "Try again after the number of seconds in Retry-After. The relay keeps querying open attempts by itself.",
    operator:
      "The log names the call that failed. Check the provider's settings and its status page.",
    shopper:
      "The payment service is not responding right now. Please try again in a moment.",
  },
  callback_refused: {
    why: "The callback had no signature, an invalid signature, or a timestamp more than five minutes from the relay's clock.",
    developer:
      "Only the provider calls this address. Sign exactly the bytes that are sent.",
    operator:
      "The log names the reason. Check that the webhook secret is current, that the clock is right, and that no proxy changes the body.",
  },
  internal_error: {
    why: "The relay ran into an unexpected error. Details are in its log, not in the response.",
    developer:
      'Repeat the request with the same Idempotency-Key. If it fails again, report the "instance" of the response, which identifies the request.',
    operator: 'Search the log for the request id in "instance".',
    shopper: "Something went wrong. Please try again.",
  },
} as const satisfies Record<string, ProblemText>;
