/**
 * Watches an order until it is aborted: uses the event stream if possible, otherwise polls. Only reports; the caller
 * decides what a message means.
 */
import type { Order } from "@malipo/protocol";
import type { CheckoutError } from "../errors.ts";
import { toCheckoutError } from "../errors.ts";
import { isOrder } from "./guards.ts";
import { parseJson } from "../json.ts";
import { call, toError } from "./http.ts";
import type { OrderSession } from "./order-session.ts";
import { backOffMs, pause } from "./pause.ts";
import { createSseParser } from "./sse-parser.ts";

/** The stream starts with a snapshot. A proxy that buffers it longer than this makes the stream useless. */
const FIRST_BYTE_MS = 6000;
/** The relay sends at least a comment every 15 s; after this time the connection counts as dead. */
const SILENCE_MS = 40_000;
/** Maximum interval between polls. */
const MAX_POLL_INTERVAL_MS = 5000;

/** `online`: something arrived, if only a comment. `stale`: nothing has arrived for too long. */
export type News = Order | "online" | "stale" | CheckoutError;
type Tell = (news: News) => void;

/** Reads the stream until it ends, goes silent, or asks for a new token; throws if it can't be opened. */
async function readStream(
  session: OrderSession,
  seen: { id: string },
  tell: Tell,
  signal: AbortSignal,
): Promise<void> {
  const controller = new AbortController();
  const stop = (): void => {
    controller.abort();
  };
  signal.addEventListener("abort", stop);
  let timer = setTimeout(stop, FIRST_BYTE_MS);
  try {
    const token = await session.token();
    const response = await call({
      url: `${session.url}/events`,
      token,
      headers: {
        Accept: "text/event-stream",
        ...(seen.id !== "" && { "Last-Event-ID": seen.id }),
      },
      signal: controller.signal,
    });
    if (response.status === 401) session.dropToken(token);
    if (!response.ok || response.body === null) throw await toError(response);
    const feed = createSseParser(({ event, data, id }) => {
      if (event === "reauth") {
        session.dropToken();
        stop();
      }
      const order = parseJson(data);
      if (event === "order" && isOrder(order)) {
        seen.id = id;
        tell(order);
      }
    });
    const reader = response.body.getReader();
    const decoder = new TextDecoder();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        tell("stale");
        stop();
      }, SILENCE_MS);
      tell("online");
      feed(decoder.decode(value, { stream: true }));
    }
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
    stop();
  }
}

/** Runs until `signal` is aborted, and reports nothing after that; never rejects. */
export async function watchOrder(
  session: OrderSession,
  tell: Tell,
  signal: AbortSignal,
): Promise<void> {
  const seen = { id: "" };
  const isAborted = (): boolean => signal.aborted;
  for (let failures = 0; !isAborted(); failures++) {
    const before = seen.id;
    try {
      await readStream(session, seen, tell, signal);
    } catch {
      // No stream for now. Polling, below, reports the order or the error.
    }
    if (isAborted()) return;
    if (seen.id !== before) failures = 0;
    try {
      const order = await session.read();
      tell(order ?? "online");
    } catch (error) {
      tell(toCheckoutError(error));
      if (failures > 1) tell("stale");
    }
    await pause(Math.min(backOffMs(failures), MAX_POLL_INTERVAL_MS), signal);
  }
}
