import { expect, it } from "vitest";
import { startTestRelay } from "../support/test-relay.ts";
import { runCommand } from "./cli-context.ts";
import { answeringWith, envOf } from "./merchant-world.ts";

it("shows the settings of a running relay as sections", async () => {
  const { url } = await startTestRelay({ asleep: true });
  const { code, text } = await runCommand(["settings", "show"], envOf(url));
  expect(code).toBe(0);
  expect(text).toMatch(/^versions\.node\s+\d+\./m);
  expect(text).toMatch(/^almara\s.*mpesa/m);
  expect(text).toMatch(/^MALIPO_PORT\s+no\s+4001$/m);
  expect(text).toMatch(/^MALIPO_MASTER_KEY\s+yes\s+set$/m);
});

it("says so where the relay is of another version", async () => {
  const { env } = await answeringWith({ livemode: true });
  const { code, errors } = await runCommand(["settings", "show"], env);
  expect(code).toBe(1);
  expect(errors).toContain("use --json");
});
