import { describe, expect, it } from "vitest";
import { runCli } from "../../src/cli/run.ts";
import { testContext } from "./cli-context.ts";
import { envOf, listen } from "./merchant-world.ts";

describe("malipo's exit code", () => {
  it.each([
    [4, 404, "not_found"],
    [3, 401, "merchant_key_invalid"],
    [3, 409, "provider_conflict"],
    [3, 422, "amount_out_of_range"],
    [1, 502, "provider_outcome_unknown"],
    [1, 503, "provider_unavailable"],
  ])("is %i for %i %s, whose code it tells", async (exit, status, code) => {
    const url = await listen((_req, res) => {
      res.writeHead(status, { "content-type": "application/problem+json" });
      res.end(
        JSON.stringify({
          type: `https://pay.shop.example/problems/${code}`,
          title: "A title",
          status,
          detail: "A detail.",
          instance: "req_1",
          code,
        }),
      );
    });
    const context = testContext(envOf(url));
    expect(await runCli(["payouts", "reject", "1"], context)).toBe(exit);
    expect(context.errorOutput()).toContain(code);
    expect(context.written()).toBe("");
  });
});

describe("malipo refunds create --amount", () => {
  /** What is sent to a relay whose order is in shillings. */
  const refund = async (amount: string) => {
    const sent: unknown[] = [];
    const url = await listen((req, res) => {
      res.setHeader("content-type", "application/json");
      if (req.method === "GET") {
        res.end('{"order":{"amount":{"currency":"KES"}}}');
        return;
      }
      req.on("data", (body) => sent.push(JSON.parse(String(body))));
      req.on("end", () => res.writeHead(201).end("{}"));
    });
    const args = ["refunds", "create", "ord_1", "--reason=Torn"];
    const context = testContext(envOf(url));
    const exit = await runCli([...args, `--amount=${amount}`], context);
    return { exit, sent };
  };

  it("is in the order's currency", async () => {
    expect(await refund("2500.00")).toEqual({
      exit: 0,
      sent: [{ reason: "Torn", amount: { value: 250_000, currency: "KES" } }],
    });
  });

  it.each(["1e3", "100.1234", "-5", "100 USD", "a lot", ""])(
    "sends nothing for %j",
    async (amount) => {
      expect(await refund(amount)).toEqual({ exit: 2, sent: [] });
    },
  );
});
