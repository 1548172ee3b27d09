/** Public names. Importing this does nothing; `define.ts` registers the element. */
export { TAG_NAME } from "./constants.ts";
export { defineMalipo } from "./define-malipo.ts";
export type {
  AnalyticsDetail,
  AttemptDetail,
  CartChangeDetail,
  ErrorDetail,
  MalipoEventName,
  OutcomeDetail,
  ReadyDetail,
  RedirectDetail,
  StateChangeDetail,
} from "./events.ts";
export { MalipoCheckout } from "./malipo-checkout.ts";
export type { ErrorCode } from "./state/error-code.ts";
export { SCREENS } from "./state/checkout-state.ts";
export type { Connection, ScreenName } from "./state/checkout-state.ts";
