/** `malipo trigger`: an example of a webhook, as the OpenAPI document has it. */
import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import {
  WEBHOOK_EVENTS,
  webhookPayloadSchema,
} from "@malipo/protocol/merchant";
import type { Env } from "../../adapters/environment/environment.ts";
import { webhookExample } from "../../http/openapi/webhooks.ts";
import { UsageError } from "../command.ts";
import type { CommandInput } from "../command.ts";
import type { CliContext } from "../context.ts";
import { EXIT_DONE, EXIT_FAILED, EXIT_MISUSE } from "../exit-codes.ts";
import { CliError, withExitCode } from "../merchant/relay-client.ts";
import { plainText } from "../plain-text.ts";
import { createReceiver, describeResult } from "./receiver.ts";

export function trigger(
  { args, options }: CommandInput,
  context: CliContext,
): Promise<number> {
  const event = WEBHOOK_EVENTS.find((each) => each === args["event"]);
  if (event === undefined)
    throw new UsageError(`trigger takes one of ${WEBHOOK_EVENTS.join(", ")}`);
  const { env, write, writeError } = context;
  const to = options["to"] ?? env["MALIPO_WEBHOOK_URL"];
  if (typeof to !== "string" || to === "")
    throw new UsageError(
      "trigger has no address: add --to <url>, or set MALIPO_WEBHOOK_URL",
    );
  return withExitCode(context, async () => {
    const receiver = createReceiver(
      env,
      to,
      options["to"] === undefined ? "MALIPO_WEBHOOK_URL" : "--to",
    );
    const example = {
      ...webhookExample(event),
      timestamp: new Date().toISOString(),
    };
    const body: unknown =
      options["edit"] === true ? editJson(example, env) : example;
    if (!webhookPayloadSchema.safeParse(body).success)
      writeError("note: the relay would not send such a webhook\n");
    const id = `msg_${randomUUID()}`;
    const result = await receiver.send({ id, payload: JSON.stringify(body) });
    write(`${event}\t${id}\t${receiver.url}\t${describeResult(result)}\n`);
    return result.kind === "delivered" ? EXIT_DONE : EXIT_FAILED;
  });
}

/** In the developer's editor, as git does it: the variable may hold arguments ("code --wait"). */
function editJson(json: unknown, env: Env): object {
  const folder = mkdtempSync(path.join(os.tmpdir(), "malipo-"));
  try {
    const file = path.join(folder, "webhook.json");
    writeFileSync(file, `${JSON.stringify(json, null, 2)}\n`);
    const editor = env["VISUAL"] ?? env["EDITOR"] ?? "vi";
    const { status } = spawnSync(`${editor} "${file}"`, {
      shell: true,
      stdio: "inherit",
      env: { ...process.env, ...env },
    });
    if (status !== 0)
      throw new CliError(
        `the editor ended without success (${plainText(editor)}); nothing was sent`,
        EXIT_FAILED,
      );
    const edited = parse(readFileSync(file, "utf8"));
    if (typeof edited === "object" && edited !== null) return edited;
    throw new CliError(
      "the edited text is not a JSON object; nothing was sent",
      EXIT_MISUSE,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
