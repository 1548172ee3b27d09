import type { WhyNotRefundable } from "../../domain/refund-rules.ts";
import type { Deps } from "../shared/deps.ts";

/** Not refundable if the provider doesn't support it or is no longer configured. */
export function createWhyNotRefundable({
  providers,
}: Pick<Deps, "providers">): WhyNotRefundable {
  return ({ provider: id, method }) => {
    const provider = providers.find((each) => each.id === id);
    return provider?.whyNotRefundable === undefined
      ? "not_offered"
      : provider.whyNotRefundable(method);
  };
}
