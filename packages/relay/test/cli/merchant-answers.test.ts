import { describe, expect, it } from "vitest";
import { runCommand } from "./cli-context.ts";
import { answeringWith, envOf, listen } from "./merchant-world.ts";

describe("malipo's exit code", () => {
  it.each([
    [4, 404, "not_found"],
    [3, 401, "merchant_key_invalid"],
    [3, 409, "provider_conflict"],
    [3, 422, "amount_out_of_range"],
    [1, 502, "provider_outcome_unknown"],
    [1, 503, "provider_unavailable"],
  ])("is %i for %i %s, whose code it tells", async (exit, status, code) => {
    const type = `https://pay.shop.example/problems/${code}`;
    const words = { title: "A title", detail: "A detail.", instance: "req_1" };
    const { env } = await answeringWith(
      { type, status, code, ...words },
      status,
    );
    const answer = await runCommand(["payouts", "reject", "1"], env);
    expect(answer).toMatchObject({ code: exit, text: "" });
    expect(answer.errors).toContain(code);
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
    const options = ["--reason=Torn", `--amount=${amount}`];
    const args = ["refunds", "create", "ord_1", ...options];
    const { code } = await runCommand(args, envOf(url));
    return { code, sent };
  };

  it("is in the order's currency", async () => {
    expect(await refund("2500.00")).toEqual({
      code: 0,
      sent: [{ reason: "Torn", amount: { value: 250_000, currency: "KES" } }],
    });
  });

  it.each(["1e3", "100.1234", "-5", "100 USD", "a lot", ""])(
    "sends nothing for %j",
    async (amount) => {
      expect(await refund(amount)).toEqual({ code: 2, sent: [] });
    },
  );
});
