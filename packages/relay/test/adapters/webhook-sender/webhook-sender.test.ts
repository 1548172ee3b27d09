import { createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import { WebhookVerificationError } from "standardwebhooks";
import { describe, expect, it, onTestFinished } from "vitest";
import { createAddressGuard } from "../../../src/adapters/merchant-http/address-guard.ts";
import { createGuardedHttp } from "../../../src/adapters/merchant-http/guarded-http.ts";
import { createWebhookSender } from "../../../src/adapters/webhook-sender/webhook-sender.ts";
import type { WebhookSenderOptions } from "../../../src/adapters/webhook-sender/webhook-sender.ts";
import type { WebhookResult } from "../../../src/ports/webhook.ts";
import { createGate } from "../../support/gate.ts";
import { localHttp } from "../../support/local-http.ts";
import {
  makeSecret,
  startReceiver,
  verify,
} from "../../support/webhook-receiver.ts";
import type { WebhookReceiver } from "../../support/webhook-receiver.ts";

const NOW = Date.parse("2026-11-21T09:00:00.900Z");
const [PRESENT, PREVIOUS, OTHER] = [1, 2, 3].map(makeSecret) as [
  ReturnType<typeof makeSecret>,
  ReturnType<typeof makeSecret>,
  ReturnType<typeof makeSecret>,
];
const MESSAGE = {
  id: "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W",
  payload:
    '{"type":"order.paid","timestamp":"2026-11-21T09:00:00.000Z","data":{"name":"Zoë ✓"}}',
};

const send = (
  url: string,
  changes: Partial<WebhookSenderOptions> = {},
): Promise<WebhookResult> =>
  createWebhookSender({
    url,
    http: localHttp(),
    secrets: [PRESENT.bytes],
    version: "1.2.3",
    ...changes,
  }).send(MESSAGE, NOW);

const failed = (changes: object) => ({
  kind: "failed",
  status: null,
  error: "status",
  retryAfterSeconds: null,
  ...changes,
});

/** The one message that came. */
function only({ received }: WebhookReceiver) {
  const [message, ...more] = received;
  if (message === undefined || more.length > 0)
    throw new Error(`${received.length} messages came`);
  return message;
}

/** A receiver that speaks as the test does, byte by byte. */
async function startRaw(speak: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    // The sender may hang up at any time.
    socket.on("error", () => socket.destroy());
    socket.once("data", () => {
      speak(socket);
    });
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

describe("a webhook that is taken", () => {
  it("carries what Standard Webhooks asks for, and verifies", async () => {
    const receiver = await startReceiver();
    const delivered = { kind: "delivered", status: 204 };
    expect(await send(receiver.url)).toEqual(delivered);
    const message = only(receiver);
    const { id, payload } = MESSAGE;
    expect(message).toMatchObject({
      ...{ method: "POST", id, timestamp: 1_795_251_600, body: payload },
      headers: {
        "content-type": "application/json",
        "user-agent": "Malipo/1.2.3",
        "webhook-signature": expect.stringMatching(
          /^v1,[A-Za-z0-9+/]{43}=$/,
        ) as string,
      },
    });
    expect(verify(message, PRESENT.text)).toEqual(JSON.parse(payload));
  });

  it("does not verify with another secret, nor after the smallest change", async () => {
    const receiver = await startReceiver();
    await send(receiver.url);
    const message = only(receiver);
    const withHeader = (name: string, value: string) => ({
      ...message,
      headers: { ...message.headers, [name]: value },
    });
    for (const [changed, { text }] of [
      [message, OTHER],
      [{ ...message, body: `${message.body} ` }, PRESENT],
      [withHeader("webhook-id", "msg_other"), PRESENT],
      [withHeader("webhook-timestamp", "1795251601"), PRESENT],
    ] as const)
      expect(() => verify(changed, text)).toThrow(WebhookVerificationError);
  });

  it("verifies with either secret while one follows the other", async () => {
    const receiver = await startReceiver();
    await send(receiver.url, { secrets: [PRESENT.bytes, PREVIOUS.bytes] });
    const message = only(receiver);
    const signatures = String(message.headers["webhook-signature"]);
    expect(signatures.split(" ")).toHaveLength(2);
    for (const { text } of [PRESENT, PREVIOUS])
      expect(verify(message, text)).toEqual(JSON.parse(MESSAGE.payload));
    expect(() => verify(message, OTHER.text)).toThrow(WebhookVerificationError);
  });

  it.each([200, 201, 202, 299])("is taken by %i", async (status) => {
    const receiver = await startReceiver();
    receiver.answer = (res) => res.writeHead(status).end("thanks");
    expect(await send(receiver.url)).toEqual({ kind: "delivered", status });
  });

  it.each([
    ["breaks off", (socket: Socket) => socket.destroy()],
    ["never ends", () => undefined],
    [
      "is endless",
      (socket: Socket) => {
        const more = (): void => {
          while (!socket.destroyed && socket.write(Buffer.alloc(65_536)));
        };
        socket.on("drain", more);
        more();
      },
    ],
  ])("is taken although the answer's body %s", async (_what, goOn) => {
    const url = await startRaw((socket) => {
      socket.write(
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nO",
        () => {
          goOn(socket);
        },
      );
    });
    expect(await send(url)).toEqual({ kind: "delivered", status: 200 });
  });
});

it("reads little of an answer, and then hangs up", async () => {
  const closed = createGate();
  let sent = 0;
  const url = await startRaw((socket) => {
    socket.once("close", () => {
      closed.open();
    });
    socket.write("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n");
    const more = (): void => {
      do sent += 8_192;
      while (!socket.destroyed && socket.write(Buffer.alloc(8_192)));
    };
    socket.on("drain", more);
    more();
  });
  expect(await send(url)).toEqual({ kind: "delivered", status: 200 });
  await closed.opened;
  // What the kernel's buffers hold on both sides, far below what was announced.
  expect(sent).toBeLessThan(20_000_000);
});

it("uses a connection again, and does without when the receiver has closed it", async () => {
  const receiver = await startReceiver();
  const http = localHttp();
  const ports = new Set<number | undefined>();
  receiver.answer = (res) => {
    ports.add(res.socket?.remotePort);
    res.writeHead(200).end("thanks");
  };
  await send(receiver.url, { http });
  await new Promise((resolve) => setImmediate(resolve));
  await send(receiver.url, { http });
  expect(ports.size).toBe(1);

  let asked = 0;
  const url = await startRaw((socket) => {
    asked += 1;
    socket.write("HTTP/1.1 204 No Content\r\n\r\n");
    // The second request comes to a connection that is closed without an answer.
    socket.once("data", () => socket.resetAndDestroy());
  });
  await send(url, { http });
  await new Promise((resolve) => setImmediate(resolve));
  expect(await send(url, { http })).toEqual({ kind: "delivered", status: 204 });
  expect(asked).toBe(2);
});

describe("a webhook that is not taken", () => {
  it.each([400, 401, 404, 500, 502, 504])("says so for %i", async (status) => {
    const receiver = await startReceiver();
    receiver.answer = (res) =>
      res.writeHead(status, { "Retry-After": "60" }).end();
    expect(await send(receiver.url)).toEqual(failed({ status }));
  });

  it.each([301, 302, 303, 307, 308])("does not follow a %i", async (status) => {
    const elsewhere = await startReceiver();
    const receiver = await startReceiver();
    receiver.answer = (res) =>
      res.writeHead(status, { Location: elsewhere.url }).end();
    expect(await send(receiver.url)).toEqual(
      failed({ status, error: "redirect" }),
    );
    expect(elsewhere.received).toEqual([]);
  });

  it("knows a receiver that is gone", async () => {
    const receiver = await startReceiver();
    receiver.answer = (res) => res.writeHead(410).end();
    expect(await send(receiver.url)).toEqual(
      failed({ status: 410, error: "gone" }),
    );
  });

  it.each<[number, string, number | null]>([
    [429, "120", 120],
    [503, "120", 120],
    [503, "Sat, 21 Nov 2026 09:02:00 GMT", 120],
    [503, "99999999", 86_400],
    [429, "soon", null],
    [429, "-5", null],
  ])(
    "hears when a busy receiver wants it: %i, %s",
    async (status, header, s) => {
      const receiver = await startReceiver();
      receiver.answer = (res) =>
        res.writeHead(status, { "Retry-After": header }).end();
      expect(await send(receiver.url)).toEqual(
        failed({ status, retryAfterSeconds: s }),
      );
    },
  );

  it.each<[string, (socket: Socket) => void]>([
    ["says nothing", () => undefined],
    [
      "sends its headers byte by byte",
      (socket) => {
        const drip = setInterval(() => socket.write("x"), 5);
        socket.once("close", () => {
          clearInterval(drip);
        });
        socket.write("HTTP/1.1 200 OK\r\nX-Slow: ");
      },
    ],
    [
      "says 100 Continue for ever",
      (socket) => {
        const drip = setInterval(
          () => socket.write("HTTP/1.1 100 Continue\r\n\r\n"),
          5,
        );
        socket.once("close", () => {
          clearInterval(drip);
        });
      },
    ],
  ])("gives a receiver that %s its time, and no more", async (_what, speak) => {
    const url = await startRaw(speak);
    expect(await send(url, { timeoutMs: 80 })).toEqual(
      failed({ error: "timeout" }),
    );
  });

  it("is not sent to a private address", async () => {
    const receiver = await startReceiver();
    const guard = createAddressGuard({ listed: [], allowsLoopback: false });
    expect(
      await send(receiver.url, { http: createGuardedHttp({ guard }) }),
    ).toEqual(failed({ error: "private_address" }));
    expect(receiver.received).toEqual([]);
  });

  it.each([
    ["that hangs up", ""],
    ["that answers by half", "HTTP/1.1 200 OK\r\nContent-Le"],
    ["that speaks no HTTP", "220 mail ready\r\n\r\n"],
  ])("fails at a receiver %s", async (_what, text) => {
    const url = await startRaw((socket) => {
      socket.end(text);
    });
    expect(await send(url)).toEqual(failed({ error: "connection" }));
  });

  it("fails where nobody listens", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    expect(await send(`http://127.0.0.1:${port}/`)).toEqual(
      failed({ error: "connection" }),
    );
  });

  it("ends with the relay", async () => {
    const ending = new AbortController();
    const url = await startRaw(() => {
      ending.abort();
    });
    expect(await send(url, { signal: ending.signal })).toEqual({
      kind: "aborted",
    });
  });
});
