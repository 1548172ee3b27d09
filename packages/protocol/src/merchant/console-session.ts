/** Who is signed in to the console. */
import { z } from "zod";
import { scopeSchema } from "../scopes.ts";
import { timeSchema } from "./common.ts";

export const consoleSessionSchema = z.strictObject({
  key: z.strictObject({ id: z.string(), name: z.string() }),
  scopes: z.array(scopeSchema),
  livemode: z.boolean(),
  merchantName: z.string(),
  /** Of the relay, for its payment links and addresses. */
  publicUrl: z.string(),
  timeZone: z.string(),
  /** Whether payment links can be kept at the provider as well. */
  linkMirror: z.boolean(),
  version: z.string(),
  /** Whatever is done until then. */
  expiresAt: timeSchema,
  /** After so long without a person's doing. */
  idleSeconds: z.int(),
});
export type ConsoleSession = Readonly<z.infer<typeof consoleSessionSchema>>;
