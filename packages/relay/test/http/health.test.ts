import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { createHealth } from "../../src/http/ops/health.ts";
import type { HealthOptions } from "../../src/http/ops/health.ts";
import { listen } from "../support/http-server.ts";
import { MemoryLog } from "../support/memory-log.ts";

let log: MemoryLog;
beforeEach(() => {
  log = new MemoryLog();
});

async function ask(
  path: "live" | "ready",
  changes: Partial<HealthOptions> = {},
) {
  const health = createHealth({
    store: { ping: () => Promise.resolve() },
    methods: ["mpesa"],
    readProviders: () =>
      Promise.resolve({ almara: "down", flexpay: "not_configured" }),
    log,
    isClosing: () => false,
    ...changes,
  });
  const url = await listen((req, res) => void health[path](req, res));
  const res = await fetch(url);
  expect(res.headers.get("cache-control")).toBe("no-store");
  return { status: res.status, body: await res.json() };
}

const down = {
  ping: () => Promise.reject(new Error("disk full at /secret/path")),
};

describe("live", () => {
  it("is well whatever the store does", async () => {
    expect(await ask("live", { store: down })).toEqual({
      status: 200,
      body: { status: "ok" },
    });
  });
});

describe("ready", () => {
  it("is ready when the store is there and a provider configured, whether that answers or not", async () => {
    expect(await ask("ready")).toEqual({
      status: 200,
      body: {
        status: "ready",
        checks: { store: true, provider: true, accepting: true },
        methods: ["mpesa"],
        providers: { almara: "down", flexpay: "not_configured" },
      },
    });
  });

  it.each<[string, Partial<HealthOptions>, object]>([
    ["the store is down", { store: down }, { store: false }],
    [
      "the store says nothing",
      {
        store: { ping: () => new Promise(() => undefined) },
        storeTimeoutMs: 20,
      },
      { store: false },
    ],
    ["no method is configured", { methods: [] }, { provider: false }],
    ["it is closing", { isClosing: () => true }, { accepting: false }],
  ])("is not when %s", async (_what, changes, checks) => {
    const { status, body } = await ask("ready", changes);
    expect(status).toBe(503);
    expect(body).toMatchObject({ status: "not_ready", checks });
    expect(JSON.stringify(body)).not.toContain("secret");
  });

  it("says in the log why the store is not there", async () => {
    await ask("ready", { store: down });
    expect(log.messages("error")).toEqual(["the store is not responding"]);
  });

  it("writes to the store at most once a second, whoever asks", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    let pings = 0;
    const health = createHealth({
      store: { ping: () => Promise.resolve(void (pings += 1)) },
      methods: ["mpesa"],
      readProviders: () =>
        Promise.resolve({ almara: "up", flexpay: "not_configured" }),
      log,
      isClosing: () => false,
    });
    const url = await listen((req, res) => void health.ready(req, res));
    const askAll = () =>
      Promise.all(Array.from({ length: 10 }, () => fetch(url)));
    await askAll();
    await askAll();
    expect(pings).toBe(1);
    vi.advanceTimersByTime(1_000);
    const answers = await askAll();
    expect(pings).toBe(2);
    expect(answers.every(({ status }) => status === 200)).toBe(true);
  });
});
