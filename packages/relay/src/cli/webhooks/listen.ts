/** `malipo listen`: the relay's webhooks on a developer's machine. */
import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import type { WebhookResult } from "../../ports/webhook.ts";
import { UsageError } from "../command.ts";
import type { CommandInput } from "../command.ts";
import type { CliContext } from "../context.ts";
import { EXIT_DONE, EXIT_FAILED, EXIT_NOT_FOUND } from "../exit-codes.ts";
import {
  CliError,
  createRelayClient,
  withExitCode,
} from "../merchant/relay-client.ts";
import type { RelayClient } from "../merchant/relay-client.ts";
import { plainText } from "../plain-text.ts";
import { createStopSignal } from "../stop-signal.ts";
import { openNewWebhooks } from "./new-webhooks.ts";
import type { NewWebhooks } from "./new-webhooks.ts";
import { createReceiver, describeResult } from "./receiver.ts";
import type { Receiver } from "./receiver.ts";
import { readWebhook } from "./send-again.ts";
import type { StoredWebhook } from "./send-again.ts";

const POLL_MS = 1_000;
const MAX_PAUSE_MS = 15_000;
/** A receiver that restarts after a change is away for a moment. */
const TRIES = 4;

export function listen(
  { options }: CommandInput,
  context: CliContext,
): Promise<number> {
  const { forward, after, relay: address } = options;
  if (typeof forward !== "string")
    throw new UsageError(
      "listen has no receiver: add --forward http://localhost:3000/webhooks",
    );
  return withExitCode(context, () => {
    const receiver = createReceiver(context.env, forward, "--forward");
    const relay = createRelayClient(
      context.env,
      (file) => readFileSync(file, "utf8"),
      typeof address === "string" ? address : undefined,
    );
    return run({
      relay,
      receiver,
      context,
      after: typeof after === "string" ? after : undefined,
      forward,
    });
  });
}

interface Parts {
  readonly relay: RelayClient;
  readonly receiver: Receiver;
  readonly context: CliContext;
  readonly after: string | undefined;
  readonly forward: string;
}

async function run(parts: Parts): Promise<number> {
  const { writeError } = parts.context;
  const stop = createStopSignal(parts.context.process, Date.now);
  const stopped = new AbortController();
  void stop.requested.then(() => {
    stopped.abort();
  });
  try {
    const last = await forwardAll(parts, stopped.signal);
    if (last !== undefined)
      writeError(
        `To go on from here: malipo listen --forward ${plainText(parts.forward)} --after ${plainText(last)}\n`,
      );
    return EXIT_DONE;
  } finally {
    stop.release();
  }
}

/** Returns the last webhook that was handled. */
async function forwardAll(
  parts: Parts,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { relay, receiver, context, after } = parts;
  let last = after;
  let source: NewWebhooks | undefined;
  const isOn = (): boolean => !signal.aborted;
  const waiting: string[] = [];
  let failures = 0;
  while (isOn()) {
    try {
      if (source === undefined) {
        source = await openNewWebhooks(relay, last);
        context.writeError(
          `Listening. Webhooks go to ${receiver.url}; Ctrl-C ends it.\n`,
        );
      }
      waiting.push(...(await source.next()));
      for (let [id] = waiting; id !== undefined && isOn(); [id] = waiting) {
        await forwardOne(id, parts, signal);
        waiting.shift();
        last = id;
      }
      failures = 0;
    } catch (error) {
      // What the relay refuses now it refuses later, too.
      if (!(error instanceof CliError) || error.exitCode !== EXIT_FAILED)
        throw error;
      if (failures === 0)
        context.writeError(`malipo: ${error.message}. Trying again.\n`);
      failures += 1;
    }
    await pause(Math.min(POLL_MS * 2 ** failures, MAX_PAUSE_MS), signal);
  }
  return last;
}

async function forwardOne(
  id: string,
  { relay, receiver, context }: Parts,
  signal: AbortSignal,
): Promise<void> {
  const stored = await readIfKept(relay, id);
  if (stored === undefined) return;
  const { event, orderId, createdAt, payload, eventId = id } = stored;
  const message = { id: eventId, payload: JSON.stringify(payload) };
  let result: WebhookResult = await receiver.send(message);
  for (
    let tries = 1;
    tries < TRIES && isAway(result) && !signal.aborted;
    tries += 1
  ) {
    await pause(POLL_MS, signal);
    result = await receiver.send(message);
  }
  const fields = [createdAt, event, id, orderId, describeResult(result)];
  context.write(`${fields.map(plainText).join("\t")}\n`);
  if (result.kind !== "delivered")
    context.writeError(
      `Not accepted. Send it again: malipo deliveries redrive ${plainText(id)} --to ${receiver.url}\n`,
    );
}

/** Undefined if the relay has forgotten it meanwhile. */
async function readIfKept(
  relay: RelayClient,
  id: string,
): Promise<StoredWebhook | undefined> {
  try {
    return await readWebhook(relay, id);
  } catch (error) {
    if (error instanceof CliError && error.exitCode === EXIT_NOT_FOUND)
      return undefined;
    throw error;
  }
}

const isAway = (result: WebhookResult): boolean =>
  result.kind === "failed" && result.error === "connection";

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal }).catch(() => undefined);
}
