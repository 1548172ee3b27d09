/** Problems with the request itself, before anything was done. */
import type { ProblemText } from "./problem-text.ts";

export const REQUEST_PROBLEMS = {
  invalid_request: {
    why: "The body, the query or the address holds a field that is missing, unknown or of the wrong form.",
    developer:
      'Read "errors" in the answer: each entry names a field and what it should be. Fields that are not documented are refused too, so that a misspelt one is noticed.',
  },
  invalid_json: {
    why: "The body could not be read as JSON.",
    developer:
      'Send one JSON object in UTF-8 with "Content-Type: application/json". Look for a trailing comma, single quotes or a body that was encoded twice.',
  },
  body_too_large: {
    why: "The body is larger than this address accepts.",
    developer:
      "Send only the documented fields. An order may hold at most 100 lines.",
  },
  unsupported_media_type: {
    why: "The body's content type is not the one that this address reads.",
    developer: 'Send JSON with "Content-Type: application/json".',
  },
  idempotency_key_missing: {
    why: "A request that creates something must carry an Idempotency-Key, so that repeating it after a lost answer does not create it twice.",
    developer:
      "Make a random value (a UUID, for example) for each new request and send it in the Idempotency-Key header. Use the same value when you repeat that request.",
  },
  idempotency_key_invalid: {
    why: "The Idempotency-Key is too short or too long, or holds white space or signs outside ASCII.",
    developer:
      "Use 16 to 255 visible ASCII characters that nobody can guess, for example a UUID. Calls that need a token or the merchant key also take shorter ones.",
  },
  idempotency_key_reused: {
    why: "The same Idempotency-Key came before with another body. Answering either request would be wrong.",
    developer:
      "Make a new key whenever the body changes. If the body did not change on purpose, look for a timestamp or a random value in it.",
  },
  request_in_progress: {
    why: "The same request, with the same Idempotency-Key, is being worked on at this moment.",
    developer:
      "Wait for the seconds that Retry-After names and repeat the request with the same key: you will get the first one's answer.",
  },
  token_missing: {
    why: "The call concerns one order and needs that order's relay token.",
    developer:
      'Send the "token" that came with the order as "Authorization: Bearer …". It is never taken from the address.',
  },
  token_invalid: {
    why: "The relay token was not made by this relay, belongs to another order or another page, was revoked, or was changed on the way.",
    developer:
      "Exchange the order's resume secret for a fresh token (POST /v1/orders/:id/token), once. If that is refused as well, begin a new order.",
    operator:
      "If every token is refused: did MALIPO_PUBLIC_URL or MALIPO_MASTER_KEY change, or was the database replaced?",
  },
  token_expired: {
    why: "Relay tokens live ten minutes at most, and this one's time is over.",
    developer:
      "Exchange the order's resume secret for a fresh token (POST /v1/orders/:id/token) and repeat the call.",
    operator:
      "If fresh tokens are refused as well, the clocks of your machines differ by more than five seconds.",
  },
  origin_refused: {
    why: "The browser says that the page asking is on an origin that may not use this relay.",
    developer:
      "Compare the page's origin (scheme, host and port) with the relay's list. http and https differ, and so do www.shop.example and shop.example.",
    operator:
      "Add the shop's exact origin to MALIPO_ALLOWED_ORIGINS and restart the relay.",
  },
  merchant_key_missing: {
    why: "Calls below /v1/merchant are for the merchant's own backend and need the merchant key.",
    developer:
      'Send "Authorization: Bearer <merchant key>" from your server. Never put the key into a page or an app.',
  },
  merchant_key_invalid: {
    why: "The key sent is not the merchant key of this relay.",
    developer:
      "Compare the key with the relay's MALIPO_MERCHANT_KEY; look for a missing character or a line break at the end.",
    operator:
      "When the key is changed, the backend and the relay must get the new one together.",
  },
  not_found: {
    why: "There is nothing at this address, or nothing that you may see. The answer is the same for both.",
    developer:
      "Check the path and the id. An order, an attempt or a payment link is found only with the credentials that belong to it.",
  },
  method_not_allowed: {
    why: "The address exists, but not for this HTTP method.",
    developer: "Use one of the methods that the Allow header names.",
  },
  too_many_requests: {
    why: "One address, order or phone asked for more than the relay allows in a short time.",
    developer:
      "Wait for the seconds that Retry-After names. Follow an order by its event stream instead of asking again and again.",
    operator:
      "If honest shoppers are refused, the relay may see your proxy's address in place of theirs: set MALIPO_TRUST_PROXY.",
    shopper: "Please wait a moment and try again.",
  },
} as const satisfies Record<string, ProblemText>;
