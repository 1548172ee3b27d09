/** The merchant API: request and response bodies, and webhook payloads. */
export {
  ALERT_CHANNELS,
  ALERT_KINDS,
  ALERT_MESSAGE,
  ALERT_STATES,
  ALERT_TEST,
  ALERT_TYPES,
  alertFactsSchema,
  alertListQuerySchema,
  alertListSchema,
  alertPayloadSchema,
  alertSchema,
  alertTestSchema,
  listedAlertSchema,
} from "./alerts.ts";
export type {
  Alert,
  AlertChannel,
  AlertFacts,
  AlertKind,
  AlertPayload,
  AlertState,
  AlertTest,
  AlertType,
  ListedAlert,
} from "./alerts.ts";
export {
  apiKeyListSchema,
  apiKeySchema,
  createApiKeySchema,
  newApiKeySchema,
  oneApiKeySchema,
  rotateSecretSchema,
} from "./api-keys.ts";
export type { ApiKey, NewApiKey } from "./api-keys.ts";
export { merchantAttemptSchema } from "./attempt.ts";
export type { MerchantAttempt } from "./attempt.ts";
export {
  AUDIT_ACTORS,
  AUDIT_OBJECTS,
  AUDIT_OUTCOMES,
  auditEntrySchema,
  auditFactsSchema,
  TEXT_NOT_LOGGED,
  auditLogQuerySchema,
  auditLogSchema,
} from "./audit-log.ts";
export type {
  AuditEntry,
  AuditFacts,
  AuditObjectType,
  AuditOutcome,
} from "./audit-log.ts";
export {
  emptyBodySchema,
  pageQuerySchema,
  providerIdSchema,
  rangeQuerySchema,
} from "./common.ts";
export { consoleSessionSchema } from "./console-session.ts";
export type { ConsoleSession } from "./console-session.ts";
export {
  DELIVERY_ERRORS,
  DELIVERY_STATUSES,
  deliveryListQuerySchema,
  deliveryListSchema,
  deliverySchema,
  deliveryWithPayloadSchema,
} from "./deliveries.ts";
export type {
  Delivery,
  DeliveryError,
  DeliveryStatus,
  DeliveryWithPayload,
} from "./deliveries.ts";
export {
  EVENT_ORDERS,
  eventListQuerySchema,
  eventListSchema,
  merchantEventSchema,
} from "./events.ts";
export type { EventOrder, MerchantEvent } from "./events.ts";
export {
  ATTENTION_FILTERS,
  createMerchantOrderSchema,
  oneOrderSchema,
  orderHistorySchema,
  orderListQuerySchema,
  orderListSchema,
  resolveOrderSchema,
} from "./orders.ts";
export type {
  AttentionFilter,
  OrderHistory,
  RefundObstacle,
} from "./orders.ts";
export {
  LINK_STATES,
  linkStatisticsSchema,
  merchantPaymentLinkSchema,
  paymentLinkInputSchema,
  paymentLinkListQuerySchema,
  paymentLinkListSchema,
} from "./payment-links.ts";
export type {
  LinkState,
  LinkStatistics,
  MerchantPaymentLink,
  PaymentLinkInput,
} from "./payment-links.ts";
export {
  PAYOUT_ADVICE,
  PAYOUT_STATUSES,
  billSchema,
  payoutRejectionSchema,
  payoutSchema,
  routeListSchema,
} from "./payouts.ts";
export type { PayoutAdvice, PayoutStatus } from "./payouts.ts";
export {
  DIFFERENCE_CAUSES,
  DIFFERENCE_RESOLUTIONS,
  DIFFERENCE_STATES,
  PROVIDER_SAYS,
  RECONCILIATION_STATES,
  differenceListQuerySchema,
  differenceListSchema,
  oneReconciliationSchema,
  reconciliationDifferenceSchema,
  reconciliationListSchema,
  reconciliationSchema,
} from "./reconciliations.ts";
export type {
  DifferenceCause,
  DifferenceResolution,
  DifferenceState,
  ProviderSays,
  Reconciliation,
  ReconciliationDifference,
  ReconciliationState,
} from "./reconciliations.ts";
export {
  REFUND_STATUSES,
  createRefundSchema,
  oneRefundSchema,
  refundListSchema,
  refundSchema,
} from "./refunds.ts";
export type { OneRefund, Refund, RefundStatus } from "./refunds.ts";
export { settingsSchema } from "./settings.ts";
export type { RelaySettings, VariableSetting } from "./settings.ts";
export { summarySchema } from "./summary.ts";
export type { Summary } from "./summary.ts";
export {
  TRANSFER_STATUSES,
  oneTransferSchema,
  rejectTransferSchema,
  transferHistorySchema,
  transferListSchema,
  transferSchema,
} from "./transfers.ts";
export type { Transfer, TransferStatus } from "./transfers.ts";
export {
  UNMATCHED_PAYMENT_STATES,
  assignPaymentSchema,
  assignedPaymentSchema,
  dismissPaymentSchema,
  oneUnmatchedPaymentSchema,
  unmatchedPaymentBodySchema,
  unmatchedPaymentListQuerySchema,
  unmatchedPaymentListSchema,
  unmatchedPaymentSchema,
} from "./unmatched-payments.ts";
export type {
  UnmatchedPayment,
  UnmatchedPaymentState,
} from "./unmatched-payments.ts";
export {
  createWebhookEndpointSchema,
  newWebhookEndpointSchema,
  oneWebhookEndpointSchema,
  updateWebhookEndpointSchema,
  webhookEndpointListSchema,
  webhookEndpointSchema,
  webhookTestSchema,
} from "./webhook-endpoints.ts";
export type {
  NewWebhookEndpoint,
  WebhookEndpoint,
  WebhookTest,
} from "./webhook-endpoints.ts";
export {
  TEST_EVENT,
  WEBHOOK_EVENTS,
  testPayloadSchema,
  webhookPayloadSchema,
} from "./webhooks.ts";
export type { TestPayload, WebhookEvent, WebhookPayload } from "./webhooks.ts";
