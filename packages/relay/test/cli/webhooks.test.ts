import { readFileSync } from "node:fs";
import {
  WEBHOOK_EVENTS,
  webhookPayloadSchema,
} from "@malipo/protocol/merchant";
import { describe, expect, it, onTestFinished } from "vitest";
import { runCli } from "../../src/cli/run.ts";
import { createOpenApiDocument } from "../../src/http/openapi/document.ts";
import { temporaryFile } from "../support/temporary.ts";
import { MERCHANT_KEY } from "../support/test-relay.ts";
import { until } from "../support/until.ts";
import {
  makeSecret,
  startReceiver,
  verify,
} from "../support/webhook-receiver.ts";
import {
  SECRET,
  paidOrder,
  startTelling,
  triedDelivery,
} from "../support/webhooks.ts";
import { runCommand, testContext } from "./cli-context.ts";
import { envOf, listen } from "./merchant-world.ts";

const LAPTOP = makeSecret(7);

/** A relay with a backend of its own, which a developer reaches through something that can be cut. */
async function startWorld() {
  const { relay } = await startTelling();
  let isCut = false;
  const url = await listen((req, res) => {
    if (isCut) {
      req.socket.destroy();
      return;
    }
    void fetch(`${relay.url}${req.url ?? ""}`, {
      method: req.method ?? "GET",
      headers: { authorization: `Bearer ${MERCHANT_KEY}` },
    }).then(async (answer) => {
      res
        .writeHead(answer.status, {
          "content-type": answer.headers.get("content-type") ?? "",
        })
        .end(await answer.text());
    });
  });
  const pay = async () => {
    const order = await paidOrder(relay);
    relay.clock.advance(1);
    return (await triedDelivery(relay, order.id, 1)).id;
  };
  const env = { ...envOf(url), MALIPO_WEBHOOK_SECRET: LAPTOP.text };
  return {
    pay,
    env,
    cut: (whether: boolean) => {
      isCut = whether;
    },
  };
}

/** The command, until it is stopped. */
function start(
  env: Readonly<Record<string, string>>,
  ...args: readonly string[]
) {
  const context = testContext(env);
  const ended = runCli(["listen", ...args], context);
  const stop = async () => {
    context.process.emit("SIGINT");
    return {
      code: await ended,
      text: context.written(),
      errors: context.errorOutput(),
    };
  };
  onTestFinished(async () => {
    await stop();
  });
  const listening = () =>
    until("it listens", () => context.errorOutput().includes("Listening"));
  return { stop, listening, context };
}

describe("malipo listen", () => {
  it("brings each new webhook once, in order, signed for the receiver, and waits for a relay that is gone", async () => {
    const { pay, env, cut } = await startWorld();
    const old = await pay();
    const receiver = await startReceiver();
    const listener = start(env, "--forward", receiver.url);
    await listener.listening();
    const ids = [await pay(), await pay()];
    await until("both have come", () => receiver.received.length === 2);
    cut(true);
    ids.push(await pay());
    await until("it says so", () =>
      listener.context.errorOutput().includes("Trying again"),
    );
    cut(false);
    await until("it goes on", () => receiver.received.length === 3);
    expect(receiver.received.map(({ id }) => id)).toEqual(ids);
    expect(ids).not.toContain(old);
    for (const message of receiver.received)
      expect(
        webhookPayloadSchema.parse(verify(message, LAPTOP.text)).type,
      ).toBe("order.paid");
    const { code, text, errors } = await listener.stop();
    expect(code).toBe(0);
    expect(
      text
        .trim()
        .split("\n")
        .map((line) =>
          line
            .split("\t")
            .slice(1, 3)
            .concat(line.split("\t").at(-1) ?? ""),
        ),
    ).toEqual(ids.map((id) => ["order.paid", id, "204"]));
    expect(errors).toContain(`--after ${ids[2] ?? ""}\n`);
  });

  it("goes on where it was stopped, and waits a moment for a receiver that starts again", async () => {
    const { pay, env } = await startWorld();
    const ids = [await pay(), await pay(), await pay()];
    const receiver = await startReceiver();
    receiver.answer = (res) => {
      if (receiver.received.length === 1) res.socket?.destroy();
      else res.writeHead(receiver.received.length === 2 ? 204 : 500).end();
    };
    const listener = start(
      env,
      "--forward",
      receiver.url,
      "--after",
      ids[0] ?? "",
    );
    await until("both have come", () => receiver.received.length === 3);
    const { text, errors } = await listener.stop();
    expect(receiver.received.map(({ id }) => id)).toEqual([
      ids[1],
      ids[1],
      ids[2],
    ]);
    expect(
      text
        .trim()
        .split("\n")
        .map((line) => line.split("\t").at(-1)),
    ).toEqual(["204", "500"]);
    expect(errors).toContain(
      `malipo deliveries redrive ${ids[2] ?? ""} --to ${receiver.url}\n`,
    );
  });

  it.each<[number, Record<string, string>, readonly string[]]>([
    [2, {}, []],
    [2, {}, ["--forward", "http://shop.example/webhooks"]],
    [2, { MALIPO_WEBHOOK_SECRET: "" }, ["--forward", "http://localhost:1/"]],
    [
      2,
      { MALIPO_WEBHOOK_SECRET: "canary" },
      ["--forward", "http://localhost:1/"],
    ],
    [
      3,
      { MALIPO_MERCHANT_KEY: "canary-0123456789" },
      ["--forward", "http://localhost:1/"],
    ],
    [4, {}, ["--forward", "http://localhost:1/", "--after", "msg_x"]],
  ])("ends with %i: %j %j", async (code, changes, args) => {
    const { relay } = await startTelling({ asleep: true });
    const env = {
      ...envOf(relay.url),
      MALIPO_WEBHOOK_SECRET: LAPTOP.text,
      ...changes,
    };
    const ended = await runCommand(["listen", ...args], env);
    expect(ended).toMatchObject({ code, text: "" });
    expect(ended.errors).not.toContain("canary");
  });
});

describe("malipo deliveries redrive --to", () => {
  it("sends what the relay stored to another receiver, and leaves the relay's own delivery alone", async () => {
    const { pay, env } = await startWorld();
    const id = await pay();
    const receiver = await startReceiver();
    const send = () =>
      runCommand(["deliveries", "redrive", id, "--to", receiver.url], env);
    expect(await send()).toMatchObject({ code: 0, errors: "" });
    const [message] = receiver.received;
    expect(message?.id).toBe(id);
    expect(
      message === undefined ? null : verify(message, LAPTOP.text).type,
    ).toBe("order.paid");
    const shown = await runCommand(["deliveries", "show", id, "--json"], env);
    expect(JSON.parse(shown.text)).toMatchObject({
      status: "delivered",
      tries: 1,
    });
    receiver.answer = (res) => res.writeHead(500).end();
    expect((await send()).code).toBe(1);
  });
});

describe("malipo trigger", () => {
  const document = createOpenApiDocument("https://pay.shop.example", "0.0.0");

  it.each(WEBHOOK_EVENTS)(
    "sends %s as the OpenAPI document shows it",
    async (event) => {
      const receiver = await startReceiver();
      const env = {
        MALIPO_WEBHOOK_SECRET: LAPTOP.text,
        MALIPO_WEBHOOK_URL: receiver.url,
      };
      expect(await runCommand(["trigger", event], env)).toMatchObject({
        code: 0,
        errors: "",
      });
      const [message] = receiver.received;
      if (message === undefined) throw new Error("nothing was sent");
      const { type, data } = webhookPayloadSchema.parse(
        verify(message, LAPTOP.text),
      );
      expect(type).toBe(event);
      expect(JSON.stringify(document)).toContain(JSON.stringify(data));
    },
  );

  it("sends what the editor leaves", async () => {
    const receiver = await startReceiver();
    const editor = temporaryFile(
      `const fs = require("node:fs"); const file = process.argv.at(-1);
       fs.writeFileSync(file, fs.readFileSync(file, "utf8").replace("ORD-20261121-7K3Q", "EDITED"));`,
    );
    const env = {
      MALIPO_WEBHOOK_SECRET: LAPTOP.text,
      EDITOR: `"${process.execPath}" "${editor}"`,
    };
    const args = ["trigger", "order.paid", "--edit", "--to", receiver.url];
    expect(await runCommand(args, env)).toMatchObject({ code: 0, errors: "" });
    expect(receiver.received[0]?.body).toContain('"reference":"EDITED"');
    const broken = temporaryFile(
      'require("node:fs").writeFileSync(process.argv.at(-1), "{");',
    );
    expect(
      (
        await runCommand(args, {
          ...env,
          VISUAL: `"${process.execPath}" "${broken}"`,
        })
      ).code,
    ).toBe(2);
    expect((await runCommand(args, { ...env, VISUAL: "false" })).code).toBe(1);
    expect(receiver.received).toHaveLength(1);
  });

  it.each([
    [2, ["order.payed", "--to", "http://localhost:1/"]],
    [2, ["order.paid"]],
    [2, ["order.paid", "--to", "http://shop.example/"]],
    [1, ["order.paid", "--to", "http://127.0.0.1:9/"]],
  ])("ends with %i: %j", async (code, args) => {
    const env = { MALIPO_WEBHOOK_SECRET: SECRET.text };
    expect((await runCommand(["trigger", ...args], env)).code).toBe(code);
  });
});

describe("docs/webhooks.md", () => {
  it("shows commands that exist", async () => {
    const text = readFileSync(
      new URL("../../../../docs/webhooks.md", import.meta.url),
      "utf8",
    );
    for (const command of ["listen", "trigger", "deliveries redrive"]) {
      expect(text).toContain(`npx malipo ${command} `);
      expect(
        (await runCommand([...command.split(" "), "--help"], {})).code,
      ).toBe(0);
    }
  });
});
