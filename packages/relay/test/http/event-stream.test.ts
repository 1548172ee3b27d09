import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { problemSchema } from "@malipo/protocol";
import type { Order } from "@malipo/protocol";
import { ok } from "../../src/domain/errors.ts";
import { addressKey, networksOf } from "../../src/http/kit/rate-limit.ts";
import {
  COMMENT_EVERY_MS,
  MAX_PER_NETWORK,
  createEventStreams,
} from "../../src/http/shopper/event-stream.ts";
import type {
  StreamAccess,
  StreamedOrder,
} from "../../src/http/shopper/event-stream.ts";
import { createGate } from "../support/gate.ts";
import { listen } from "../support/http-server.ts";
import { ManualClock } from "../support/manual-clock.ts";
import { START } from "../support/test-relay.ts";
import { until } from "../support/until.ts";

/** As far as a stream looks at it. */
const SNAPSHOT = {
  order: { version: 1, status: "open" } as Order,
  tokenEpoch: 1,
};

/** Streams whose pages are let in when the test opens the gate. */
async function startStreams(
  read = (): Promise<StreamedOrder | undefined> => Promise.resolve(SNAPSHOT),
) {
  const clock = new ManualClock(START);
  const gate = createGate();
  let asked = 0;
  let gone = 0;
  let handled = 0;
  let watchers = 0;
  const accepted = new Set(["key-1", "key-2"]);
  let tell: (order: StreamedOrder) => void = () => undefined;
  const streams = createEventStreams({
    clock,
    metrics: { streamed: () => undefined },
    read,
    acceptedKeys: () => Promise.resolve(accepted),
    feed: {
      watch(_orderId, watch) {
        watchers += 1;
        tell = watch;
        return () => {
          watchers -= 1;
        };
      },
    },
    async authorize(orderId, req) {
      asked += 1;
      await gate.opened;
      const access: StreamAccess = {
        orderId,
        tokenEpoch: 1,
        tokenEndsAt: clock.now() + 600_000,
        kid: req.url === "/2" ? "key-2" : "key-1",
        networks: [],
      };
      return ok(access);
    },
  });
  onTestFinished(() => {
    streams.close();
  });
  const url = await listen((req, res) => {
    res.once("close", () => {
      gone += 1;
    });
    void streams.handle("ord_1", req, res).then(() => {
      handled += 1;
    });
  });
  return {
    streams,
    url,
    accepted,
    letIn: () => {
      gate.open();
    },
    show: (order: Order) => {
      tell({ order, tokenEpoch: 1 });
    },
    counts: () => ({ asked, gone, handled, watchers }),
  };
}

describe("createEventStreams", () => {
  it("opens no stream for a page that went away while it was being let in", async () => {
    const { url, letIn, counts } = await startStreams();
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    await once(socket, "connect");
    socket.write("GET / HTTP/1.1\r\nHost: relay\r\n\r\n");
    await until("the request", () => counts().asked === 1);
    socket.destroy();
    await until("the page is gone", () => counts().gone === 1);
    letIn();
    await until("the end", () => counts().handled === 1);
    expect(counts().watchers).toBe(0);
  });

  it("opens no stream once the relay is closing", async () => {
    const { streams, url, letIn, counts } = await startStreams();
    const asking = fetch(url);
    await until("the request", () => counts().asked === 1);
    streams.close();
    letIn();
    const answer = await asking;
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([
      503,
      "1",
    ]);
    expect(problemSchema.parse(await answer.json()).code).toBe(
      "store_unavailable",
    );
    expect(counts().watchers).toBe(0);
  });

  it("responds to HEAD with the headers of GET, and ends", async () => {
    const { url, letIn, counts } = await startStreams();
    letIn();
    const answer = await fetch(url, { method: "HEAD" });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([
      200,
      "text/event-stream; charset=utf-8",
    ]);
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect(counts().watchers).toBe(0);
  });

  it("ends at once where the order was removed meanwhile", async () => {
    const { streams, url, letIn, counts } = await startStreams(() =>
      Promise.resolve(undefined),
    );
    letIn();
    expect(await (await fetch(url)).text()).toBe("");
    expect([streams.count(), counts().watchers]).toEqual([0, 0]);
  });

  it("sends the snapshot first, and not an older change that was heard before it", async () => {
    const reading = createGate();
    const versionOf = (version: number, status: string): Order =>
      ({ version, status }) as Order;
    const { url, letIn, show, counts } = await startStreams(async () => {
      await reading.opened;
      return { order: versionOf(3, "pending"), tokenEpoch: 1 };
    });
    letIn();
    const answer = await fetch(url);
    await until("the watcher", () => counts().watchers === 1);
    show(versionOf(2, "pending"));
    reading.open();
    await until("the snapshot", () => counts().handled === 1);
    show(versionOf(4, "paid"));
    const ids = [...(await answer.text()).matchAll(/^id: (\d+)$/gm)];
    expect(ids.map(([, id]) => id)).toEqual(["3", "4"]);
  });

  it("asks for a new token where the key of the stream's token is refused", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const { streams, url, letIn, accepted } = await startStreams();
    letIn();
    const [first, second] = await Promise.all(
      ["/1", "/2"].map((page) => fetch(url + page)),
    );
    vi.advanceTimersByTime(COMMENT_EVERY_MS);
    expect(streams.count()).toBe(2);
    accepted.delete("key-1");
    vi.advanceTimersByTime(COMMENT_EVERY_MS);
    expect(await first?.text()).toMatch(/event: reauth\ndata: {}\n\n$/);
    expect(streams.count()).toBe(1);
    streams.close();
    expect(await second?.text()).not.toContain("reauth");
  });

  it("skips what is outdated for a page that reads slowly", async () => {
    const { url, letIn, show } = await startStreams();
    letIn();
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    socket.write("GET / HTTP/1.1\r\nHost: relay\r\n\r\n");
    await once(socket, "data");
    socket.pause();
    // More than the socket's buffers on both sides take.
    const large = "x".repeat(32 * 1024 * 1024);
    show({ version: 2, status: "open", reference: large } as Order);
    for (const version of [4, 3, 1]) show({ version, status: "open" } as Order);
    const ids: string[] = [];
    socket.on("data", (chunk: Buffer) => {
      for (const [, id = ""] of chunk.toString().matchAll(/^id: (\d+)$/gm))
        ids.push(id);
    });
    socket.resume();
    await until("the newest order", () => ids.includes("4"));
    expect(ids.slice(-2)).toEqual(["2", "4"]);
    socket.destroy();
  });

  it("leaves room for others when one network takes all it can", async () => {
    const clock = new ManualClock(START);
    const streams = createEventStreams({
      clock,
      metrics: { streamed: () => undefined },
      read: () => Promise.resolve(SNAPSHOT),
      acceptedKeys: () => Promise.resolve(new Set(["key-1"])),
      feed: { watch: () => () => undefined },
      authorize: (orderId, req) =>
        Promise.resolve(
          ok({
            orderId,
            tokenEpoch: 1,
            tokenEndsAt: clock.now() + 600_000,
            kid: "key-1",
            networks: networksOf(addressKey(String(req.headers["x-address"]))),
          }),
        ),
    });
    const url = await listen(
      (req, res) => void streams.handle(req.url ?? "", req, res),
    );
    let asked = 0;
    const watch = async (address: string): Promise<Response> =>
      fetch(`${url}/${String((asked += 1))}`, {
        headers: { "X-Address": address },
      });
    for (const address of ["1.2.3.4", "2001:db8::1"]) {
      const all = await Promise.all(
        Array.from({ length: MAX_PER_NETWORK + 1 }, () => watch(address)),
      );
      const refused = all.filter(({ status }) => status === 429);
      expect(refused).toHaveLength(1);
      expect(problemSchema.parse(await refused[0]?.json()).code).toBe(
        "too_many_streams",
      );
    }
    // Another address, and another subscriber of the same site.
    for (const address of ["1.2.3.5", "2001:db8:0:1::1"])
      expect((await watch(address)).status).toBe(200);
    streams.close();
    expect((await watch("1.2.3.5")).status).toBe(503);
  });
});
