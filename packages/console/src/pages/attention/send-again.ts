/** Webhooks that gave up are sent once more. */
import { ProblemError } from "@malipo/client";
import { api } from "../../lib/api.ts";
import { resend } from "../orders/actions.ts";

const PAGE = 100;

/** `failed`: whose endpoint was deleted. `say`: how many have been looked at. */
export async function sendAllAgain(
  say: (handled: number) => void,
): Promise<{ readonly done: number; readonly failed: number }> {
  let [done, failed] = [0, 0];
  let cursor: string | null | undefined;
  while (cursor !== null) {
    const page = await api.get("/v1/merchant/deliveries", {
      query: {
        attention: "any",
        limit: PAGE,
        ...(cursor === undefined ? {} : { cursor }),
      },
    });
    for (const { id } of page.deliveries) {
      if (await wasSent(id)) done += 1;
      else failed += 1;
      say(done + failed);
    }
    cursor = page.nextCursor;
  }
  return { done, failed };
}

async function wasSent(id: string): Promise<boolean> {
  try {
    await resend(id);
    return true;
  } catch (error) {
    if (
      error instanceof ProblemError &&
      error.code === "webhook_endpoint_deleted"
    )
      return false;
    throw error;
  }
}
