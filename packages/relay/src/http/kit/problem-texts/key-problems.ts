/** Problems with keys of the merchant API. */
import type { ProblemText } from "./problem-text.ts";

export const KEY_PROBLEMS = {
  merchant_key_missing: {
    why: "Calls under /v1/merchant are for the merchant's backend and need an API key.",
    developer:
      'Send "Authorization: Bearer <key>" from your server. Never put the key into a page or an app.',
  },
  merchant_key_invalid: {
    why: "The key is not MALIPO_MERCHANT_KEY or an API key of this relay, or it was deleted. Or it is a test key, and the relay takes real payments, or the other way round.",
    developer:
      "Compare the key with the relay's MALIPO_MERCHANT_KEY, or with the API key as it was shown when it was created. Look for a missing character or a trailing line break, and at its prefix: malipo_test_ is for a relay at a test system, malipo_live_ for one that moves money.",
    operator:
      "To change over without a refused call, rotate an API key (malipo api-keys rotate): the old one stays valid for a day. MALIPO_MERCHANT_KEY must be changed in the backend and the relay at the same time.",
  },
  merchant_key_expired: {
    why: "The API key has expired, or it was rotated and the time in which both keys are accepted is over.",
    developer:
      "Use the key that the rotation returned, or ask for a new one (POST /v1/merchant/api-keys).",
    operator:
      "Run malipo api-keys list: it shows when keys expire and when they were last used.",
  },
  console_signed_out: {
    why: "The console's session has ended: nobody used it for half an hour, it is 12 hours old, somebody signed out on all devices, or the API key was deleted, rotated or has expired.",
    developer:
      "Sign in to the console again. Programs don't use sessions: send the API key to the relay's public port.",
  },
  console_origin_refused: {
    why: "A page of another origin tried to use the console's session, or a proxy in front of the console changes the Host header.",
    developer:
      "Call the merchant API with an API key on the relay's public port. Only the console's own pages can use its session.",
    operator:
      "If it happens in the console itself, have the proxy pass the browser's Host header on (nginx: proxy_set_header Host $http_host). If not, find out which page was open.",
  },
  console_insecure: {
    why: "The console was opened over plain http from another machine, where everybody on the way could read the API key.",
    developer: "Open the console over https, or as http://localhost.",
    operator:
      "Put a proxy with TLS in front of the admin port, or open an SSH tunnel to it: see docs/operations.md.",
  },
  insufficient_scope: {
    why: "The API key is valid, but may not do this.",
    developer:
      'Use a key that has the scope in "scope". What a call needs is in the API reference. A key can only create or rotate keys whose scopes it has itself.',
    operator:
      "Create a key with the scope that is missing, if the caller should have it. If it should not, find out who uses the key: the attempt is in the audit log.",
  },
  api_key_not_changeable: {
    why: "The key is set by MALIPO_MERCHANT_KEY, or it has expired.",
    developer:
      "Create a new key instead (POST /v1/merchant/api-keys). To change MALIPO_MERCHANT_KEY, change the relay's configuration.",
  },
  too_many_api_keys: {
    why: "The relay has as many API keys as it can have.",
    developer:
      "Delete keys that nobody uses any more: lastUsedAt says when each was used.",
  },
  webhook_endpoint_not_changeable: {
    why: "The endpoint is set by MALIPO_WEBHOOK_URL and MALIPO_WEBHOOK_SECRET, so only the relay's configuration changes it.",
    developer: "Create another endpoint, which can be changed.",
    operator:
      "Change the variables and restart the relay. To stop these webhooks, unset both. docs/webhooks.md has how to rotate the secret.",
  },
  too_many_webhook_endpoints: {
    why: "The relay has as many webhook endpoints as it can have.",
    developer: "Delete endpoints that nobody uses any more.",
  },
  webhook_endpoint_deleted: {
    why: "The endpoint that this webhook was for was deleted, and with it what was still to be sent there.",
    developer:
      "Read the webhook's payload with GET /v1/merchant/deliveries/:id. A new endpoint is told of what happens from its creation on.",
  },
} as const satisfies Record<string, ProblemText>;
