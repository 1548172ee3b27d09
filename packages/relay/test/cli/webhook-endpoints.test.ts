/** `malipo webhook-endpoints`, against a relay. */
import { newWebhookEndpointSchema } from "@malipo/protocol/merchant";
import { expect, it } from "vitest";
import { startTestRelay } from "../support/test-relay.ts";
import { startReceiver } from "../support/webhook-receiver.ts";
import { runCommand } from "./cli-context.ts";
import { envOf } from "./merchant-world.ts";

async function startWorld() {
  const relay = await startTestRelay({ asleep: true });
  const env = envOf(relay.url);
  const run = (line: string) =>
    runCommand(["webhook-endpoints", ...line.split(" ")], env);
  const made = async (line: string) => {
    const { text, errors } = await run(`${line} --json`);
    if (errors !== "") throw new Error(errors);
    return newWebhookEndpointSchema.parse(JSON.parse(text));
  };
  return { run, made };
}

it("makes, changes, tests, pauses, rotates and deletes an endpoint", async () => {
  const { run, made } = await startWorld();
  const receiver = await startReceiver();
  const { webhookEndpoint, secret } = await made(
    `create --name Books --url ${receiver.url} --events order.paid,refund.paid`,
  );
  const { id } = webhookEndpoint;
  expect(webhookEndpoint.events).toEqual(["order.paid", "refund.paid"]);
  expect((await run("list")).text).toMatch(new RegExp(`^${id} +Books `, "m"));
  expect((await run(`test ${id}`)).text).toMatch(/delivered +yes/);
  const shown = async () => (await run(`show ${id}`)).text;
  expect((await run(`update ${id} --name Ledger --events all`)).code).toBe(0);
  expect(await shown()).toMatch(/name +Ledger/);
  await run(`pause ${id}`);
  expect(await shown()).toMatch(/paused +yes/);
  await run(`resume ${id}`);
  expect(await shown()).toMatch(/paused +no/);
  const rotated = await made(`rotate-secret ${id} --overlap 60`);
  expect(rotated.secret).not.toBe(secret);
  expect((await run(`delete ${id}`)).code).toBe(0);
  expect((await run(`show ${id}`)).code).toBe(4);
});

it.each([
  ["create --url https://books.example/", "--name is missing"],
  ["create --name a", "--url is missing"],
  ["create --name a --url https://b.example/ --events paid", "--events takes"],
])("%s says what is wrong", async (line, words) => {
  const { run } = await startWorld();
  const { code, errors } = await run(line);
  expect([code, errors]).toEqual([2, expect.stringContaining(words)]);
});
