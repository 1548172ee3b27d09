/** Payment links as the merchant's backend makes and follows them. */
import { z } from "zod";
import { callAsMerchant } from "./merchant-call.ts";
import type { Stack } from "./stack.ts";
import { until } from "./until.ts";

const linkSchema = z.looseObject({
  id: z.string(),
  url: z.url(),
  title: z.string(),
  mirror: z
    .strictObject({
      state: z.enum(["pending", "carried_over", "failed", "stopped"]),
      providerId: z.string().nullable(),
      url: z.url().nullable(),
      fault: z.string().nullable(),
      stillOpen: z.boolean(),
    })
    .nullable(),
});

export type Link = z.output<typeof linkSchema>;

export const createLink = async (stack: Stack, wish: object): Promise<Link> =>
  linkSchema.parse(
    (await callAsMerchant(stack, "POST", "/payment-links", { body: wish }))
      .json,
  );

/** Waits until its mirror is so, on the relay's own schedule. */
export const mirrorBecomes = (
  stack: Stack,
  { id }: Pick<Link, "id">,
  state: string,
): Promise<Link> =>
  until(
    `the mirror is ${state}`,
    async () => {
      const path = `/payment-links/${id}`;
      const { json } = await callAsMerchant(stack, "GET", path);
      const now = linkSchema.parse(json);
      return now.mirror?.state === state && now;
    },
    40_000,
  );

/** What a browser without JavaScript shows of a link's page. */
export async function withoutScript({ url }: Link): Promise<string> {
  const page = await (await fetch(url)).text();
  return /<noscript>(.*?)<\/noscript>/s.exec(page)?.[1] ?? "";
}
