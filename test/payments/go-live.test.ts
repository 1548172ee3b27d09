/** docs/go-live.md: each command of the checklist is run as it stands, beside a relay that passes it. */
import { rmSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { CANARIES } from "../support/canaries.ts";
import { wholeEnvironment } from "../support/malipo.ts";
import {
  countBlocks,
  markedBlocks,
  readPage,
} from "../support/marked-blocks.ts";
import { paidOrder } from "../support/paid-order.ts";
import { openShell } from "../support/shell.ts";
import { freePort, useStack } from "../support/stack.ts";

const text = readPage("docs/go-live.md").replaceAll(/^ {3}/gm, "");
const COMMANDS = markedBlocks(text, "run", "sh");

/** What each has to print. */
const PRINTED: Readonly<Record<string, RegExp>> = {
  configuration:
    /^MALIPO_MASTER_KEY: set$[^]*\nMethods offered: mpesa, card, airtel, paybill, flexpay\n$/m,
  ready: /^\{"status":"ready"/,
  addresses: /^ok {4}webhook receiver[^]*\/callbacks\/almara\/c2b/m,
  dead: /^$/,
  backup: /\.sqlite/,
  metrics: /^malipo_orders_flagged\{flag="review"\} 0$/m,
  paid: /ord_/,
  refund: /our first payment/,
};

const adminPort = await freePort();
const stack = useStack({ env: { MALIPO_ADMIN_PORT: String(adminPort) } });
const shell = openShell();
afterAll(() => {
  rmSync(shell.folder, { recursive: true });
});

describe("docs/go-live.md", () => {
  it("has a mark for each of its commands", () => {
    expect(countBlocks(text, "sh")).toBe(COMMANDS.size);
    expect([...COMMANDS.keys()]).toEqual(Object.keys(PRINTED));
  });

  // It starts nine programs, which is slow on a busy machine.
  it("shows commands that a relay in order passes", async () => {
    const { id } = await paidOrder(stack, "254712348101");
    const env = {
      ...(wholeEnvironment(stack) as Record<string, string>),
      // Anything that responds.
      MALIPO_WEBHOOK_URL: `${stack.relayUrl}/livez`,
      MALIPO_WEBHOOK_SECRET: CANARIES.webhookSecret,
      ORDER: id,
    };
    for (const [name, command] of COMMANDS) {
      const script = command.replace(
        "127.0.0.1:4011",
        `127.0.0.1:${adminPort}`,
      );
      const { exitCode, stdout, stderr } = await shell.run(script, env);
      expect({ name, exitCode }, stderr).toEqual({ name, exitCode: 0 });
      expect(stdout, name).toMatch(PRINTED[name] ?? /^never$/);
      for (const secret of Object.values(CANARIES))
        expect(stdout.includes(secret), name).toBe(false);
    }
  }, 180_000);
});
