/**
 * `GET /v1/orders/:id/events` as a plain `(req, res)` handler: Server-Sent Events (HTML Living Standard, section 9.2).
 * Every event contains the whole order, so a slow reader needs only the latest one.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Order as OrderJson } from "@malipo/protocol";
import { refuse } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Metrics } from "../../ports/metrics.ts";
import { sendProblem } from "../kit/problem.ts";
import type { Network } from "../kit/rate-limit.ts";
import type { OrderFeed } from "./order-feed.ts";
import { createStreamQueue } from "./stream-queue.ts";

/** Keeps proxies and phones from closing a silent connection. */
export const COMMENT_EVERY_MS = 15_000;
/** How long before its token expires a stream asks the page to reconnect with a fresh one. */
const REAUTH_BEFORE_MS = 30_000;
const STREAM_HEADERS = {
  "Content-Type": "text/event-stream; charset=utf-8",
  "Cache-Control": "no-store, no-transform",
  "X-Accel-Buffering": "no",
  "X-Content-Type-Options": "nosniff",
};
const CLOSING = refuse("store_unavailable", "The relay is closing.", {
  retryAfterSeconds: 1,
});
const MAX_PER_ORDER = 20;
/** Mobile networks put many shoppers behind one address, but one address must not take all streams. */
export const MAX_PER_NETWORK = 500;
const MAX_STREAMS = 10_000;

export interface StreamAccess {
  readonly orderId: string;
  /** The epoch of the token that opened the stream. */
  readonly tokenEpoch: number;
  /** The id of the key that signed the token. */
  readonly kid: string;
  /** When the token of the stream expires, in milliseconds. */
  readonly tokenEndsAt: number;
  /** The client's networks, the narrowest first. */
  readonly networks: readonly Network[];
}

/** The order, and which tokens may see it. */
export interface StreamedOrder {
  readonly order: OrderJson;
  readonly tokenEpoch: number;
  /** When this relay committed it, by the clock of `performance`; undefined if it was read. */
  readonly committedAt?: number | undefined;
}

export interface StreamRoutes {
  readonly metrics: Pick<Metrics, "streamed">;
  readonly clock: Clock;
  readonly feed: OrderFeed<StreamedOrder>;
  readonly authorize: (
    orderId: string,
    req: IncomingMessage,
  ) => Promise<Result<StreamAccess>>;
  readonly read: (orderId: string) => Promise<StreamedOrder | undefined>;
  readonly acceptedKeys: () => Promise<ReadonlySet<string>>;
}

export interface EventStreams {
  handle(
    orderId: string,
    req: IncomingMessage,
    res: ServerResponse,
  ): Promise<void>;
  /** How many are open. */
  count(): number;
  /** Ends all streams; their pages reconnect to another replica, or later. */
  close(): void;
}

/** A refund that is under way is still to be told. */
const isTerminal = ({ status, refunds }: OrderJson): boolean =>
  (status === "paid" && (refunds?.pending.value ?? 0) === 0) ||
  status === "expired" ||
  status === "cancelled";

/**
 * No field contains a line break: the version is a number, the event's name is a constant, and JSON escapes line
 * breaks.
 */
function frame(order: OrderJson): string {
  return `event: order\nid: ${order.version}\ndata: ${JSON.stringify(order)}\n\n`;
}

export function createEventStreams(routes: StreamRoutes): EventStreams {
  const streams = new Set<Stream>();
  const open = new Map<string, number>();
  const heartbeat = setInterval(() => {
    for (const stream of streams) stream.comment();
    void endRefused();
  }, COMMENT_EVERY_MS);
  heartbeat.unref();
  let closed = false;

  /** A key can be retired with immediate effect; its streams are not to outlive its tokens. */
  const endRefused = async (): Promise<void> => {
    const accepted = await routes.acceptedKeys();
    for (const stream of streams)
      if (!accepted.has(stream.kid)) stream.askForToken();
  };

  const count = (keys: readonly string[], change: 1 | -1): void => {
    for (const key of keys) {
      const next = (open.get(key) ?? 0) + change;
      if (next > 0) open.set(key, next);
      else open.delete(key);
    }
  };
  const isFull = ({ orderId, networks }: StreamAccess): boolean =>
    streams.size >= MAX_STREAMS ||
    (open.get(orderId) ?? 0) >= MAX_PER_ORDER ||
    networks.some(
      ({ name, share }) => (open.get(name) ?? 0) >= MAX_PER_NETWORK * share,
    );

  return {
    async handle(orderId, req, res) {
      const access = await routes.authorize(orderId, req);
      // The client disconnected meanwhile: the `close` event that would end the stream has already fired.
      if (res.destroyed || res.writableEnded) return;
      if (!access.ok) {
        sendProblem(res, access);
        return;
      }
      if (closed) {
        sendProblem(res, CLOSING);
        return;
      }
      if (req.method === "HEAD") {
        res.writeHead(200, STREAM_HEADERS).end();
        return;
      }
      if (isFull(access.value)) {
        sendProblem(
          res,
          refuse(
            "too_many_streams",
            "Too many event streams are open for this order or from this network. Read the order with GET instead.",
            {
              retryAfterSeconds: 15,
            },
          ),
        );
        return;
      }
      const keys = [orderId, ...access.value.networks.map(({ name }) => name)];
      const stream = openStream(routes, access.value, res, () => {
        streams.delete(stream);
        count(keys, -1);
      });
      streams.add(stream);
      count(keys, 1);
      await stream.begin();
    },
    count: () => streams.size,
    close() {
      closed = true;
      clearInterval(heartbeat);
      for (const stream of streams) stream.end();
    },
  };
}

interface Stream {
  readonly kid: string;
  begin(): Promise<void>;
  comment(): void;
  /** Ends it; the page comes back with a new token. */
  askForToken(): void;
  end(): void;
}

function openStream(
  routes: StreamRoutes,
  access: StreamAccess,
  res: ServerResponse,
  onEnd: () => void,
): Stream {
  let over = false;

  const end = (): void => {
    if (over) return;
    over = true;
    clearTimeout(reauth);
    stopWatching();
    onEnd();
    res.end();
  };

  const queue = createStreamQueue(
    () => over || res.writableNeedDrain,
    (order) => {
      res.write(frame(order));
      if (isTerminal(order)) end();
    },
  );

  const askForToken = (): void => {
    if (!over) res.write("event: reauth\ndata: {}\n\n");
    end();
  };

  const show = ({ order, tokenEpoch, committedAt }: StreamedOrder): void => {
    // A change that was seen before the token was made comes late now and then; one after it revoked the token.
    if (tokenEpoch > access.tokenEpoch) askForToken();
    else if (queue.offer(order) && committedAt !== undefined)
      routes.metrics.streamed((performance.now() - committedAt) / 1000);
  };

  const stopWatching = routes.feed.watch(access.orderId, show);
  const reauth = setTimeout(
    askForToken,
    Math.max(0, access.tokenEndsAt - REAUTH_BEFORE_MS - routes.clock.now()),
  );
  reauth.unref();
  res.on("close", end);
  res.on("drain", () => {
    queue.flush();
  });

  return {
    kid: access.kid,
    askForToken,
    async begin() {
      res.writeHead(200, STREAM_HEADERS);
      res.flushHeaders();
      const order = await routes.read(access.orderId);
      if (order === undefined) end();
      else show(order);
      queue.begin();
    },
    comment() {
      if (!res.writableNeedDrain) res.write(":\n\n");
    },
    end,
  };
}
