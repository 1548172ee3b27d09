/** A real HTTP server that answers as the test scripts it, and remembers what it was asked. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export type Reply =
  | {
      readonly status?: number;
      readonly json?: unknown;
      readonly text?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** Takes the request and never answers. */
  | "hang"
  /** Takes the request and cuts the connection. */
  | "reset"
  /** Announces more than it sends, then cuts the connection. */
  | { readonly half: string };

/** A body that is text stands as it is; every other one is written as JSON. */
export const http = (status: number, body?: unknown): Reply =>
  typeof body === "string" ? { status, text: body } : { status, json: body };

/** For answers that depend on the request, or on something else that must happen first. */
export type Script = (request: Received) => Reply | Promise<Reply>;

export interface Received {
  readonly route: string;
  readonly query: Readonly<Record<string, string>>;
  readonly authorization: string | undefined;
  readonly contentType: string | undefined;
  readonly body: string;
}

export class ProviderServer implements AsyncDisposable {
  readonly received: Received[] = [];
  readonly #replies = new Map<string, (Reply | Script)[]>();
  readonly #server = createServer((request, response) => {
    void this.#answer(request, response);
  });

  static async start(): Promise<ProviderServer> {
    const server = new ProviderServer();
    server.#server.listen(0, "127.0.0.1");
    await once(server.#server, "listening");
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** What `route` ("POST /v1/express-deposit") answers, one after the other; the last reply stays. */
  on(route: string, ...replies: (Reply | Script)[]): void {
    this.#replies.set(route, replies);
  }

  to(route: string): Received[] {
    return this.received.filter((request) => request.route === route);
  }

  /** The body of the last request to `route`. */
  sent(route: string): string {
    return this.to(route).at(-1)?.body ?? "";
  }

  sentJson(route: string): unknown {
    return JSON.parse(this.sent(route));
  }

  tokens(route: string): unknown[] {
    return this.to(route).map(({ authorization }) => authorization);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, "close");
  }

  async #answer(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const url = new URL(request.url ?? "/", this.url);
    const route = `${request.method ?? ""} ${url.pathname}`;
    const received: Received = {
      route,
      query: Object.fromEntries(url.searchParams),
      authorization: request.headers.authorization,
      contentType: request.headers["content-type"],
      body: await text(request),
    };
    this.received.push(received);
    const replies = this.#replies.get(route) ?? [];
    const next = replies.length > 1 ? replies.shift() : replies[0];
    const reply = typeof next === "function" ? await next(received) : next;
    send(response, reply ?? { status: 500, text: "not scripted" });
  }
}

function send(response: ServerResponse, reply: Reply): void {
  if (reply === "hang") return;
  if (reply === "reset") {
    response.socket?.resetAndDestroy();
    return;
  }
  if ("half" in reply) {
    const length = Buffer.byteLength(reply.half);
    response.writeHead(200, { "content-length": String(length * 2) });
    response.write(reply.half, () => response.socket?.destroy());
    return;
  }
  response.writeHead(reply.status ?? 200, reply.headers);
  response.end(reply.text ?? JSON.stringify(reply.json));
}
