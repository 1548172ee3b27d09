/** Which orders a list has. */
import type { AttentionFilter } from "@malipo/protocol/merchant";

export interface OrderFilter {
  /** What somebody typed: a reference, an order's or provider's id, a receipt, a phone or an e-mail address. */
  readonly q?: string | undefined;
  readonly reference?: string | undefined;
  /** Created at or after / before, milliseconds. */
  readonly createdFrom?: number | undefined;
  readonly createdBefore?: number | undefined;
  readonly status?: string | undefined;
  readonly paymentLink?: string | undefined;
  /** Only those that need a person. */
  readonly attention?: AttentionFilter | undefined;
  /** Only those that are partly paid while the rest can still come. */
  readonly partlyPaid?: true | undefined;
}
