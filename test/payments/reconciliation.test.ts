import { expect, it, onTestFinished } from "vitest";
import { becomeTomorrow } from "../support/day-after.ts";
import { malipo } from "../support/malipo.ts";
import { paidOrder } from "../support/paid-order.ts";
import { control } from "../support/sandbox-control.ts";
import { useStack } from "../support/stack.ts";

const stack = useStack({ env: { MALIPO_TIME_ZONE: "UTC" } });

it("finds what the provider no longer knows, and says so with an exit code", async () => {
  const order = await paidOrder(stack, "254712348801");
  const { day, restore } = await becomeTomorrow(stack);
  onTestFinished(restore);
  const reconcile = () => malipo(stack, ["reconcile", "--day", day]);
  expect(await reconcile()).toMatchObject({ exitCode: 0, stdout: "" });
  // From now on the provider lies: it has heard of nothing.
  await control(stack, "/reset", {});
  const differing = await reconcile();
  expect(differing.exitCode).toBe(5);
  expect(differing.stdout).toContain(`unknown_to_provider\topen\t${order.id}`);
});
