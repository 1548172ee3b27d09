import { describe, expect, it } from "vitest";
import { MERCHANT_COMMANDS } from "../../src/cli/merchant/commands.ts";
import { runCommand } from "./cli-context.ts";
import { answeringWith } from "./merchant-world.ts";

describe("ids and values on the command line", () => {
  it.each<[string[], string]>([
    ...["", " ", "\u00a0\t", "\u200b", ".", ".."].map(
      (id): [string[], string] => [["orders", "show", id], "<id> is empty"],
    ),
    [["refunds", "show", "ord_1", " "], "<refundId> is empty"],
    [["transfers", "accept", ""], "<reference> is empty"],
    [["deliveries", "list", "--order", ""], "--order is empty"],
    [["orders", "list", "--reference= "], "--reference is empty"],
    [["orders", "list", "--relay", ""], "--relay is empty"],
    [["refunds", "create", "ord_1", "--reason", " "], "--reason is empty"],
    [
      ["refunds", "create", "a", "--reason=x", "--attempt="],
      "--attempt is empty",
    ],
  ])("are asked for where there are none: %j", async (args, words) => {
    const { env, asked } = await answeringWith({});
    const refused = await runCommand(args, env);
    expect(refused).toMatchObject({ code: 2, text: "" });
    expect(refused.errors).toContain(words);
    expect(asked).toEqual([]);
  });

  const withIds = Object.entries(MERCHANT_COMMANDS).flatMap(
    ([group, commands]) =>
      commands
        .filter(({ path: address }) => address.includes("/:"))
        .map(
          (command) => [`${group} ${command.name}`, group, command] as const,
        ),
  );

  it.each(withIds)(
    "encodes whatever id it is given: %s",
    async (_what, group, { name, path: address, options = {} }) => {
      const { env, asked } = await answeringWith({});
      const typed = [" A b", "a/../b", "50%", "a?b#c&d=e+f", "é", "a\u200bb"];
      const meant = ["A b", "a/../b", "50%", "a?b#c&d=e+f", "é", "ab"];
      const count = address.split("/:").length - 1;
      for (const id of typed) {
        const needed = ["reason", "order", "note"]
          .filter((option) => option in options)
          .map((option) => `--${option}=x`);
        const ids = Array<string>(count).fill(id);
        const args = [group, name, ...ids, ...needed];
        expect((await runCommand(args, env, { input: "{}" })).code).toBe(0);
      }
      expect(asked).toEqual(
        meant.map((id) => address.replaceAll(/:\w+/g, encodeURIComponent(id))),
      );
    },
  );

  it("encodes what is asked for in a query", async () => {
    const { env, asked } = await answeringWith({ orders: [] });
    const args = ["orders", "list", "--reference", "\u202aA b&c=d#e\u202c"];
    expect((await runCommand(args, env)).code).toBe(0);
    const { searchParams } = new URL(asked[0] ?? "", "http://relay.example");
    expect([...searchParams]).toEqual([["reference", "A b&c=d#e"]]);
  });
});
