/** The part of a relay that makes and knows payment links. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";

export interface RelayStub {
  readonly url: string;
  /** Method, path and body of every call, in order. */
  readonly calls: readonly string[];
  /** Ids that are known; empty it for a relay with a new database. */
  readonly known: Set<string>;
  /** Answers instead of everything else. */
  answer: { status: number; body: string } | undefined;
}

export async function startRelayStub(merchantKey: string): Promise<RelayStub> {
  const calls: string[] = [];
  const known = new Set<string>();
  const stub = { url: "", calls, known, answer: undefined } as {
    -readonly [Name in keyof RelayStub]: RelayStub[Name];
  };
  const path = "/v1/merchant/payment-links";
  const server = createServer((req, res) => {
    void text(req).then((body) => {
      const id = req.url?.slice(path.length + 1) ?? "";
      calls.push(`${req.method ?? ""} ${req.url ?? ""} ${body}`.trim());
      const send = (status: number, answer: object): void => {
        res.writeHead(status).end(JSON.stringify(answer));
      };
      const link = (name: string): object => ({
        id: name,
        url: `${stub.url}/pay/${name}`,
      });
      if (stub.answer !== undefined)
        res.writeHead(stub.answer.status).end(stub.answer.body);
      else if (req.headers.authorization !== `Bearer ${merchantKey}`)
        send(401, {});
      else if (req.method === "POST") {
        const name = `pl_${calls.length}`;
        known.add(name);
        send(201, link(name));
      } else if (known.has(id)) send(200, link(id));
      else
        send(404, { code: "not_found", status: 404, detail: "No such link." });
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  });
  stub.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return stub;
}
