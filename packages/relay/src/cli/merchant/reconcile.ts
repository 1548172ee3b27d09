/** `malipo reconcile`: has the relay compare a day, waits for the end, and lists what differs. */
import { z } from "zod";
import { foldText } from "@malipo/protocol/text";
import type { CliContext } from "../context.ts";
import { EXIT_DIFFERENCES, EXIT_DONE, EXIT_FAILED } from "../exit-codes.ts";
import { plainJson } from "../plain-text.ts";
import { DIFFERENCE_COLUMNS } from "./difference-columns.ts";
import { CliError } from "./relay-client.ts";
import type { RelayClient } from "./relay-client.ts";
import { renderTable } from "./table.ts";

const LOOK_EVERY_MS = 1_000;
const PAGE = 100;
const ROUTE = "/v1/merchant/reconciliations/:day";

/** Relays of later versions may say more. */
const daySchema = z.object({
  reconciliation: z.looseObject({
    state: z.string(),
    progress: z.object({ done: z.int(), total: z.int() }),
    differences: z.object({ open: z.int(), resolved: z.int() }),
  }),
});
type Day = z.infer<typeof daySchema>["reconciliation"];
const listSchema = z.object({
  differences: z.array(z.unknown()),
  nextCursor: z.string().nullable(),
});

export async function reconcile(
  given: string,
  relay: RelayClient,
  context: CliContext,
  asJson: boolean,
): Promise<number> {
  const day = foldText(given);
  let read = await callDay(relay, "POST", day);
  let shown = "";
  while (read.state === "running") {
    const { done, total } = read.progress;
    const progress = `${done} of ${total} attempts and refunds\n`;
    if (context.terminal && progress !== shown) context.writeError(progress);
    shown = progress;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    read = await callDay(relay, "GET", day);
  }
  const differences = await readDifferences(relay, day);
  if (asJson)
    context.write(`${plainJson({ reconciliation: read, differences })}\n`);
  else if (differences.length === 0) context.writeError("No differences.\n");
  else
    context.write(
      renderTable(differences, DIFFERENCE_COLUMNS, context.terminal),
    );
  if (read.state !== "finished")
    throw new CliError(
      "the provider did not respond for hours, and the day was given up",
      EXIT_FAILED,
    );
  return read.differences.open === 0 ? EXIT_DONE : EXIT_DIFFERENCES;
}

async function callDay(
  relay: RelayClient,
  method: "GET" | "POST",
  day: string,
): Promise<Day> {
  const answer = await relay.call({
    ...{ method, route: ROUTE, path: { day } },
    ...(method === "POST" ? { body: {} } : {}),
  });
  const read = daySchema.safeParse(answer).data;
  if (read === undefined)
    throw new CliError("the relay's response is not a day", EXIT_FAILED);
  return read.reconciliation;
}

async function readDifferences(
  relay: RelayClient,
  day: string,
): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  let cursor: string | null = null;
  do {
    const answer = await relay.call({
      method: "GET",
      route: `${ROUTE}/differences`,
      path: { day },
      query: { limit: PAGE, ...(cursor === null ? {} : { cursor }) },
    });
    const list = listSchema.safeParse(answer).data;
    if (list === undefined)
      throw new CliError("the relay's response is not a list", EXIT_FAILED);
    found.push(...list.differences);
    cursor = list.nextCursor;
  } while (cursor !== null);
  return found;
}
