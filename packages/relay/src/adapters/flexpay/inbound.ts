/** The calls from FlexPay to the relay. https://docs.yourflexpay.com/idaas/webhooks */
import type { InboundDeclaration } from "../provider-module.ts";

export const FLEXPAY_INBOUND: readonly InboundDeclaration[] = [
  {
    path: "/callbacks/flexpay",
    proof: "signature",
    summary: "Signed messages about transfers",
    registration: { title: "transactionWebhookUrl", needs: [] },
  },
];
