/** The attributes of spans. Traces are kept by other systems, so they have no phone number and no amount. */
import type { AttemptPlan } from "../../domain/attempt.ts";
import type { SpanAttributes } from "../../ports/tracing.ts";

export const traced = ({
  id,
  orderId,
  method,
  provider,
}: Pick<
  AttemptPlan,
  "id" | "orderId" | "method" | "provider"
>): SpanAttributes => ({
  "malipo.order.id": orderId,
  "malipo.attempt.id": id,
  "malipo.method": method,
  "malipo.provider": provider,
});
