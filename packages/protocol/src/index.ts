export {
  ADJUSTMENT_KINDS,
  MAX_ADJUSTMENTS,
  adjustmentKindSchema,
  adjustmentLabelSchema,
  adjustmentSchema,
  adjustmentsSchema,
} from "./adjustment.ts";
export type { Adjustment } from "./adjustment.ts";
export { amountSchema, currencySchema } from "./amount.ts";
export type { Amount } from "./amount.ts";
export {
  ACTION_TYPES,
  ATTEMPT_STATUSES,
  FAILURE_CODES,
  METHODS,
  actionSchema,
  attemptSchema,
  attemptStatusSchema,
  failureCodeSchema,
  failureSchema,
  methodSchema,
} from "./attempt.ts";
export type {
  Action,
  Attempt,
  AttemptStatus,
  Failure,
  FailureCode,
  Method,
} from "./attempt.ts";
export { droppedHints } from "./hints.ts";
export { STREAM_EVENTS } from "./events.ts";
export type { StreamEvent } from "./events.ts";
export {
  METHOD_INPUTS,
  METHOD_REASONS,
  ORDER_FLAGS,
  ORDER_STATUSES,
  REVIEW_REASONS,
  OUTCOME_STATUSES,
  PAID_STATES,
  PAYMENT_RULES,
  depositSchema,
  flagsSchema,
  lineSchema,
  merchantSchema,
  methodOptionSchema,
  methodReasonSchema,
  orderIdSchema,
  orderSchema,
  orderSourceSchema,
  orderStatusSchema,
  outcomeSchema,
  paymentLinkIdSchema,
  paymentRuleSchema,
} from "./order.ts";
export type {
  Deposit,
  Line,
  Merchant,
  MethodInput,
  MethodOption,
  MethodReason,
  Order,
  OrderFlags,
  OrderSource,
  OrderStatus,
  ReviewReason,
  Outcome,
  PaidState,
  Part,
  PaymentRule,
} from "./order.ts";
export {
  LANGUAGE_NAMES,
  LOCALES,
  findLocale,
  languageChoiceKey,
} from "./languages.ts";
export { LINK_REASONS, MAX_ANSWER, secureUrlSchema } from "./link-options.ts";
export type {
  FieldAnswers,
  LinkField,
  LinkQuantity,
  LinkReason,
  OrderField,
} from "./link-options.ts";
export type { Locale } from "./languages.ts";
export { paymentLinkSchema } from "./payment-link.ts";
export type { PaymentLink } from "./payment-link.ts";
export { PROBLEM_CODES, problemCodeSchema, problemSchema } from "./problem.ts";
export type { Problem, ProblemCode } from "./problem.ts";
export {
  attemptResponseSchema,
  cartLineSchema,
  changeOrderSchema,
  createOrderResponseSchema,
  createOrderSchema,
  customerSchema,
  resumeOrderSchema,
  skuSchema,
  startAttemptSchema,
  tokenResponseSchema,
} from "./requests.ts";
export type {
  AttemptResponse,
  CartLine,
  ChangeOrder,
  CreateOrder,
  CreateOrderResponse,
  Customer,
  ResumeOrder,
  StartAttempt,
  TokenResponse,
} from "./requests.ts";
export { SCOPES, scopeSchema } from "./scopes.ts";
export type { Scope } from "./scopes.ts";
