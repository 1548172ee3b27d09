import path from "node:path";
import { describe, expect, it } from "vitest";
import { DemoError, ROOT, readSettings } from "../../demo/settings.ts";

describe("readSettings", () => {
  it("has the documented ports and a folder of its own", () => {
    expect(readSettings({ MALIPO_PORT: "" })).toEqual({
      ports: { shop: 4000, relay: 4001, admin: 4011, sandbox: 4002 },
      dataDir: path.join(ROOT, ".data"),
      verbose: false,
      seeds: true,
    });
  });

  it("takes other ports by their variables", () => {
    const { ports } = readSettings({
      MALIPO_DEMO_PORT: "5000",
      MALIPO_PORT: "5001",
      MALIPO_ADMIN_PORT: "5011",
      MALIPO_SANDBOX_PORT: "5002",
    });
    expect(ports).toEqual({
      shop: 5000,
      relay: 5001,
      admin: 5011,
      sandbox: 5002,
    });
  });

  it.each(["0", "-1", "65536", "4000.5", "http"])(
    "refuses %j as a port, without repeating it",
    (text) => {
      expect(() => readSettings({ MALIPO_PORT: text })).toThrow(
        new DemoError("MALIPO_PORT must be a port number, 1 to 65535."),
      );
    },
  );

  it("refuses one port for two programs", () => {
    expect(() => readSettings({ MALIPO_SANDBOX_PORT: "4001" })).toThrow(
      "MALIPO_SANDBOX_PORT must differ",
    );
  });
});
