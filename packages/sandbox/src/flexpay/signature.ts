/** Signs webhooks as https://docs.yourflexpay.com/idaas/webhooks describes. */
import { createHmac } from "node:crypto";

/** `timestamp` is in seconds: the provider's page does not state its unit. The body is signed as it is sent. */
export function sign(secret: string, timestamp: string, body: string): string {
  const hmac = createHmac("sha256", secret);
  return `v0=${hmac.update(`v0:${timestamp}:${body}`).digest("hex")}`;
}
