/** What an API key may do. */
import { z } from "zod";

/**
 * - `read`: everything that changes nothing, except keys and the audit log
 * - `orders`: create and cancel orders, accept transfers, send webhooks again
 * - `links`: create and change payment links
 * - `money_out`: refund, reject payouts, send transfers back
 * - `admin`: API keys and the audit log
 */
export const SCOPES = [
  "read",
  "orders",
  "links",
  "money_out",
  "admin",
] as const;
export const scopeSchema = z.enum(SCOPES);
export type Scope = z.infer<typeof scopeSchema>;
