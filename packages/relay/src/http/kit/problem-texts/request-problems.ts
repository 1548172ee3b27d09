/** Problems with the request itself, found before anything is changed. */
import type { ProblemText } from "./problem-text.ts";

export const REQUEST_PROBLEMS = {
  invalid_request: {
    why: "A field in the body, the query or the path is missing, unknown or malformed.",
    developer:
      'Read "errors" in the response: each entry names a field and says what is expected. Undocumented fields are refused too, so that typos are noticed.',
  },
  invalid_json: {
    why: "The body could not be read as JSON.",
    developer:
      'Send one JSON object in UTF-8 with "Content-Type: application/json". Common causes are a trailing comma, single quotes and a body that was encoded twice.',
  },
  body_too_large: {
    why: "The body is larger than this route accepts.",
    developer:
      "Send only documented fields. An order can have at most 100 lines.",
  },
  unsupported_media_type: {
    why: "This route doesn't accept the body's content type.",
    developer: 'Send JSON with "Content-Type: application/json".',
  },
  idempotency_key_missing: {
    why: "A request that creates something must carry an Idempotency-Key, so that repeating it after a lost response doesn't create it twice.",
    developer:
      "Generate a random value, such as a UUID, for each new request and send it in the Idempotency-Key header. Use the same value when you repeat the request.",
  },
  idempotency_key_invalid: {
    why: "The Idempotency-Key is too short, too long, or contains white space or non-ASCII characters.",
    developer:
      "Use 16 to 255 visible ASCII characters that can't be guessed, for example a UUID. Calls with a relay token or the merchant key also accept shorter keys.",
  },
  idempotency_key_reused: {
    why: "The same Idempotency-Key was already used with a different body.",
    developer:
      "Generate a new key whenever the body changes. If you didn't mean to change the body, look for a timestamp or a random value in it.",
  },
  request_in_progress: {
    why: "A request with the same Idempotency-Key is being processed right now.",
    developer:
      "Wait for the number of seconds in Retry-After and repeat the request with the same key. You will get the first request's response.",
  },
  token_missing: {
    why: "The call is about one order and needs that order's relay token.",
    developer:
      'Send the "token" that came with the order as "Authorization: Bearer …". It is not accepted in the URL.',
  },
  token_invalid: {
    why: "The relay token was not issued by this relay, belongs to another order or origin, was revoked, or was modified.",
    developer:
      "Exchange the order's resume secret for a fresh token (POST /v1/orders/:id/token), once. If that is refused too, create a new order.",
    operator:
      "If every token is refused, check whether MALIPO_PUBLIC_URL, MALIPO_MASTER_KEY or the database has changed.",
  },
  token_expired: {
    why: "Relay tokens are valid for ten minutes at most, and this one has expired.",
    developer:
      "Exchange the order's resume secret for a fresh token (POST /v1/orders/:id/token) and repeat the call.",
    operator:
      "If new tokens are refused too, the clocks of your machines differ by more than five seconds.",
  },
  origin_refused: {
    why: "The page is on an origin that is not allowed to use this relay.",
    developer:
      "Compare the page's origin (scheme, host and port) with the relay's list. http and https are different origins, and so are www.shop.example and shop.example.",
    operator:
      "Add the shop's exact origin to MALIPO_ALLOWED_ORIGINS and restart the relay.",
  },
  not_found: {
    why: "The address or the object doesn't exist, or you don't have access to it. The response is the same in both cases.",
    developer:
      "Check the path and the id. An order or attempt is found only with its own credentials.",
  },
  method_not_allowed: {
    why: "The address exists, but doesn't support this HTTP method.",
    developer: "Use one of the methods in the Allow header.",
  },
  too_many_requests: {
    why: "Too many requests came from one address, or for one order or phone, in a short time.",
    developer:
      "Wait for the number of seconds in Retry-After. Follow an order through its event stream instead of polling.",
    operator:
      "If ordinary shoppers are refused, the relay may see your proxy's address instead of theirs: set MALIPO_TRUST_PROXY.",
    shopper: "Please wait a moment and try again.",
  },
} as const satisfies Record<string, ProblemText>;
