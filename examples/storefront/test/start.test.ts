import { execFile } from "node:child_process";
import { once } from "node:events";
import { stat } from "node:fs/promises";
import { createServer } from "node:net";
import { promisify } from "node:util";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { PORTS, PORT_NAMES, ROOT } from "../demo/settings.ts";
import {
  childrenOf,
  findFreePorts,
  isAlive,
  startDemo,
} from "./support/demo.ts";
import type { Demo } from "./support/demo.ts";

const GREETING = "Ctrl-C";
/** Three programs start from source, next to other tests. */
const PATIENCE_MS = 90_000;

async function occupy(port: number): Promise<void> {
  const server = createServer().listen(port, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    server.close();
    await once(server, "close");
  });
}

function programsOf({ process }: Demo): number[] {
  const { pid } = process;
  if (pid === undefined) throw new Error("The demo was not started.");
  return childrenOf(pid);
}

async function openShop(): Promise<{ demo: Demo; programs: number[] }> {
  const demo = await startDemo(await findFreePorts());
  await demo.untilSaid(GREETING);
  const programs = programsOf(demo);
  expect(programs).toHaveLength(3);
  return { demo, programs };
}

/** Pays by a phone that answers by itself. */
async function buyShirt({ ports }: Demo): Promise<void> {
  const post = async (path: string, body: object, token = "") => {
    const answer = await fetch(`http://localhost:${ports.relay}/v1${path}`, {
      method: "POST",
      headers: {
        Origin: `http://localhost:${ports.shop}`,
        Authorization: token,
        "Content-Type": "application/json",
        "Idempotency-Key": "the-one-of-this-test",
      },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(201);
    return (await answer.json()) as { order: { id: string }; token: string };
  };
  const lines = [{ sku: "SHRT-BLK-XL-9981", quantity: 1 }];
  const { order, token } = await post("/orders", { lines });
  const byPhone = { method: "mpesa", phone: "0712345601" };
  await post(`/orders/${order.id}/attempts`, byPhone, `Bearer ${token}`);
}

describe("npm start", () => {
  it.each(PORT_NAMES)(
    "names the port (%s) that is taken, and the variable that changes it",
    async (name) => {
      const ports = await findFreePorts();
      await occupy(ports[name]);
      const demo = await startDemo(ports);
      expect(await demo.ended).toBe(1);
      expect(demo.said()).toMatch(
        new RegExp(
          `^Port ${ports[name]} is taken .*${PORTS[name].variable}=\\d+ npm start\\n$`,
        ),
      );
    },
  );

  it(
    "opens the shop, says where, and ends with everything it started on Ctrl-C",
    { timeout: PATIENCE_MS },
    async () => {
      const { demo, programs } = await openShop();
      const { shop, relay, sandbox } = demo.ports;
      for (const port of [shop, relay, sandbox])
        expect(demo.said()).toContain(`http://localhost:${port}`);

      for (const host of ["localhost", "127.0.0.1"]) {
        const page = await fetch(`http://${host}:${shop}/`);
        expect(page.status).toBe(200);
        const text = await page.text();
        const links = text.match(/http:\/\/localhost:\d+\/pay\/pl_[\w-]{22}/g);
        expect(links).toHaveLength(3);
        for (const link of links ?? []) expect(demo.said()).toContain(link);
      }
      const command = /node (--env-file=\S+) (.*) orders list/.exec(
        demo.said(),
      );
      const [, envFile = "", ...rest] = command ?? [];
      const list = await promisify(execFile)(
        process.execPath,
        [envFile, ...rest.join(" ").split(" "), "orders", "list"],
        { cwd: ROOT, env: { PATH: process.env["PATH"] } },
      );
      expect(list.stderr).toContain("No results.");
      await buyShirt(demo);
      await demo.untilSaid("order.paid ORD-");
      demo.process.kill("SIGINT");
      expect(await demo.ended).toBe(0);
      expect(programs.filter(isAlive)).toEqual([]);
      expect(demo.said()).not.toMatch(/\n\s+at /);
      expect((await stat(`${demo.dataDir}/master-key`)).mode & 0o777).toBe(
        0o600,
      );
    },
  );

  it(
    "names the console with its key, and has sold something at the first start",
    { timeout: PATIENCE_MS },
    async () => {
      const demo = await startDemo(await findFreePorts(), true);
      await demo.untilSaid(GREETING);
      const [, key = ""] = /API key: (malipo_test_\w+)/.exec(demo.said()) ?? [];
      const { admin } = demo.ports;
      expect(demo.said()).toContain(`http://localhost:${admin}/console`);
      const origin = `http://localhost:${admin}`;
      const signedIn = await fetch(`${origin}/console/session`, {
        method: "POST",
        headers: { Origin: origin, "Content-Type": "application/json" },
        body: JSON.stringify({ key }),
      });
      expect(signedIn.status).toBe(200);
      await demo.untilSaid("order.paid ORD-");
      await vi.waitUntil(
        async () => {
          const answer = await fetch(
            `http://localhost:${demo.ports.relay}/v1/merchant/summary`,
            { headers: { Authorization: `Bearer ${key}` } },
          );
          const { attention } = (await answer.json()) as {
            attention: Record<string, number>;
          };
          const kinds = ["reviews", "overpaid", "unmatchedPayments"];
          return [...kinds, "undecidedTransfers"].every(
            (kind) => (attention[kind] ?? 0) > 0,
          );
        },
        { timeout: 30_000, interval: 500 },
      );
      expect(demo.said()).not.toContain("could not be made");
    },
  );

  it(
    "leaves nothing behind when it is killed outright",
    { timeout: PATIENCE_MS },
    async () => {
      const { demo, programs } = await openShop();
      demo.process.kill("SIGKILL");
      await vi.waitUntil(() => !programs.some(isAlive), { timeout: 20_000 });
    },
  );

  it(
    "stops everything and shows the last lines when a program ends",
    { timeout: PATIENCE_MS },
    async () => {
      const { demo, programs } = await openShop();
      for (const first of programs.slice(0, 1)) process.kill(first, "SIGKILL");
      expect(await demo.ended).toBe(1);
      expect(demo.said()).toMatch(
        /The \w+ has ended \(SIGKILL\)\. It said last:\n {2}\S/,
      );
      expect(programs.filter(isAlive)).toEqual([]);
    },
  );

  it(
    "can be stopped while it is still starting",
    { timeout: PATIENCE_MS },
    async () => {
      const demo = await startDemo(await findFreePorts());
      await vi.waitUntil(() => programsOf(demo).length > 0, {
        timeout: 30_000,
      });
      const programs = programsOf(demo);
      demo.process.kill("SIGTERM");
      expect(await demo.ended).toBe(0);
      expect(programs.filter(isAlive)).toEqual([]);
    },
  );
});
