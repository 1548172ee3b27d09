/** What an API key may do. */
import { z } from "zod";

/**
 * - `read`: everything that changes nothing, except what `admin` reads
 * - `orders`: create, cancel and resolve orders, accept transfers, assign and dismiss payments without an order, send webhooks again
 * - `links`: create and change payment links
 * - `money_out`: refund, reject payouts, send transfers back
 * - `admin`: API keys, the audit log, and messages of the providers as they came
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
