/** The merchant API, generated from the relay's OpenAPI document by `npm run generate`: don't edit it. */
export interface paths {
  "/v1/merchant/orders": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List orders, newest first
     * @description `q` finds orders by what people type: a reference in any letter case, an order's id, an attempt's or a refund's id at the provider, a receipt, the account of a paybill payment, a phone number in any spelling, or an e-mail address. The whole text must match. `createdFrom` and `createdBefore` are times, or days of the merchant's time zone (`MALIPO_TIME_ZONE`), which stand for their beginning.
     */
    get: operations["listOrders"];
    put?: never;
    /**
     * Create an order with the merchant's own prices
     * @description Without an `Idempotency-Key`, every call creates an order.
     */
    post: operations["createMerchantOrder"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/merchant/orders/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read an order with its history */
    get: operations["readOrderHistory"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/merchant/orders/{id}/check": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Query the provider about an order now
     * @description Asks about every attempt without a final result, as the shopper's "Check now" does, and responds with the order as it is then. Nothing is asked about an order that is paid or that nobody tried to pay. The relay asks by itself, too, for 72 hours; this is for who can't wait, and for attempts that it no longer asks about.
     */
    post: operations["checkOrder"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/merchant/orders/{id}/cancel": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Cancel an unpaid order
     * @description The order becomes `cancelled` and `order.cancelled` is sent. `attempt_alive` while a payment may still succeed. Repeating the call changes nothing. A payment that the provider confirms afterwards still counts: the order becomes `paid`, with the flag `late`.
     */
    post: operations["cancelOrder"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/merchant/orders/{id}/resolve": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Say that what was wrong with an order is settled
     * @description A person has looked into what the order or a refund of it is flagged for, and has done what there was to do. It leaves the orders that need a person (`attention`); its flags, `reviewReasons` and `surplus` and the `review` of its refunds stay for your records, and `resolution` has the note. Nothing is paid or sent back, and what a refund under review may have sent can't be refunded here. If another payment or contradiction comes, it needs a person again; what was settled before stays in `earlierResolutions`. Send the `version` of the order that you looked at, so that nothing is settled which came since: `order_changed` if it has another one by now. Repeating the call changes nothing; `nothing_to_resolve` if nothing about the order needs a person, or somebody resolved it with another note.
     */
    post: operations["resolveOrder"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/merchant/orders/{id}/revoke-tokens": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Revoke all relay tokens of an order
     * @description Tokens issued so far are refused with `token_invalid`, and open event streams end. The resume secret stays valid, so the order's own page gets a new token by itself. The order and its version stay the same. Repeating the call revokes the tokens issued since.
     */
    post: operations["revokeOrderTokens"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/merchant/payment-links": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List payment links, newest first
     * @description `state=active`: those that take payments now; `ended`: those that don't. `q`: part of the title or the reference in any letter case, or the id. With either, a page may be short, or empty, although there is a `nextCursor`.
     */
    get: operations["listPaymentLinks"];
    put?: never;
    /** Create a payment link */
    post: operations["createPaymentLink"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/merchant/payment-links/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a payment link */
    get: operations["readMerchantPaymentLink"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Change, activate or deactivate a payment link */
    patch: operations["changePaymentLink"];
    trace?: never;
  };
  "/v1/merchant/payment-links/{id}/statistics": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read what the orders of a payment link come to */
    get: operations["readPaymentLinkStatistics"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/merchant/orders/{id}/refunds": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the refunds of an order, oldest first */
    get: operations["listRefunds"];
    put?: never;
    /**
     * Refund to the phone that paid
     * @description Pays out `amount`, or everything that is left of the payment. The relay never refunds more than was paid, even under concurrent requests. The `Idempotency-Key` is required and is kept for ever. The refund is stored before it is sent to the provider, and is sent once: if the response is lost, it is `unconfirmed`, counts as sent, and is queried for 72 hours. If a refund `failed`, nothing was sent; refund again with a new key.
     */
    post: operations["createRefund"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/merchant/orders/{id}/refunds/{refundId}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a refund */
    get: operations["readRefund"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/merchant/orders/{id}/refunds/{refundId}/reject": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Reject a refund that has not been paid */
    post: operations["rejectRefund"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/merchant/payouts/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read a payout at the provider
     * @description `timed_out` and `unknown` are not final: the money may have been sent.
     */
    get: operations["readPayout"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/merchant/payouts/{id}/reject": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Reject a payout that has not been paid
     * @description Returns the result of each line. `provider_conflict` if no line was rejected.
     */
    post: operations["rejectPayout"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/merchant/bills/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a bill payment at the provider */
    get: operations["readBill"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/merchant/routes": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the routes that the provider has assigned */
    get: operations["listRoutes"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/merchant/transfers/pending": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List transfers that await acceptance */
    get: operations["listPendingTransfers"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/merchant/transfers/{reference}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a transfer and the deliveries of the provider's webhooks about it */
    get: operations["readTransfer"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/merchant/transfers/{reference}/accept": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Accept a transfer
     * @description If the narration names an attempt, the transfer pays its order like any other. The decision is stored first: the relay never rejects the transfer afterwards.
     */
    post: operations["acceptTransfer"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/merchant/transfers/{reference}/reject": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Reject a transfer
     * @description The decision is stored first: the relay never accepts the transfer afterwards, and repeats the rejection until the provider has carried it out.
     */
    post: operations["rejectTransfer"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/merchant/unmatched-payments": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List payments that came without an order, newest first */
    get: operations["listUnmatchedPayments"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/merchant/unmatched-payments/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a payment that came without an order */
    get: operations["readUnmatchedPayment"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/merchant/unmatched-payments/{id}/raw": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read the provider's message about a payment as it came */
    get: operations["readUnmatchedPaymentBody"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/merchant/unmatched-payments/{id}/orders/{orderId}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * See what an order would become by a payment
     * @description The order as it would be if the payment was assigned to it now, by the same rules. Nothing is changed.
     */
    get: operations["previewUnmatchedPayment"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/merchant/unmatched-payments/{id}/assign": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Count a payment for an order
     * @description `GET …/orders/:orderId` says beforehand what comes of it. It counts as if it had come with the order's account: the order becomes `paid`, `overpaid`, `late` or needs a review by the same rules, and its page and webhooks say so. That can't be undone; to send the money back, refund it. A dismissed payment can be assigned. Repeating the call changes nothing; `payment_assigned` if the payment counts for another order.
     */
    post: operations["assignUnmatchedPayment"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/merchant/unmatched-payments/{id}/dismiss": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Dismiss a payment that belongs to no order
     * @description It is no longer counted as open. Nothing is sent back. Repeating the call changes nothing; `payment_dismissed` if it was dismissed with another note, `payment_assigned` if it counts for an order.
     */
    post: operations["dismissUnmatchedPayment"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/merchant/reconciliations": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List reconciled days, newest first
     * @description Each night, three hours after midnight in the merchant's time zone (`MALIPO_TIME_ZONE`), the relay asks the provider again about every attempt and refund that was created or settled on the day that ended. What the provider says is taken in as ever; where it differed, that is listed with its cause.
     */
    get: operations["listReconciliations"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/merchant/reconciliations/{day}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read how far a day's reconciliation is */
    get: operations["readReconciliation"];
    put?: never;
    /**
     * Reconcile a past day now
     * @description The day is compared from its beginning, in the background: read it until its `state` is no longer `running`. While it is running, the call changes nothing. What the provider says may pay orders.
     */
    post: operations["startReconciliation"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/merchant/reconciliations/{day}/differences": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List a day's differences, oldest first
     * @description Also those that are resolved: `taken_in` is what the relay did not know and holds now, `gone` is what a later run no longer found.
     */
    get: operations["listReconciliationDifferences"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/merchant/exports/orders.csv": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Export orders as CSV, oldest first
     * @description UTF-8 by RFC 4180, with a header line; new columns come last. Times are in the merchant's time zone (`MALIPO_TIME_ZONE`), with UTC beside them. `from` and `to` are times, or days of that time zone: `to=2026-11-30` includes the whole day. A text that a spreadsheet would run as a formula begins with `'`. A response that breaks off has no end: read it to its end before you use it.
     */
    get: operations["exportOrders"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/merchant/exports/refunds.csv": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Export refunds as CSV, oldest first
     * @description UTF-8 by RFC 4180, with a header line; new columns come last. Times are in the merchant's time zone (`MALIPO_TIME_ZONE`), with UTC beside them. `from` and `to` are times, or days of that time zone: `to=2026-11-30` includes the whole day. A text that a spreadsheet would run as a formula begins with `'`. A response that breaks off has no end: read it to its end before you use it.
     */
    get: operations["exportRefunds"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/merchant/exports/unmatched-payments.csv": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Export payments that came without an order as CSV, oldest first
     * @description UTF-8 by RFC 4180, with a header line; new columns come last. Times are in the merchant's time zone (`MALIPO_TIME_ZONE`), with UTC beside them. `from` and `to` are times, or days of that time zone: `to=2026-11-30` includes the whole day. A text that a spreadsheet would run as a formula begins with `'`. A response that breaks off has no end: read it to its end before you use it.
     */
    get: operations["exportUnmatchedPayments"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/merchant/exports/deliveries.csv": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Export webhook deliveries as CSV, oldest first
     * @description UTF-8 by RFC 4180, with a header line; new columns come last. Times are in the merchant's time zone (`MALIPO_TIME_ZONE`), with UTC beside them. `from` and `to` are times, or days of that time zone: `to=2026-11-30` includes the whole day. A text that a spreadsheet would run as a formula begins with `'`. A response that breaks off has no end: read it to its end before you use it.
     */
    get: operations["exportDeliveries"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/merchant/exports/audit-log.csv": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Export the audit log as CSV, oldest first
     * @description UTF-8 by RFC 4180, with a header line; new columns come last. Times are in the merchant's time zone (`MALIPO_TIME_ZONE`), with UTC beside them. `from` and `to` are times, or days of that time zone: `to=2026-11-30` includes the whole day. A text that a spreadsheet would run as a formula begins with `'`. A response that breaks off has no end: read it to its end before you use it.
     */
    get: operations["exportAuditLog"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/merchant/summary": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read what was sold in a time, and what waits for a person
     * @description `from` and `to` are times, or days of the merchant's time zone (`MALIPO_TIME_ZONE`): `to=2026-11-30` includes the whole day. Without `from`, the last 30 days; at most 366. Orders count for the time when they were created, in whole quarters of an hour. Orders that were removed because nobody paid them stay counted.
     */
    get: operations["readSummary"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/merchant/alerts": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List alerts to people, newest first
     * @description What the people of the shop were told (`MALIPO_ALERT_EMAIL`, `MALIPO_ALERT_WEBHOOK_URL`), and how far each message has come. One that waits for the end of quiet hours, or to be gathered with others, has no messages yet. Kept for 90 days.
     */
    get: operations["listAlerts"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/merchant/alerts/test": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Send a test alert
     * @description Sends a test to each address and to the webhook, once and at once, also in quiet hours, and returns how it was taken. It is not among the alerts.
     */
    post: operations["testAlerts"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/merchant/api-keys": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List API keys, oldest first
     * @description `MALIPO_MERCHANT_KEY` is the first. The keys themselves are not stored, so they are never shown again.
     */
    get: operations["listApiKeys"];
    put?: never;
    /**
     * Create an API key
     * @description `key` is shown in this response only. The scopes must be among those of the key that makes the call. If the response is lost, delete the key and create another one.
     */
    post: operations["createApiKey"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/merchant/api-keys/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read an API key */
    get: operations["readApiKey"];
    put?: never;
    post?: never;
    /**
     * Delete an API key
     * @description Every relay refuses it at once. Returns the key as it was. A key may delete any other, and itself; `MALIPO_MERCHANT_KEY` can't be deleted.
     */
    delete: operations["deleteApiKey"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/merchant/api-keys/{id}/rotate": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Rotate an API key
     * @description Returns a new `key` with the same id, name, scopes and expiry. What the key was before is accepted for `overlapSeconds` more (default: a day, at most a week); 0 for a key that has leaked. If the response is lost, rotate again: what was in use keeps its time.
     */
    post: operations["rotateApiKey"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/merchant/audit-log": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the audit log, newest first
     * @description Every call of the merchant API that changes something, also when it was refused or changed nothing, and every command that changes the database itself. `before` and `after` have only what differs. A call that asks a provider has two entries: `started`, and what came of it. A `started` entry without another of its request was cut off by a crash: read the object to learn what became of it. `createdFrom` and `createdBefore` are times, or days of the merchant's time zone (`MALIPO_TIME_ZONE`), which stand for their beginning.
     */
    get: operations["listAuditLog"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/merchant/settings": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read the relay's configuration, its versions, and the addresses to register with the providers
     * @description As the relay understood its variables when it started; of a secret only that it is set. An address that has a secret part comes without it: `malipo doctor --addresses` on the relay's machine shows it whole.
     */
    get: operations["readSettings"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/merchant/deliveries": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List webhooks, newest first */
    get: operations["listDeliveries"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/merchant/deliveries/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a webhook with its payload */
    get: operations["readDelivery"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/merchant/deliveries/{id}/redrive": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Send a webhook again, under the same id */
    post: operations["redriveDelivery"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/merchant/events": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List events, oldest or newest first
     * @description What webhooks say, with the same bodies, also if there is no endpoint; kept for 30 days. To go on later, pass the `cursor` of the last event that you know as `after`. `order=desc` lists the newest first, to look at, and takes no `after`. Those of an order are in their order, and what comes later comes behind.
     */
    get: operations["listEvents"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/merchant/webhook-endpoints": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List webhook endpoints, oldest first
     * @description `MALIPO_WEBHOOK_URL` is the first. Secrets are never shown again.
     */
    get: operations["listWebhookEndpoints"];
    put?: never;
    /**
     * Create a webhook endpoint
     * @description It is told of what happens from now on. `secret` is shown in this response only; if the response is lost, delete the endpoint and create another one. `events`: the types that it is told of; null or left out for all. The URL must be public, as that of `MALIPO_WEBHOOK_URL`.
     */
    post: operations["createWebhookEndpoint"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/merchant/webhook-endpoints/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a webhook endpoint */
    get: operations["readWebhookEndpoint"];
    put?: never;
    post?: never;
    /**
     * Delete a webhook endpoint
     * @description What was not delivered to it yet is given up (`dead`, with `lastError` `deleted`) and can't be redriven. Returns the endpoint as it was.
     */
    delete: operations["deleteWebhookEndpoint"];
    options?: never;
    head?: never;
    /**
     * Change, pause or resume a webhook endpoint
     * @description Only what is given changes. While an endpoint is paused, its webhooks are kept, and sent when it is resumed. A change of `events` is about what happens from now on.
     */
    patch: operations["updateWebhookEndpoint"];
    trace?: never;
  };
  "/v1/merchant/webhook-endpoints/{id}/rotate-secret": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Rotate the secret of a webhook endpoint
     * @description Returns a new `secret`. Webhooks are signed with the previous one as well for `overlapSeconds` (default: a day, at most a week); 0 for a secret that has leaked. If the response is lost, rotate again: what was in use keeps its time.
     */
    post: operations["rotateWebhookSecret"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/merchant/webhook-endpoints/{id}/test": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Send a test message to a webhook endpoint
     * @description Sends a signed message of the type `webhook.test` once, also while the endpoint is paused and whatever its events are, and returns how it was received. It is not among the deliveries.
     */
    post: operations["testWebhookEndpoint"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    Amount: {
      value: number;
      currency: string;
    };
    CreateOrderResponse: {
      order: components["schemas"]["Order"];
      token: string;
      /** Format: date-time */
      tokenExpiresAt: string;
      resumeSecret: string;
    };
    Order: {
      id: string;
      reference: string;
      version: number;
      livemode?: boolean;
      /** @enum {string} */
      status: "open" | "pending" | "paid" | "expired" | "cancelled";
      flags: {
        late: boolean;
        overpaid: boolean;
        review: boolean;
      };
      amount: components["schemas"]["Amount"];
      /** @enum {string} */
      payment?: "exact" | "partial";
      amountPaid?: components["schemas"]["Amount"];
      amountDue?: components["schemas"]["Amount"];
      depositDue?: components["schemas"]["Amount"];
      parts?: components["schemas"]["Part"][];
      /** Format: uri */
      receiptUrl?: string;
      lines: components["schemas"]["Line"][];
      adjustments?: components["schemas"]["Adjustment"][];
      source:
        | {
            /** @constant */
            type: "cart";
          }
        | {
            /** @constant */
            type: "payment_link";
            paymentLink: string;
            /** @constant */
            single?: true;
          }
        | {
            /** @constant */
            type: "merchant";
          };
      /** Format: date-time */
      expiresAt: string;
      methods: {
        id: string;
        title?: string;
        /** @enum {string} */
        input?: "none" | "phone";
        /** @enum {string} */
        action?: "redirect" | "prompt" | "paybill" | "tag";
        available: boolean;
        min?: components["schemas"]["Amount"];
        max?: components["schemas"]["Amount"];
        /** @enum {string} */
        reason?:
          | "attempt_alive"
          | "order_closed"
          | "below_min"
          | "above_max"
          | "currency"
          | "fraction"
          | "under_review";
        /** @enum {string} */
        reasonForAll?:
          | "attempt_alive"
          | "order_closed"
          | "below_min"
          | "above_max"
          | "currency"
          | "fraction"
          | "under_review";
        /** @enum {string} */
        reasonForDeposit?:
          | "attempt_alive"
          | "order_closed"
          | "below_min"
          | "above_max"
          | "currency"
          | "fraction"
          | "under_review";
      }[];
      attempt: components["schemas"]["Attempt"] | null;
      outcome: components["schemas"]["Outcome"] | null;
      refunds?: components["schemas"]["RefundTotals"];
      merchant: {
        name: string;
        /** Format: uri */
        supportUrl?: string;
      };
      currencyExponent: number;
      /** Format: date-time */
      serverTime: string;
      /** Format: date-time */
      createdAt?: string;
      reviewReasons?: (
        | "amount_mismatch"
        | "amount_disputed"
        | "receipt_used"
        | "contradicted"
        | "no_result"
        | "part_paid"
      )[];
      surplus?: components["schemas"]["Amount"];
      surplusLeft?: components["schemas"]["Amount"];
      attention?: ("review" | "overpaid")[];
      resolution?: {
        note: string;
        /** Format: date-time */
        at: string;
        complete: boolean;
      };
      earlierResolutions?: {
        note: string;
        /** Format: date-time */
        at: string;
      }[];
      metadata?: {
        [key: string]: string;
      };
      fields?: components["schemas"]["OrderField"][];
    };
    Part: {
      method: string;
      amount: components["schemas"]["Amount"];
      receipt: string | null;
      /** Format: date-time */
      at: string;
    };
    Line: {
      sku: string;
      name: string;
      quantity: number;
      unitAmount: components["schemas"]["Amount"];
      amount: components["schemas"]["Amount"];
      /** Format: uri */
      imageUrl?: string;
      maxQuantity?: number;
    };
    Adjustment: {
      /** @enum {string} */
      kind: "delivery" | "tax" | "discount";
      label: string;
      amount: components["schemas"]["Amount"];
    };
    Attempt: {
      id: string;
      method: string;
      amount?: components["schemas"]["Amount"];
      /** @enum {string} */
      status:
        | "submitting"
        | "submit_unknown"
        | "awaiting_payer"
        | "processing"
        | "unconfirmed"
        | "succeeded"
        | "failed"
        | "cancelled"
        | "expired";
      action:
        | (
            | {
                /** @constant */
                type: "redirect";
                /** Format: uri */
                url: string;
              }
            | {
                /** @constant */
                type: "prompt";
                phone: string;
              }
            | {
                /** @constant */
                type: "paybill";
                shortCode: string;
                account: string;
              }
            | {
                /** @constant */
                type: "tag";
                tag: string;
                narration: string;
              }
          )
        | null;
      failure: {
        /** @enum {string} */
        code:
          | "insufficient_funds"
          | "limit_exceeded"
          | "wrong_pin"
          | "phone_unreachable"
          | "session_busy"
          | "declined"
          | "invalid_account"
          | "provider_unavailable"
          | "amount_mismatch"
          | "unknown";
        retryable: boolean;
        retryAfterSeconds: number;
      } | null;
      promptExpiresAt: string | null;
      retryAt: string | null;
      /** Format: date-time */
      createdAt: string;
    };
    Outcome: {
      id: string;
      /** @enum {string} */
      status: "paid" | "expired" | "cancelled";
      method: string | null;
      amount: components["schemas"]["Amount"];
      receipt: string | null;
      /** Format: date-time */
      at: string;
      late: boolean;
      /** Format: uri */
      receiptUrl?: string;
    };
    RefundTotals: {
      /** @enum {string} */
      state: "paid" | "partly_refunded" | "refunded";
      paid: components["schemas"]["Amount"];
      pending: components["schemas"]["Amount"];
    };
    OrderField: {
      id: string;
      label: string;
      value: string;
    };
    Problem: {
      /** Format: uri */
      type: string;
      title: string;
      status: number;
      detail: string;
      instance: string;
      /** @enum {string} */
      code:
        | "invalid_request"
        | "invalid_json"
        | "body_too_large"
        | "unsupported_media_type"
        | "idempotency_key_missing"
        | "idempotency_key_invalid"
        | "idempotency_key_reused"
        | "request_in_progress"
        | "token_missing"
        | "token_invalid"
        | "token_expired"
        | "origin_refused"
        | "merchant_key_missing"
        | "merchant_key_invalid"
        | "merchant_key_expired"
        | "console_signed_out"
        | "console_origin_refused"
        | "console_insecure"
        | "insufficient_scope"
        | "not_found"
        | "method_not_allowed"
        | "unknown_sku"
        | "quantity_too_large"
        | "cart_token_invalid"
        | "currency_unsupported"
        | "amount_required"
        | "amount_not_allowed"
        | "amount_out_of_range"
        | "link_inactive"
        | "link_used_up"
        | "phone_used"
        | "quantity_not_allowed"
        | "return_url_refused"
        | "order_not_changeable"
        | "order_closed"
        | "order_under_review"
        | "attempt_alive"
        | "method_unavailable"
        | "phone_required"
        | "phone_not_allowed"
        | "phone_invalid"
        | "check_too_soon"
        | "too_many_requests"
        | "too_many_streams"
        | "too_many_exports"
        | "catalog_unavailable"
        | "store_unavailable"
        | "provider_unavailable"
        | "provider_busy"
        | "provider_outcome_unknown"
        | "provider_refused"
        | "provider_conflict"
        | "provider_not_configured"
        | "refund_not_possible"
        | "refund_closed"
        | "attempt_required"
        | "api_key_not_changeable"
        | "too_many_api_keys"
        | "webhook_endpoint_not_changeable"
        | "too_many_webhook_endpoints"
        | "webhook_endpoint_deleted"
        | "payment_assigned"
        | "payment_dismissed"
        | "nothing_to_resolve"
        | "order_changed"
        | "day_not_over"
        | "callback_refused"
        | "internal_error";
      errors?: {
        field: string;
        message: string;
      }[];
      /** @enum {string} */
      scope?: "read" | "orders" | "links" | "money_out" | "admin";
    };
    Deposit: {
      percent: number;
    };
    LinkQuantity: {
      min: number;
      max: number;
    };
    LinkField:
      | {
          id: string;
          label: string;
          required: boolean;
          /** @constant */
          type: "text";
        }
      | {
          id: string;
          label: string;
          required: boolean;
          /** @constant */
          type: "number";
        }
      | {
          id: string;
          label: string;
          required: boolean;
          /** @constant */
          type: "choice";
          choices: string[];
        };
    CreateMerchantOrder: {
      lines: {
        sku: string;
        name: string;
        quantity: number;
        unitAmount: components["schemas"]["Amount"];
        amount?: components["schemas"]["Amount"];
        /** Format: uri */
        imageUrl?: string;
      }[];
      adjustments?: components["schemas"]["Adjustment"][];
      /** @enum {string} */
      payment?: "exact" | "partial";
      deposit?: components["schemas"]["Deposit"];
      reference?: string;
      expiresInSeconds?: number;
      customer?: {
        /** @description Cut to 128 characters. */
        name?: string | null;
        /** @description Dropped where it is no e-mail address. */
        email?: string | null;
        /** @description In any spelling; dropped where it holds no digit. */
        phone?: string | null;
      } | null;
      /** @description BCP 47, also with an underscore; dropped where it is no language tag. Words are in English where the language is not known. */
      locale?: string | null;
      /** Format: uri */
      returnUrl?: string;
      metadata?: {
        [key: string]: string;
      };
    };
    OrderList: {
      orders: components["schemas"]["Order"][];
      nextCursor: string | null;
    };
    OrderHistory: {
      order: components["schemas"]["Order"];
      customer: {
        name?: string;
        email?: string;
        phone?: string;
      } | null;
      attempts: components["schemas"]["MerchantAttempt"][];
      observations: components["schemas"]["Observation"][];
      refunds: components["schemas"]["Refund"][];
      refundable: {
        attemptId: string;
        left: components["schemas"]["Amount"];
        obstacle:
          | (
              | "not_offered"
              | "other_account"
              | "payer_unverified"
              | "phone_erased"
              | "amount_disputed"
              | "nothing_left"
              | "still_payable"
            )
          | null;
      }[];
      deliveries: components["schemas"]["Delivery"][];
    };
    MerchantAttempt: {
      id: string;
      method: string;
      amount?: components["schemas"]["Amount"];
      /** @enum {string} */
      status:
        | "submitting"
        | "submit_unknown"
        | "awaiting_payer"
        | "processing"
        | "unconfirmed"
        | "succeeded"
        | "failed"
        | "cancelled"
        | "expired";
      action:
        | (
            | {
                /** @constant */
                type: "redirect";
                /** Format: uri */
                url: string;
              }
            | {
                /** @constant */
                type: "prompt";
                phone: string;
              }
            | {
                /** @constant */
                type: "paybill";
                shortCode: string;
                account: string;
              }
            | {
                /** @constant */
                type: "tag";
                tag: string;
                narration: string;
              }
          )
        | null;
      failure: {
        /** @enum {string} */
        code:
          | "insufficient_funds"
          | "limit_exceeded"
          | "wrong_pin"
          | "phone_unreachable"
          | "session_busy"
          | "declined"
          | "invalid_account"
          | "provider_unavailable"
          | "amount_mismatch"
          | "unknown";
        retryable: boolean;
        retryAfterSeconds: number;
      } | null;
      promptExpiresAt: string | null;
      retryAt: string | null;
      /** Format: date-time */
      createdAt: string;
      provider: string;
      phone: string | null;
      receipt: string | null;
      payerReference: string | null;
      transfer: string | null;
      payments: {
        receipt: string;
        amount: components["schemas"]["Amount"];
        /** Format: date-time */
        at: string;
      }[];
    };
    Observation: {
      attemptId: string;
      /** @enum {string} */
      source:
        "submit" | "query" | "callback" | "schedule" | "shopper" | "merchant";
      /** Format: date-time */
      at: string;
      kind: string | null;
      body: string | null;
    };
    Refund: {
      /** Format: uuid */
      id: string;
      orderId: string;
      attemptId: string;
      amount: components["schemas"]["Amount"];
      /** @enum {string} */
      status:
        | "submitting"
        | "pending"
        | "unconfirmed"
        | "paid"
        | "failed"
        | "rejected";
      reason: string;
      phone: string;
      receipt: string | null;
      failure:
        | (
            | "insufficient_funds"
            | "limit_exceeded"
            | "wrong_pin"
            | "phone_unreachable"
            | "session_busy"
            | "declined"
            | "invalid_account"
            | "provider_unavailable"
            | "amount_mismatch"
            | "unknown"
          )
        | null;
      review: boolean;
      /** Format: date-time */
      createdAt: string;
    };
    Delivery: {
      id: string;
      eventId: string;
      endpointId: string;
      /** @enum {string} */
      event:
        | "order.paid"
        | "order.partly_paid"
        | "order.expired"
        | "order.cancelled"
        | "order.review"
        | "order.overpaid"
        | "attempt.failed"
        | "refund.paid"
        | "refund.failed";
      orderId: string;
      reference: string;
      /** @enum {string} */
      status: "pending" | "delivered" | "dead";
      tries: number;
      lastTryAt: string | null;
      lastStatus: number | null;
      lastError:
        | (
            | "timeout"
            | "connection"
            | "private_address"
            | "redirect"
            | "gone"
            | "status"
            | "deleted"
          )
        | null;
      nextTryAt: string | null;
      /** Format: date-time */
      createdAt: string;
      deliveredAt: string | null;
    };
    OneOrder: {
      order: components["schemas"]["Order"];
    };
    ResolveOrder: {
      note: string;
      version?: number;
    };
    PaymentLinkInput: {
      title?: string;
      description?: string | null;
      reference?: string | null;
      currency?: string;
      amount?: components["schemas"]["Amount"] | null;
      min?: components["schemas"]["Amount"] | null;
      max?: components["schemas"]["Amount"] | null;
      /** @enum {string} */
      payment?: "exact" | "partial";
      deposit?: components["schemas"]["Deposit"] | null;
      active?: boolean;
      expiresAt?: string | null;
      returnUrl?: string | null;
      mirror?: boolean;
      maxPayments?: number | null;
      stock?: number | null;
      quantity?: components["schemas"]["LinkQuantity"] | null;
      onePerPhone?: boolean;
      inactiveMessage?: string | null;
      imageUrl?: string | null;
      suggestedAmounts?: components["schemas"]["Amount"][] | null;
      fields?: components["schemas"]["LinkField"][] | null;
      successUrl?: string | null;
      metadata?: {
        [key: string]: string;
      } | null;
    };
    MerchantPaymentLink: {
      id: string;
      title: string;
      description: string | null;
      currency: string;
      amount: components["schemas"]["Amount"] | null;
      min: components["schemas"]["Amount"] | null;
      max: components["schemas"]["Amount"] | null;
      /** @enum {string} */
      payment?: "exact" | "partial";
      deposit?: components["schemas"]["Deposit"];
      active: boolean;
      /** @enum {string} */
      reason?: "deactivated" | "expired" | "used_up" | "sold_out";
      inactiveMessage?: string;
      /** Format: uri */
      imageUrl?: string;
      quantity?: components["schemas"]["LinkQuantity"];
      suggestedAmounts?: components["schemas"]["Amount"][];
      fields?: components["schemas"]["LinkField"][];
      onePerPhone?: boolean;
      /** @constant */
      single?: true;
      remainingPayments?: number;
      remainingStock?: number;
      /** Format: uri */
      successUrl?: string;
      livemode?: boolean;
      expiresAt: string | null;
      merchant: {
        name: string;
        /** Format: uri */
        supportUrl?: string;
      };
      currencyExponent: number;
      /** Format: uri */
      url: string;
      reference: string | null;
      returnUrl: string | null;
      enabled: boolean;
      maxPayments?: number;
      stock?: number;
      metadata?: {
        [key: string]: string;
      };
      mirror: components["schemas"]["LinkMirror"] | null;
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      updatedAt: string;
    };
    LinkMirror: {
      /** @enum {string} */
      state: "pending" | "carried_over" | "failed" | "stopped";
      providerId: string | null;
      url: string | null;
      fault: string | null;
      stillOpen: boolean;
    };
    PaymentLinkList: {
      paymentLinks: components["schemas"]["MerchantPaymentLink"][];
      nextCursor: string | null;
    };
    LinkStatistics: {
      orders: number;
      pending: number;
      paid: number;
      units: number;
      sums: components["schemas"]["Amount"][];
      lastPaidAt: string | null;
      remainingPayments: number | null;
      remainingStock: number | null;
    };
    CreateRefund: {
      amount?: components["schemas"]["Amount"];
      attemptId?: string;
      reason: string;
    };
    RefundResponse: {
      refund: components["schemas"]["Refund"];
    };
    RefundList: {
      refunds: components["schemas"]["Refund"][];
    };
    Payout: {
      id: string;
      providerId: string | null;
      processed: boolean;
      /** @enum {string} */
      status:
        "pending" | "paid" | "failed" | "rejected" | "timed_out" | "unknown";
      remarks: string | null;
      lines: components["schemas"]["PayoutLine"][];
      balances: {
        working: components["schemas"]["Amount"] | null;
        utility: components["schemas"]["Amount"] | null;
        wallet: components["schemas"]["Amount"] | null;
      } | null;
    };
    PayoutLine: {
      /** @enum {string} */
      status:
        "pending" | "paid" | "failed" | "rejected" | "timed_out" | "unknown";
      amount: components["schemas"]["Amount"] | null;
      fee: components["schemas"]["Amount"] | null;
      result: {
        code: string;
        description: string | null;
        /** @enum {string} */
        advice:
          | "none"
          | "retry_with_new_id"
          | "retry_with_same_id"
          | "query_again"
          | "do_not_retry"
          | "ask_the_provider";
      } | null;
      recipient: {
        name: string | null;
        phone: string | null;
        account: string | null;
      };
      reference: string | null;
      trackingNumber: string | null;
      receipt: string | null;
      at: string | null;
    };
    PayoutRejection: {
      lines: {
        id: string;
        rejected: boolean;
        code: string;
        reason: string | null;
      }[];
    };
    Bill: {
      id: string;
      providerId: string | null;
      /** @enum {string} */
      status:
        "pending" | "paid" | "failed" | "rejected" | "timed_out" | "unknown";
      statusDescription: string | null;
      amount: components["schemas"]["Amount"] | null;
      dueAmount: components["schemas"]["Amount"] | null;
      dueDate: string | null;
      serviceCode: string | null;
      accountNumber: string | null;
      accountName: string | null;
      customerName: string | null;
      phone: string | null;
      narration: string | null;
      receipt: string | null;
      paidAt: string | null;
      receivedAt: string | null;
    };
    RouteList: {
      routes: {
        id: string;
        category: string | null;
        description: string | null;
        integration: string | null;
        country: string | null;
        active: boolean;
        channels: {
          type: number;
          description: string | null;
        }[];
      }[];
      /** Format: date-time */
      fetchedAt: string;
    };
    TransferList: {
      transfers: components["schemas"]["Transfer"][];
    };
    Transfer: {
      reference: string;
      /** @enum {string} */
      status:
        | "awaiting_acceptance"
        | "completed"
        | "rejected"
        | "expired"
        | "unknown";
      senderTag: string;
      senderApp: string | null;
      receiverTag: string;
      amount: components["schemas"]["Amount"] | null;
      currency: string;
      amountText: string;
      narration: string | null;
      rejectionReason: string | null;
      expiresAt: string | null;
      createdAt: string | null;
    };
    TransferHistory: {
      transfer: components["schemas"]["Transfer"];
      notices:
        | {
            direction: string;
            eventType: string;
            status: string;
            attempts: number;
            targetUrl: string | null;
            lastError: string | null;
            lastAttemptAt: string | null;
            deliveredAt: string | null;
          }[]
        | null;
    };
    TransferResponse: {
      transfer: components["schemas"]["Transfer"];
    };
    RejectTransfer: {
      reason: string;
    };
    UnmatchedPaymentList: {
      unmatchedPayments: components["schemas"]["UnmatchedPayment"][];
      nextCursor: string | null;
    };
    UnmatchedPayment: {
      id: string;
      provider: string;
      /** @enum {string} */
      state: "open" | "assigned" | "dismissed";
      account: string | null;
      amount: components["schemas"]["Amount"] | null;
      payerName: string | null;
      phone: string | null;
      phoneHidden: boolean;
      /** Format: date-time */
      at: string;
      surplusOf: {
        paymentLink: string;
        orderId: string;
      } | null;
      assigned: {
        orderId: string;
        attemptId: string;
        /** Format: date-time */
        at: string;
      } | null;
      dismissed: {
        note: string;
        /** Format: date-time */
        at: string;
      } | null;
    };
    UnmatchedPaymentResponse: {
      unmatchedPayment: components["schemas"]["UnmatchedPayment"];
    };
    UnmatchedPaymentBody: {
      id: string;
      body: string;
    };
    AssignPayment: {
      orderId: string;
    };
    AssignedPayment: {
      unmatchedPayment: components["schemas"]["UnmatchedPayment"];
      order: components["schemas"]["Order"];
    };
    DismissPayment: {
      note: string;
    };
    ReconciliationList: {
      reconciliations: components["schemas"]["Reconciliation"][];
      nextCursor: string | null;
    };
    Reconciliation: {
      /** Format: date */
      day: string;
      timeZone: string;
      /** Format: date-time */
      from: string;
      /** Format: date-time */
      to: string;
      /** @enum {string} */
      state: "running" | "finished" | "given_up";
      runs: number;
      /** Format: date-time */
      startedAt: string;
      endedAt: string | null;
      progress: {
        done: number;
        total: number;
      };
      asked: {
        attempts: number;
        refunds: number;
      };
      notAsked: number;
      differences: {
        open: number;
        resolved: number;
      };
    };
    ReconciliationResponse: {
      reconciliation: components["schemas"]["Reconciliation"];
    };
    ReconciliationDifferenceList: {
      differences: components["schemas"]["ReconciliationDifference"][];
      nextCursor: string | null;
    };
    ReconciliationDifference: {
      id: string;
      /** Format: date */
      day: string;
      /** @enum {string} */
      cause:
        | "paid_at_provider_not_here"
        | "paid_here_not_at_provider"
        | "amount_differs"
        | "receipt_differs"
        | "unknown_to_provider"
        | "refund_differs"
        | "no_answer"
        | "provider_not_configured";
      /** @enum {string} */
      state: "open" | "resolved";
      orderId: string;
      reference: string;
      attemptId: string;
      refundId: string | null;
      provider: string;
      method: string;
      here: {
        status: string;
        amount: components["schemas"]["Amount"];
        receipt: string | null;
      };
      atProvider: {
        /** @enum {string} */
        says: "paid" | "not_paid" | "pending" | "unknown" | "no_answer";
        amount: components["schemas"]["Amount"] | null;
        receipt: string | null;
      };
      /** Format: date-time */
      foundAt: string;
      /** Format: date-time */
      checkedAt: string;
      resolution: ("taken_in" | "gone") | null;
    };
    Summary: {
      /** Format: date-time */
      from: string;
      /** Format: date-time */
      to: string;
      timeZone: string;
      totals: {
        /** @enum {string} */
        status: "open" | "pending" | "paid" | "expired" | "cancelled";
        method: string | null;
        provider: string | null;
        count: number;
        amount: components["schemas"]["Amount"];
      }[];
      days: {
        /** Format: date */
        day: string;
        totals: {
          /** @enum {string} */
          status: "open" | "pending" | "paid" | "expired" | "cancelled";
          method: string | null;
          provider: string | null;
          count: number;
          amount: components["schemas"]["Amount"];
        }[];
      }[];
      successRate: number | null;
      promptToPaid: {
        count: number;
        p50Seconds: number;
        p95Seconds: number;
      } | null;
      providers: {
        [key: string]: "up" | "down" | "unknown" | "not_configured";
      };
      backlog: {
        tasks: {
          kind: string;
          due: number;
          oldestDueMs: number;
        }[];
        pendingDeliveries: number;
      };
      openBalances: {
        count: number;
        paid: components["schemas"]["Amount"];
        due: components["schemas"]["Amount"];
      }[];
      attention: {
        reviews: number;
        overpaid: number;
        refundsInReview: number;
        unmatchedPayments: number;
        undecidedTransfers: number;
        deadDeliveries: number;
      };
    };
    AlertList: {
      alerts: components["schemas"]["ListedAlert"][];
      nextCursor: string | null;
    };
    ListedAlert: {
      id: string;
      /** @enum {string} */
      type:
        | "order.paid"
        | "order.review"
        | "payment.unmatched"
        | "delivery.dead"
        | "provider.down"
        | "reconciliation.difference"
        | "provider.up";
      /** Format: date-time */
      at: string;
      about: components["schemas"]["AlertFacts"];
      /** @enum {string} */
      state: "waiting" | "sent" | "failed";
      messages: components["schemas"]["AlertMessage"][];
    };
    AlertFacts: {
      orderId?: string;
      reference?: string;
      amount?: components["schemas"]["Amount"] | null;
      flags?: ("review" | "overpaid")[];
      unmatchedPaymentId?: string;
      provider?: string;
      deliveryId?: string;
      /** @enum {string} */
      event?:
        | "order.paid"
        | "order.partly_paid"
        | "order.expired"
        | "order.cancelled"
        | "order.review"
        | "order.overpaid"
        | "attempt.failed"
        | "refund.paid"
        | "refund.failed";
      endpointId?: string;
      lastStatus?: number | null;
      lastError?:
        | (
            | "timeout"
            | "connection"
            | "private_address"
            | "redirect"
            | "gone"
            | "status"
            | "deleted"
          )
        | null;
      /** Format: date-time */
      since?: string;
      /** Format: date-time */
      until?: string;
    };
    AlertMessage: {
      id: string;
      /** @enum {string} */
      channel: "email" | "webhook";
      to: string;
      /** @enum {string} */
      state: "waiting" | "sent" | "failed";
      tries: number;
      lastStatus: number | null;
      sentAt: string | null;
    };
    AlertTest: {
      id: string;
      results: {
        /** @enum {string} */
        channel: "email" | "webhook";
        to: string;
        sent: boolean;
        status: number | null;
      }[];
    };
    ApiKeyList: {
      apiKeys: components["schemas"]["ApiKey"][];
    };
    ApiKey: {
      id: string;
      name: string;
      prefix: string | null;
      scopes: ("read" | "orders" | "links" | "money_out" | "admin")[];
      livemode: boolean;
      configured: boolean;
      createdAt: string | null;
      lastUsedAt: string | null;
      expiresAt: string | null;
      previousAcceptedUntil: string | null;
    };
    OneApiKey: {
      apiKey: components["schemas"]["ApiKey"];
    };
    NewApiKey: {
      apiKey: components["schemas"]["ApiKey"];
      key: string;
    };
    AuditLog: {
      entries: components["schemas"]["AuditEntry"][];
      nextCursor: string | null;
    };
    AuditEntry: {
      id: string;
      /** Format: date-time */
      at: string;
      actor: {
        /** @enum {string} */
        type: "key" | "user" | "command_line";
        id: string;
        name: string;
      };
      action: string;
      object: {
        /** @enum {string} */
        type:
          | "order"
          | "payment_link"
          | "payout"
          | "transfer"
          | "delivery"
          | "unmatched_payment"
          | "reconciliation"
          | "api_key"
          | "webhook_endpoint"
          | "alert"
          | "signing_key";
        id: string | null;
      };
      /** @enum {string} */
      outcome:
        "started" | "done" | "unchanged" | "refused" | "unknown" | "failed";
      code: string | null;
      requestId: string | null;
      before: components["schemas"]["AuditFacts"] | null;
      after: components["schemas"]["AuditFacts"] | null;
    };
    AuditFacts: {
      status?: string;
      reference?: string | null;
      amount?: components["schemas"]["Amount"] | null;
      currency?: string;
      min?: components["schemas"]["Amount"] | null;
      max?: components["schemas"]["Amount"] | null;
      title?: string;
      active?: boolean;
      returnUrl?: string | null;
      mirror?: boolean;
      expiresAt?: string | null;
      maxPayments?: number | null;
      stock?: number | null;
      /** @enum {string} */
      payment?: "exact" | "partial";
      depositPercent?: number | null;
      quantity?: string | null;
      onePerPhone?: boolean;
      successUrl?: string | null;
      inactiveMessage?: string | null;
      imageUrl?: string | null;
      suggestedAmounts?: components["schemas"]["Amount"][] | null;
      fields?: string | null;
      metadata?: string | null;
      orderId?: string;
      refundId?: string;
      attemptId?: string;
      tokenEpoch?: number;
      verdict?: string;
      tries?: number;
      rejectedLines?: number;
      name?: string;
      scopes?: string;
      previousAcceptedUntil?: string | null;
      description?: string | null;
      url?: string;
      events?: string;
      paused?: boolean;
      gone?: boolean;
      pausedUntil?: string | null;
      erasedRecords?: number;
      needsPerson?: boolean;
    };
    Settings: {
      livemode: boolean;
      publicUrl: string;
      versions: {
        relay: string;
        widget: string | null;
        node: string;
        database: string;
        schema: number;
      };
      providers: {
        id: string;
        title: string;
        configured: boolean;
        livemode: boolean | null;
        methods: {
          id: string;
          title: string;
          offered: boolean;
        }[];
      }[];
      addresses: {
        provider: string;
        title: string;
        url: string;
        secret: boolean;
      }[];
      variables: components["schemas"]["VariableSetting"][];
    };
    VariableSetting: {
      name: string;
      group: string;
      about: string;
      set: boolean;
      value: string | null;
    };
    DeliveryList: {
      deliveries: components["schemas"]["Delivery"][];
      nextCursor: string | null;
    };
    DeliveryWithPayload: {
      id: string;
      eventId: string;
      endpointId: string;
      /** @enum {string} */
      event:
        | "order.paid"
        | "order.partly_paid"
        | "order.expired"
        | "order.cancelled"
        | "order.review"
        | "order.overpaid"
        | "attempt.failed"
        | "refund.paid"
        | "refund.failed";
      orderId: string;
      reference: string;
      /** @enum {string} */
      status: "pending" | "delivered" | "dead";
      tries: number;
      lastTryAt: string | null;
      lastStatus: number | null;
      lastError:
        | (
            | "timeout"
            | "connection"
            | "private_address"
            | "redirect"
            | "gone"
            | "status"
            | "deleted"
          )
        | null;
      nextTryAt: string | null;
      /** Format: date-time */
      createdAt: string;
      deliveredAt: string | null;
      payload: {
        [key: string]: unknown;
      };
    };
    EventList: {
      events: components["schemas"]["MerchantEvent"][];
      nextCursor: string | null;
    };
    MerchantEvent: {
      id: string;
      cursor: string;
      payload: components["schemas"]["WebhookPayload"];
    };
    WebhookPayload: {
      /** @enum {string} */
      type:
        | "order.paid"
        | "order.partly_paid"
        | "order.expired"
        | "order.cancelled"
        | "order.review"
        | "order.overpaid"
        | "attempt.failed"
        | "refund.paid"
        | "refund.failed";
      /** Format: date-time */
      timestamp: string;
      data: {
        order: components["schemas"]["Order"];
        attempt?: components["schemas"]["MerchantAttempt"];
        refund?: components["schemas"]["Refund"];
      };
    };
    WebhookEndpointList: {
      webhookEndpoints: components["schemas"]["WebhookEndpoint"][];
    };
    WebhookEndpoint: {
      id: string;
      name: string;
      description: string | null;
      url: string;
      events:
        | (
            | "order.paid"
            | "order.partly_paid"
            | "order.expired"
            | "order.cancelled"
            | "order.review"
            | "order.overpaid"
            | "attempt.failed"
            | "refund.paid"
            | "refund.failed"
          )[]
        | null;
      paused: boolean;
      gone: boolean;
      configured: boolean;
      createdAt: string | null;
      previousSecretUntil: string | null;
    };
    OneWebhookEndpoint: {
      webhookEndpoint: components["schemas"]["WebhookEndpoint"];
    };
    NewWebhookEndpoint: {
      webhookEndpoint: components["schemas"]["WebhookEndpoint"];
      secret: string;
    };
    WebhookTest: {
      id: string;
      delivered: boolean;
      status: number | null;
      error:
        | (
            | "timeout"
            | "connection"
            | "private_address"
            | "redirect"
            | "gone"
            | "status"
            | "deleted"
          )
        | null;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type Amount = components["schemas"]["Amount"];
export type CreateOrderResponse = components["schemas"]["CreateOrderResponse"];
export type Order = components["schemas"]["Order"];
export type Part = components["schemas"]["Part"];
export type Line = components["schemas"]["Line"];
export type Adjustment = components["schemas"]["Adjustment"];
export type Attempt = components["schemas"]["Attempt"];
export type Outcome = components["schemas"]["Outcome"];
export type RefundTotals = components["schemas"]["RefundTotals"];
export type OrderField = components["schemas"]["OrderField"];
export type Problem = components["schemas"]["Problem"];
export type Deposit = components["schemas"]["Deposit"];
export type LinkQuantity = components["schemas"]["LinkQuantity"];
export type LinkField = components["schemas"]["LinkField"];
export type CreateMerchantOrder = components["schemas"]["CreateMerchantOrder"];
export type OrderList = components["schemas"]["OrderList"];
export type OrderHistory = components["schemas"]["OrderHistory"];
export type MerchantAttempt = components["schemas"]["MerchantAttempt"];
export type Observation = components["schemas"]["Observation"];
export type Refund = components["schemas"]["Refund"];
export type Delivery = components["schemas"]["Delivery"];
export type OneOrder = components["schemas"]["OneOrder"];
export type ResolveOrder = components["schemas"]["ResolveOrder"];
export type PaymentLinkInput = components["schemas"]["PaymentLinkInput"];
export type MerchantPaymentLink = components["schemas"]["MerchantPaymentLink"];
export type LinkMirror = components["schemas"]["LinkMirror"];
export type PaymentLinkList = components["schemas"]["PaymentLinkList"];
export type LinkStatistics = components["schemas"]["LinkStatistics"];
export type CreateRefund = components["schemas"]["CreateRefund"];
export type RefundResponse = components["schemas"]["RefundResponse"];
export type RefundList = components["schemas"]["RefundList"];
export type Payout = components["schemas"]["Payout"];
export type PayoutLine = components["schemas"]["PayoutLine"];
export type PayoutRejection = components["schemas"]["PayoutRejection"];
export type Bill = components["schemas"]["Bill"];
export type RouteList = components["schemas"]["RouteList"];
export type TransferList = components["schemas"]["TransferList"];
export type Transfer = components["schemas"]["Transfer"];
export type TransferHistory = components["schemas"]["TransferHistory"];
export type TransferResponse = components["schemas"]["TransferResponse"];
export type RejectTransfer = components["schemas"]["RejectTransfer"];
export type UnmatchedPaymentList =
  components["schemas"]["UnmatchedPaymentList"];
export type UnmatchedPayment = components["schemas"]["UnmatchedPayment"];
export type UnmatchedPaymentResponse =
  components["schemas"]["UnmatchedPaymentResponse"];
export type UnmatchedPaymentBody =
  components["schemas"]["UnmatchedPaymentBody"];
export type AssignPayment = components["schemas"]["AssignPayment"];
export type AssignedPayment = components["schemas"]["AssignedPayment"];
export type DismissPayment = components["schemas"]["DismissPayment"];
export type ReconciliationList = components["schemas"]["ReconciliationList"];
export type Reconciliation = components["schemas"]["Reconciliation"];
export type ReconciliationResponse =
  components["schemas"]["ReconciliationResponse"];
export type ReconciliationDifferenceList =
  components["schemas"]["ReconciliationDifferenceList"];
export type ReconciliationDifference =
  components["schemas"]["ReconciliationDifference"];
export type Summary = components["schemas"]["Summary"];
export type AlertList = components["schemas"]["AlertList"];
export type ListedAlert = components["schemas"]["ListedAlert"];
export type AlertFacts = components["schemas"]["AlertFacts"];
export type AlertMessage = components["schemas"]["AlertMessage"];
export type AlertTest = components["schemas"]["AlertTest"];
export type ApiKeyList = components["schemas"]["ApiKeyList"];
export type ApiKey = components["schemas"]["ApiKey"];
export type OneApiKey = components["schemas"]["OneApiKey"];
export type NewApiKey = components["schemas"]["NewApiKey"];
export type AuditLog = components["schemas"]["AuditLog"];
export type AuditEntry = components["schemas"]["AuditEntry"];
export type AuditFacts = components["schemas"]["AuditFacts"];
export type Settings = components["schemas"]["Settings"];
export type VariableSetting = components["schemas"]["VariableSetting"];
export type DeliveryList = components["schemas"]["DeliveryList"];
export type DeliveryWithPayload = components["schemas"]["DeliveryWithPayload"];
export type EventList = components["schemas"]["EventList"];
export type MerchantEvent = components["schemas"]["MerchantEvent"];
export type WebhookPayload = components["schemas"]["WebhookPayload"];
export type WebhookEndpointList = components["schemas"]["WebhookEndpointList"];
export type WebhookEndpoint = components["schemas"]["WebhookEndpoint"];
export type OneWebhookEndpoint = components["schemas"]["OneWebhookEndpoint"];
export type NewWebhookEndpoint = components["schemas"]["NewWebhookEndpoint"];
export type WebhookTest = components["schemas"]["WebhookTest"];
export type $defs = Record<string, never>;
export interface operations {
  listOrders: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
        q?: string;
        status?: "open" | "pending" | "paid" | "expired" | "cancelled";
        attention?: "any" | "review" | "overpaid" | "refund";
        partlyPaid?: "true";
        reference?: string;
        paymentLink?: string;
        createdFrom?: string;
        createdBefore?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of orders. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["OrderList"];
        };
      };
      /** @description `invalid_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  createMerchantOrder: {
    parameters: {
      query?: never;
      header?: {
        /** @description A random value for each new request, the same one when it is repeated. */
        "Idempotency-Key"?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["CreateMerchantOrder"];
      };
    };
    responses: {
      /** @description The order. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["CreateOrderResponse"];
        };
      };
      /** @description `invalid_request`, `invalid_json`, `idempotency_key_invalid` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `request_in_progress` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `body_too_large` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `unsupported_media_type` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `idempotency_key_reused`, `amount_out_of_range`, `currency_unsupported`, `return_url_refused` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  readOrderHistory: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The order's id. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The history. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["OrderHistory"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  checkOrder: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The order's id. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        "application/json": Record<string, never>;
      };
    };
    responses: {
      /** @description The order. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["OneOrder"];
        };
      };
      /** @description `invalid_request`, `invalid_json` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `body_too_large` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `unsupported_media_type` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests`, `check_too_soon` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  cancelOrder: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The order's id. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        "application/json": Record<string, never>;
      };
    };
    responses: {
      /** @description The order. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["OneOrder"];
        };
      };
      /** @description `invalid_request`, `invalid_json` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `attempt_alive`, `order_closed`, `order_under_review` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `body_too_large` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `unsupported_media_type` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  resolveOrder: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The order's id. */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ResolveOrder"];
      };
    };
    responses: {
      /** @description The order. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["OneOrder"];
        };
      };
      /** @description `invalid_request`, `invalid_json` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `nothing_to_resolve`, `order_changed` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `body_too_large` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `unsupported_media_type` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  revokeOrderTokens: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The order's id. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        "application/json": Record<string, never>;
      };
    };
    responses: {
      /** @description The order. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["OneOrder"];
        };
      };
      /** @description `invalid_request`, `invalid_json` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `body_too_large` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `unsupported_media_type` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listPaymentLinks: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
        q?: string;
        state?: "active" | "ended";
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of payment links. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["PaymentLinkList"];
        };
      };
      /** @description `invalid_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  createPaymentLink: {
    parameters: {
      query?: never;
      header?: {
        /** @description A random value for each new request, the same one when it is repeated. */
        "Idempotency-Key"?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["PaymentLinkInput"];
      };
    };
    responses: {
      /** @description The link. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["MerchantPaymentLink"];
        };
      };
      /** @description `invalid_request`, `invalid_json`, `idempotency_key_invalid` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `request_in_progress`, `provider_not_configured` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `body_too_large` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `unsupported_media_type` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `idempotency_key_reused`, `amount_out_of_range`, `currency_unsupported`, `return_url_refused` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  readMerchantPaymentLink: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The payment link's id. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The link. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["MerchantPaymentLink"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  changePaymentLink: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The payment link's id. */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["PaymentLinkInput"];
      };
    };
    responses: {
      /** @description The link. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["MerchantPaymentLink"];
        };
      };
      /** @description `invalid_request`, `invalid_json` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `provider_not_configured` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `body_too_large` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `unsupported_media_type` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `amount_out_of_range`, `currency_unsupported`, `return_url_refused` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  readPaymentLinkStatistics: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The payment link's id. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The figures. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["LinkStatistics"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listRefunds: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The order's id. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The refunds. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["RefundList"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  createRefund: {
    parameters: {
      query?: never;
      header: {
        /** @description A random value for each new request, the same one when it is repeated. */
        "Idempotency-Key": string;
      };
      path: {
        /** @description The order's id. */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["CreateRefund"];
      };
    };
    responses: {
      /** @description The refund. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["RefundResponse"];
        };
      };
      /** @description `invalid_request`, `invalid_json`, `idempotency_key_missing`, `idempotency_key_invalid` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `request_in_progress`, `provider_not_configured`, `refund_not_possible` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `body_too_large` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `unsupported_media_type` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `idempotency_key_reused`, `attempt_required`, `amount_out_of_range`, `currency_unsupported` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  readRefund: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The order's id. */
        id: string;
        /** @description The refund's id. */
        refundId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The refund. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["RefundResponse"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  rejectRefund: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The order's id. */
        id: string;
        /** @description The refund's id. */
        refundId: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        "application/json": Record<string, never>;
      };
    };
    responses: {
      /** @description The refund. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["RefundResponse"];
        };
      };
      /** @description `invalid_request`, `invalid_json` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `provider_not_configured`, `provider_conflict`, `refund_closed` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `body_too_large` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `unsupported_media_type` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `provider_refused` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `provider_outcome_unknown` */
      502: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable`, `provider_unavailable`, `provider_busy` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  readPayout: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The payout's `originatorConversationId`. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The payout. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Payout"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `provider_not_configured`, `provider_conflict` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `provider_refused` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable`, `provider_unavailable`, `provider_busy` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  rejectPayout: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The payout's `originatorConversationId`. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        "application/json": Record<string, never>;
      };
    };
    responses: {
      /** @description At least one line was rejected. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["PayoutRejection"];
        };
      };
      /** @description `invalid_request`, `invalid_json` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `provider_not_configured`, `provider_conflict` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `body_too_large` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `unsupported_media_type` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `provider_refused` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `provider_outcome_unknown` */
      502: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable`, `provider_unavailable`, `provider_busy` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  readBill: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The bill payment's `originatorConversationId`. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The bill payment. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Bill"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `provider_not_configured`, `provider_conflict` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `provider_refused` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable`, `provider_unavailable`, `provider_busy` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listRoutes: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The routes, cached for several hours. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["RouteList"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `provider_not_configured`, `provider_conflict` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `provider_refused` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable`, `provider_unavailable`, `provider_busy` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listPendingTransfers: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description At most 1,000 transfers, newest last. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["TransferList"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `provider_not_configured`, `provider_conflict` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `provider_refused` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable`, `provider_unavailable`, `provider_busy` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  readTransfer: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The provider's reference of the transfer. */
        reference: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The transfer. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["TransferHistory"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `provider_not_configured`, `provider_conflict` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `provider_refused` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable`, `provider_unavailable`, `provider_busy` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  acceptTransfer: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The provider's reference of the transfer. */
        reference: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        "application/json": Record<string, never>;
      };
    };
    responses: {
      /** @description The updated transfer. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["TransferResponse"];
        };
      };
      /** @description `invalid_request`, `invalid_json` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `provider_not_configured`, `provider_conflict` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `body_too_large` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `unsupported_media_type` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `provider_refused` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `provider_outcome_unknown` */
      502: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable`, `provider_unavailable`, `provider_busy` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  rejectTransfer: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The provider's reference of the transfer. */
        reference: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["RejectTransfer"];
      };
    };
    responses: {
      /** @description The updated transfer. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["TransferResponse"];
        };
      };
      /** @description `invalid_request`, `invalid_json` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `provider_not_configured`, `provider_conflict` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `body_too_large` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `unsupported_media_type` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `provider_refused` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `provider_outcome_unknown` */
      502: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable`, `provider_unavailable`, `provider_busy` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listUnmatchedPayments: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
        state?: "open" | "assigned" | "dismissed";
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of payments. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["UnmatchedPaymentList"];
        };
      };
      /** @description `invalid_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  readUnmatchedPayment: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The payment's id. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The payment. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["UnmatchedPaymentResponse"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  readUnmatchedPaymentBody: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The payment's id. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The message. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["UnmatchedPaymentBody"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  previewUnmatchedPayment: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The payment's id. */
        id: string;
        /** @description The order's id. */
        orderId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The order. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["OneOrder"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `payment_assigned` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  assignUnmatchedPayment: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The payment's id. */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["AssignPayment"];
      };
    };
    responses: {
      /** @description The payment and its order. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AssignedPayment"];
        };
      };
      /** @description `invalid_request`, `invalid_json` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `payment_assigned` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `body_too_large` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `unsupported_media_type` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  dismissUnmatchedPayment: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The payment's id. */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["DismissPayment"];
      };
    };
    responses: {
      /** @description The payment. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["UnmatchedPaymentResponse"];
        };
      };
      /** @description `invalid_request`, `invalid_json` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `payment_assigned`, `payment_dismissed` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `body_too_large` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `unsupported_media_type` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listReconciliations: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of days. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ReconciliationList"];
        };
      };
      /** @description `invalid_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  readReconciliation: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The day, of the merchant's time zone. */
        day: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The day. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ReconciliationResponse"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  startReconciliation: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The day, of the merchant's time zone. */
        day: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        "application/json": Record<string, never>;
      };
    };
    responses: {
      /** @description It is running. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ReconciliationResponse"];
        };
      };
      /** @description `invalid_request`, `invalid_json` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `day_not_over` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `body_too_large` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `unsupported_media_type` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listReconciliationDifferences: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
        state?: "open" | "resolved";
      };
      header?: never;
      path: {
        /** @description The day, of the merchant's time zone. */
        day: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of differences. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ReconciliationDifferenceList"];
        };
      };
      /** @description `invalid_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  exportOrders: {
    parameters: {
      query?: {
        from?: string;
        to?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The rows. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "text/csv; charset=utf-8": string;
        };
      };
      /** @description `invalid_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests`, `too_many_exports` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  exportRefunds: {
    parameters: {
      query?: {
        from?: string;
        to?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The rows. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "text/csv; charset=utf-8": string;
        };
      };
      /** @description `invalid_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests`, `too_many_exports` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  exportUnmatchedPayments: {
    parameters: {
      query?: {
        from?: string;
        to?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The rows. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "text/csv; charset=utf-8": string;
        };
      };
      /** @description `invalid_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests`, `too_many_exports` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  exportDeliveries: {
    parameters: {
      query?: {
        from?: string;
        to?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The rows. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "text/csv; charset=utf-8": string;
        };
      };
      /** @description `invalid_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests`, `too_many_exports` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  exportAuditLog: {
    parameters: {
      query?: {
        from?: string;
        to?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The rows. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "text/csv; charset=utf-8": string;
        };
      };
      /** @description `invalid_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests`, `too_many_exports` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  readSummary: {
    parameters: {
      query?: {
        from?: string;
        to?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The figures. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Summary"];
        };
      };
      /** @description `invalid_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listAlerts: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of alerts. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AlertList"];
        };
      };
      /** @description `invalid_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  testAlerts: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: {
      content: {
        "application/json": Record<string, never>;
      };
    };
    responses: {
      /** @description How each took it. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AlertTest"];
        };
      };
      /** @description `invalid_request`, `invalid_json` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `provider_not_configured` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `body_too_large` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `unsupported_media_type` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listApiKeys: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All keys. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ApiKeyList"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  createApiKey: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          name: string;
          scopes: ("read" | "orders" | "links" | "money_out" | "admin")[];
          expiresAt?: string | null;
        };
      };
    };
    responses: {
      /** @description The key. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["NewApiKey"];
        };
      };
      /** @description `invalid_request`, `invalid_json` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_api_keys` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `body_too_large` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `unsupported_media_type` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  readApiKey: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The API key's id. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The key. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["OneApiKey"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  deleteApiKey: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The API key's id. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The key. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["OneApiKey"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `api_key_not_changeable` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  rotateApiKey: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The API key's id. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        "application/json": {
          /** @default 86400 */
          overlapSeconds?: number;
        };
      };
    };
    responses: {
      /** @description The key. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["NewApiKey"];
        };
      };
      /** @description `invalid_request`, `invalid_json` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `api_key_not_changeable` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `body_too_large` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `unsupported_media_type` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listAuditLog: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
        actor?: string;
        action?: string;
        object?: string;
        createdFrom?: string;
        createdBefore?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of entries. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AuditLog"];
        };
      };
      /** @description `invalid_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  readSettings: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The settings. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Settings"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listDeliveries: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
        status?: "pending" | "delivered" | "dead";
        orderId?: string;
        endpoint?: string;
        attention?: "any";
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of webhooks. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["DeliveryList"];
        };
      };
      /** @description `invalid_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  readDelivery: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The delivery's id. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The webhook. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["DeliveryWithPayload"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  redriveDelivery: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The delivery's id. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        "application/json": Record<string, never>;
      };
    };
    responses: {
      /** @description It will be sent shortly. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Delivery"];
        };
      };
      /** @description `invalid_request`, `invalid_json` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `webhook_endpoint_deleted` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `body_too_large` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `unsupported_media_type` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listEvents: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
        after?: string;
        order?: "asc" | "desc";
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of events. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["EventList"];
        };
      };
      /** @description `invalid_request` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listWebhookEndpoints: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All endpoints. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["WebhookEndpointList"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  createWebhookEndpoint: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          name: string;
          /** Format: uri */
          url: string;
          description?: string | null;
          events?:
            | (
                | "order.paid"
                | "order.partly_paid"
                | "order.expired"
                | "order.cancelled"
                | "order.review"
                | "order.overpaid"
                | "attempt.failed"
                | "refund.paid"
                | "refund.failed"
              )[]
            | null;
        };
      };
    };
    responses: {
      /** @description The endpoint. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["NewWebhookEndpoint"];
        };
      };
      /** @description `invalid_request`, `invalid_json` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_webhook_endpoints` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `body_too_large` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `unsupported_media_type` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  readWebhookEndpoint: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The webhook endpoint's id. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The endpoint. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["OneWebhookEndpoint"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  deleteWebhookEndpoint: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The webhook endpoint's id. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The endpoint. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["OneWebhookEndpoint"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `webhook_endpoint_not_changeable` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  updateWebhookEndpoint: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The webhook endpoint's id. */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          name?: string;
          /** Format: uri */
          url?: string;
          description?: string | null;
          events?:
            | (
                | "order.paid"
                | "order.partly_paid"
                | "order.expired"
                | "order.cancelled"
                | "order.review"
                | "order.overpaid"
                | "attempt.failed"
                | "refund.paid"
                | "refund.failed"
              )[]
            | null;
          paused?: boolean;
        };
      };
    };
    responses: {
      /** @description The endpoint. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["OneWebhookEndpoint"];
        };
      };
      /** @description `invalid_request`, `invalid_json` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `webhook_endpoint_not_changeable` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `body_too_large` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `unsupported_media_type` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  rotateWebhookSecret: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The webhook endpoint's id. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        "application/json": {
          /** @default 86400 */
          overlapSeconds?: number;
        };
      };
    };
    responses: {
      /** @description The endpoint. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["NewWebhookEndpoint"];
        };
      };
      /** @description `invalid_request`, `invalid_json` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `webhook_endpoint_not_changeable` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `body_too_large` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `unsupported_media_type` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  testWebhookEndpoint: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The webhook endpoint's id. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        "application/json": Record<string, never>;
      };
    };
    responses: {
      /** @description How it was received. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["WebhookTest"];
        };
      };
      /** @description `invalid_request`, `invalid_json` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `merchant_key_missing`, `merchant_key_invalid`, `merchant_key_expired` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `insufficient_scope` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `not_found` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `body_too_large` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `unsupported_media_type` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `too_many_requests` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `internal_error` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description `store_unavailable` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
}

/** The calls that take an Idempotency-Key. */
export const KEYED_CALLS: readonly string[] = [
  "post /v1/merchant/orders",
  "post /v1/merchant/payment-links",
  "post /v1/merchant/orders/{id}/refunds",
];
