import { readVersion } from "../../src/version.ts";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { MasterKeyMismatch } from "../../src/adapters/tokens/key-ring.ts";
import { serve } from "../../src/cli/serve.ts";
import type { ServeParts } from "../../src/cli/serve.ts";
import { MemoryLog } from "../support/memory-log.ts";
import { until } from "../support/until.ts";
import { GOOD, testContext } from "./cli-context.ts";
import type { TestContext } from "./cli-context.ts";

interface World {
  readonly context: TestContext;
  readonly log: MemoryLog;
  readonly calls: string[];
  readonly code: Promise<number>;
}

type Step = () => Promise<void>;
const fine: Step = () => Promise.resolve();

function start(listen: Step = fine, close: Step = fine): World {
  const context = testContext(GOOD);
  const log = new MemoryLog();
  const calls: string[] = [];
  const parts: ServeParts = {
    createLog: () => log,
    create: () => ({
      async listen() {
        calls.push("listen");
        await listen();
        return { port: 4001, adminPort: 4011 };
      },
      close() {
        calls.push("close");
        return close();
      },
    }),
  };
  return { context, log, calls, code: serve(context, parts) };
}

/** The relay says that it listens; then the signal comes. */
async function stopAfterStart(world: World): Promise<number> {
  await until("it listens", () => world.log.lines.length > 0);
  world.context.process.emit("SIGTERM");
  return world.code;
}

describe("malipo serve", () => {
  it("starts, says so, and stops when it is asked to", async () => {
    const world = start();
    expect(await stopAfterStart(world)).toBe(0);
    expect(world.calls).toEqual(["listen", "close"]);
    expect(world.log.lines.map(({ message }) => message)).toEqual([
      "the relay listens",
      "the relay stops",
      "the relay has stopped",
    ]);
    expect(world.log.lines[0]?.fields).toEqual({
      version: readVersion(),
      publicUrl: "http://localhost:4001",
      host: "127.0.0.1",
      adminHost: "127.0.0.1",
      port: 4001,
      adminPort: 4011,
      methods: ["mpesa"],
    });
    expect(world.context.process.eventNames()).toEqual([]);
  });

  it("begins nothing with a wrong configuration", async () => {
    const context = testContext({});
    const create = vi.fn();
    expect(
      await serve(context, { create, createLog: () => new MemoryLog() }),
    ).toBe(2);
    expect(context.errorOutput()).toContain("MALIPO_PUBLIC_URL is missing");
    expect(create).not.toHaveBeenCalled();
  });

  const errno = (code: string, more: object = {}): Error =>
    Object.assign(new Error("listen"), { code, ...more });
  const full = new Error("The disk is full.");

  it.each<[Error, string]>([
    [
      errno("EADDRINUSE", { port: 4001 }),
      "Port 4001 is already in use. Stop the other program, or set MALIPO_PORT to a free port.",
    ],
    [
      errno("EADDRINUSE", { port: 4011 }),
      "Port 4011 is already in use. Stop the other program, or set MALIPO_ADMIN_PORT to a free port.",
    ],
    [
      errno("EACCES", { port: 80 }),
      "Permission denied for port 80. Set MALIPO_PORT to a port above 1023.",
    ],
    [
      errno("EADDRNOTAVAIL"),
      "The address to listen on (MALIPO_HOST) is not one of this machine's.",
    ],
    [
      errno("EADDRNOTAVAIL", { port: 4011 }),
      "The address to listen on (MALIPO_ADMIN_HOST) is not one of this machine's.",
    ],
    [
      errno("EAI_AGAIN"),
      "The address to listen on (MALIPO_HOST) is not one of this machine's.",
    ],
    [
      Object.assign(full, { name: "StoreError" }),
      "The database can't be used (MALIPO_DATABASE_URL): The disk is full.",
    ],
    [
      errno("EACCES", { path: "/srv/x" }),
      "Permission denied for /srv/x (EACCES). Change its owner or permissions.",
    ],
    [
      errno("ENOENT", { path: "/srv/x" }),
      "/srv/x does not exist or has the wrong type (ENOENT). Correct the variable that contains this path.",
    ],
    [
      errno("EROFS", { path: "/srv/x" }),
      "/srv/x is on a read-only file system (EROFS). Choose another location.",
    ],
    [
      errno("ENOSPC"),
      "There is no space left for a file (ENOSPC). Free some space, or choose another location.",
    ],
    [
      errno("EMFILE"),
      "Too many files are open (EMFILE). Raise the limit (ulimit -n), or stop the programs that hold them open.",
    ],
    [
      errno("ERR_DLOPEN_FAILED"),
      "A package's native module does not match this version of Node or this machine. Run: npm rebuild",
    ],
    [
      new MasterKeyMismatch(),
      "MALIPO_MASTER_KEY is not the key this database was made with: its signing keys can't be opened. If the key was changed, set the old one as MALIPO_MASTER_KEY_PREVIOUS.",
    ],
  ])("says in one sentence what to do about %o", async (error, sentence) => {
    const world = start(() => Promise.reject(error));
    expect(await world.code).toBe(2);
    expect(world.context.errorOutput()).toBe(`malipo: ${sentence}\n`);
    expect(world.calls).toEqual(["listen", "close"]);
  });

  it.each<[Error, string]>([
    [new TypeError("x is undefined"), "TypeError: x is undefined\n"],
    // The machine has no more to give.
    [errno("EAGAIN"), "EAGAIN: listen\n"],
    [errno("ENOENT"), "ENOENT: listen\n"],
  ])("says what to do about %o, and keeps it for the log", async (...row) => {
    const [error, words] = row;
    const world = start(() => Promise.reject(error));
    expect(await world.code).toBe(1);
    expect(world.context.errorOutput()).toContain(words);
    expect(world.context.errorOutput()).toContain("malipo doctor");
    expect(world.log.messages("error")).toEqual(["the relay could not start"]);
    expect(world.context.process.eventNames()).toEqual([]);
  });

  it("leaves a start that waits when it is asked to stop", async () => {
    let reject: (error: Error) => void = () => undefined;
    const world = start(
      () => new Promise((_resolve, rejecter) => (reject = rejecter)),
      () => {
        reject(new Error("closed"));
        return Promise.resolve();
      },
    );
    world.context.process.emit("SIGTERM");
    expect(await world.code).toBe(0);
  });

  it("stops as soon as it has started when it was asked to before", async () => {
    let started: () => void = () => undefined;
    const world = start(() => new Promise((resolve) => (started = resolve)));
    world.context.process.emit("SIGINT");
    started();
    expect(await world.code).toBe(0);
  });

  it("waits 36 seconds for what is under way, and not longer", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const world = start(fine, () => new Promise(() => undefined));
    await vi.waitUntil(() => world.log.lines.length > 0, { timeout: 15_000 });
    world.context.process.emit("SIGTERM");
    await vi.advanceTimersByTimeAsync(35_999);
    expect(world.log.messages("error")).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(await world.code).toBe(1);
    expect(world.log.messages("error")).toEqual([
      "the relay did not stop in time",
    ]);
  });

  it.each(["unhandledRejection", "uncaughtException"])(
    "logs an %s and leaves",
    async (event) => {
      const world = start();
      world.context.process.emit(event, new Error("surprise"));
      expect(world.context.process.exits).toEqual([1]);
      expect(world.log.messages("error")).toEqual([
        "unexpected error, the relay exits",
      ]);
      await stopAfterStart(world);
    },
  );
});
