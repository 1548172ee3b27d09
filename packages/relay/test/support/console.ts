/** The console's server of a test relay, and a browser's requests to it. */
import { createServer, request } from "node:http";
import type { IncomingMessage } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { MERCHANT_KEY } from "./test-relay.ts";
import type { TestRelay } from "./test-relay.ts";

export interface ConsoleAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

type Headers = Readonly<Record<string, string>>;

export interface TestConsole {
  readonly origin: string;
  call(
    method: string,
    path: string,
    headers?: Headers,
    body?: unknown,
  ): Promise<ConsoleAnswer>;
  /** The cookie, as the browser sends it back. */
  signIn(key?: string): Promise<string>;
  /** As the console's own page. */
  own(cookie: string): Headers;
}

/** `fetch` would not send these headers as they are. */
export async function openConsole(relay: TestRelay): Promise<TestConsole> {
  const server = createServer(relay.relay.console);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const origin = `http://localhost:${port}`;
  const own = (cookie: string): Headers => ({
    Origin: origin,
    "Sec-Fetch-Site": "same-origin",
    Cookie: cookie,
  });
  const call: TestConsole["call"] = async (
    method,
    path,
    headers = {},
    body,
  ) => {
    const text = body === undefined ? "" : JSON.stringify(body);
    const req = request({
      host: "127.0.0.1",
      port,
      method,
      path,
      headers: {
        Host: `localhost:${port}`,
        ...(text === ""
          ? {}
          : {
              "Content-Type": "application/json",
              "Content-Length": Buffer.byteLength(text),
            }),
        ...headers,
      },
    });
    req.end(text);
    const [res] = (await once(req, "response")) as [IncomingMessage];
    const parts: Buffer[] = [];
    for await (const part of res) parts.push(part as Buffer);
    const answer = Buffer.concat(parts).toString();
    const isJson = /json/.test(res.headers["content-type"] ?? "");
    return {
      status: res.statusCode ?? 0,
      headers: Object.fromEntries(
        Object.entries(res.headers).map(([name, value]) => [
          name,
          Array.isArray(value) ? value.join("\n") : (value ?? ""),
        ]),
      ),
      body: isJson && answer !== "" ? (JSON.parse(answer) as unknown) : answer,
    };
  };
  return {
    origin,
    call,
    own,
    async signIn(key = MERCHANT_KEY) {
      const answer = await call("POST", "/console/session", own(""), { key });
      if (answer.status !== 200) throw new Error(JSON.stringify(answer));
      return (answer.headers["set-cookie"] ?? "").split(";")[0] ?? "";
    },
  };
}

/** "403 console_origin_refused", or the status alone. */
export const outcome = ({ status, body }: ConsoleAnswer): string =>
  typeof body === "object" && body !== null && "code" in body
    ? `${status} ${String(body.code)}`
    : String(status);
