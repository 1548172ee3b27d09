/**
 * Follows an order until told to stop: the event stream where it can be had, else reading the order
 * again and again. Reports only; what a message means is decided elsewhere.
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

/** The stream begins with a snapshot; a proxy that holds it back so long makes it useless. */
const FIRST_BYTE_MS = 6000;
/** The relay sends at least a comment every 15 s; after this the line is taken for dead. */
const SILENCE_MS = 40_000;
/** Without a stream the order is read at least this often. */
const LONGEST_GAP_MS = 5000;

/** `online`: something came, if only a comment. `stale`: nothing has come for too long. */
export type News = Order | "online" | "stale" | CheckoutError;
type Tell = (news: News) => void;

/** Reads the stream until it ends, falls silent, or asks for a fresh token; throws when it can't be had. */
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

/** Runs until `signal` is aborted, and tells nothing after that; never rejects. */
export async function watchOrder(
  session: OrderSession,
  tell: Tell,
  signal: AbortSignal,
): Promise<void> {
  const seen = { id: "" };
  const over = (): boolean => signal.aborted;
  for (let failures = 0; !over(); failures++) {
    const before = seen.id;
    try {
      await readStream(session, seen, tell, signal);
    } catch {
      // No stream for now. Reading the order, below, tells how things stand and what is wrong.
    }
    if (over()) return;
    if (seen.id !== before) failures = 0;
    try {
      const order = await session.read();
      tell(order ?? "online");
    } catch (error) {
      tell(toCheckoutError(error));
      if (failures > 1) tell("stale");
    }
    await pause(Math.min(backOffMs(failures), LONGEST_GAP_MS), signal);
  }
}
