/** The provider module of FlexPay. */
import { isLiveSystem } from "../environment/test-system.ts";
import { defineProvider } from "../provider-module.ts";
import { bad, describeFailure, good } from "../provider-http/checks.ts";
import { createFlexpay } from "./flexpay.ts";
import { FLEXPAY_INBOUND } from "./inbound.ts";
import { FLEXPAY_METHOD } from "./provider.ts";
import { FLEXPAY_VARIABLES } from "./variables.ts";

export const flexpay = defineProvider({
  id: "flexpay",
  title: "FlexPay",
  about:
    "Set the first five together. At the provider, set the webhook URL (transactionWebhookUrl) to MALIPO_PUBLIC_URL followed by /callbacks/flexpay.",
  variables: FLEXPAY_VARIABLES,
  requirements: [],
  timeZone: "Africa/Lagos",
  methods: [FLEXPAY_METHOD],
  inbound: FLEXPAY_INBOUND,
  services: {
    transfers: [
      "FLEXPAY_API_URL",
      "FLEXPAY_CLIENT_ID",
      "FLEXPAY_CLIENT_SECRET",
      "FLEXPAY_TAG",
      "FLEXPAY_WEBHOOK_SECRET",
    ],
  },
  liveBy: ["FLEXPAY_API_URL", "FLEXPAY_ENVIRONMENT"],
  isLive: ({ environment, apiUrl }) => isLiveSystem(environment, apiUrl),
  open({ webhookSecret, webhookSecretPrevious, ...values }, deps) {
    const webhookSecrets = [webhookSecret, webhookSecretPrevious].filter(
      (secret) => secret !== null,
    );
    const { provider, transfers, checkHealth } = createFlexpay(
      { ...values, webhookSecrets },
      deps,
    );
    return {
      provider,
      services: { transfers },
      checkHealth,
      checks: [
        {
          name: "credentials and transfers",
          run: async () => {
            const result = await transfers.pending();
            return result.kind === "found"
              ? good(`accepted; transfers waiting: ${result.value.length}`)
              : bad(describeFailure(result));
          },
        },
      ],
    };
  },
});
