/** What `malipo init` writes. */
import { randomBytes } from "node:crypto";
import { formatMerchantKey } from "@malipo/protocol/merchant-key";
import { PROVIDERS } from "../../adapters/providers.ts";
import type { Env } from "../../adapters/environment/environment.ts";
import { RELAY_VARIABLES } from "../../config/variables.ts";
import { SANDBOX } from "./answers.ts";
import type { Answers } from "./answers.ts";
import { readEnvText, toEnvLine } from "./env-text.ts";
import type { EnvLine } from "./env-text.ts";

const SECRET_BYTES = 32;
const fresh = (): string => randomBytes(SECRET_BYTES).toString("base64");

interface Wanted extends EnvLine {
  /** Made by this command: what is known elsewhere must be taken over instead. */
  readonly isKey: boolean;
}

const key = (name: string, value: string): Wanted => ({
  name,
  value,
  isKey: true,
});
const setting = (name: string, value: string): Wanted => ({
  name,
  value,
  isKey: false,
});

/** All variables of a first configuration. */
function wantedLines(
  answers: Answers,
  databaseUrl: string,
  catalog: string,
): readonly Wanted[] {
  const module = PROVIDERS.find(({ sandbox }) => sandbox !== undefined);
  const provider =
    answers.provider === SANDBOX
      ? (module?.sandbox?.(answers.sandboxUrl) ?? {})
      : {};
  const {
    publicUrl,
    allowedOrigins,
    merchantName,
    masterKey,
    merchantKey,
    webhookUrl,
    webhookSecret,
  } = RELAY_VARIABLES;
  return [
    setting(publicUrl.name, answers.publicUrl),
    setting(allowedOrigins.name, answers.allowedOrigins),
    setting(merchantName.name, answers.merchantName),
    setting(RELAY_VARIABLES.databaseUrl.name, databaseUrl),
    setting(RELAY_VARIABLES.catalog.name, catalog),
    key(masterKey.name, fresh()),
    key(
      merchantKey.name,
      formatMerchantKey(
        answers.mode,
        randomBytes(SECRET_BYTES).toString("hex"),
      ),
    ),
    setting(webhookUrl.name, answers.webhookUrl),
    key(webhookSecret.name, `whsec_${fresh()}`),
    ...Object.entries(provider).map((each) => setting(...each)),
  ];
}

export interface Additions {
  /** Lines of the file. */
  readonly text: string;
  readonly added: readonly string[];
  readonly kept: readonly string[];
  /** Keys that were taken from the environment, so that what was made with them goes on working. */
  readonly takenOver: readonly string[];
}

/** What the file lacks. Whatever it has is never replaced. */
export function additionsTo(
  before: string,
  env: Env,
  answers: Answers,
  databaseUrl: string,
  catalog: string,
): Additions {
  const present = readEnvText(before);
  const rows = wantedLines(answers, databaseUrl, catalog);
  const kept = rows.filter(
    ({ name }) =>
      present[name] !== undefined || present[`${name}_FILE`] !== undefined,
  );
  const missing = rows
    .filter((row) => !kept.includes(row))
    .map((row) => takeOver(row, env));
  const lines = missing.map((row) => {
    const line = toEnvLine(row);
    if (line === undefined)
      throw new Error(`${row.name} can't be written into a file of variables`);
    return `${line}\n`;
  });
  const hints = answers.provider === SANDBOX ? "" : hintsFor(answers, before);
  return {
    text: `${lines.join("")}${hints}`,
    added: missing.filter(({ isTaken }) => !isTaken).map(({ name }) => name),
    takenOver: missing.filter(({ isTaken }) => isTaken).map(({ name }) => name),
    kept: kept.map(({ name }) => name),
  };
}

function takeOver(row: Wanted, env: Env): EnvLine & { isTaken: boolean } {
  const found = row.isKey
    ? [row.name, `${row.name}_FILE`].find(
        (name) => (env[name] ?? "").trim() !== "",
      )
    : undefined;
  return found === undefined
    ? { ...row, isTaken: false }
    : { name: found, value: (env[found] ?? "").trim(), isTaken: true };
}

/** The provider's variables, to be filled in; once. */
function hintsFor({ provider }: Answers, before: string): string {
  const module = PROVIDERS.find(({ id }) => id === provider);
  if (module === undefined) return "";
  const required = Object.values(module.variables).flatMap((row) =>
    row.required === null ? [] : [row.name],
  );
  if (required.some((name) => before.includes(name))) return "";
  const methods = module.methods.map(
    ({ title, needs }) =>
      `# ${title}:\n${needs.map((name) => `#${name}=\n`).join("")}`,
  );
  return `# ${module.title}: fill in the values of your contract, and remove the # of the methods you offer.\n${required.map((name) => `#${name}=\n`).join("")}${methods.join("")}`;
}

export const CATALOG = `${JSON.stringify(
  {
    currency: "KES",
    products: [
      {
        sku: "SHIRT-1",
        name: "Black shirt",
        price: "2500.00",
        maxQuantity: 10,
      },
    ],
  },
  null,
  2,
)}\n`;

/** The checkout on a page of the shop. The public URL has no character that HTML knows. */
export const pageFor = (publicUrl: string): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>Checkout</title>
    <script type="module" src="${publicUrl}/widget/v1/malipo.js"></script>
  </head>
  <body>
    <malipo-checkout
      relay="${publicUrl}"
      cart='[{"sku":"SHIRT-1","quantity":1}]'
    ></malipo-checkout>
  </body>
</html>
`;
