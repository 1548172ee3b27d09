/** What the merchant API can do, the console can do: each route is used there, or it is said here why not. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ROUTES } from "../../src/http/routes.ts";

const SOURCE = join(import.meta.dirname, "../../../console/src");

/** By the id of the route. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  createMerchantOrder:
    "the shop's systems hand the order over to a page; people make payment links",
  listRefunds: "an order's history has them",
  readRefund: "an order's history has it",
  readApiKey: "the list of keys says as much",
  readTransfer: "the list of those that wait says as much",
  readUnmatchedPayment: "the list of payments says as much",
  listRoutes: "it is for whoever sets the relay's variables, at its machine",
};

/** `const PATH = "/v1/merchant/orders/{id}";` */
const NAMED = /const (\w+) = "(\/v1\/merchant\/[^"]+)";/g;
/** `client.get("/v1/merchant/orders/{id}", …`. */
const CALL =
  /\.(get|post|patch|delete|download)\(\s*["`](\/v1\/merchant\/[^"`]+)["`]/g;
/** Parts of a path that are filled in, as routes, the client and templates write them. */
const FILLED_IN = /\$\{[^}]*\}|\{[^}]*\}|:\w+/g;

function withoutNames(source: string): string {
  let text = source;
  for (const [, name = "", path = ""] of source.matchAll(NAMED))
    text = text
      .replaceAll(`\${${name}}`, path)
      .replaceAll(new RegExp(`\\(\\s*${name}\\b`, "g"), `("${path}"`);
  return text;
}

const methodOf = (verb: string): string =>
  verb === "download" ? "GET" : verb.toUpperCase();
const toPattern = (call: string): RegExp =>
  new RegExp(`^${call.replaceAll(FILLED_IN, "[^/]+")}$`);

const calls = globSync("**/*.ts", { cwd: SOURCE }).flatMap((file) => {
  const source = withoutNames(readFileSync(join(SOURCE, file), "utf8"));
  return [...source.matchAll(CALL)].map(([, verb = "", path = ""]) =>
    toPattern(`${methodOf(verb)} ${path}`),
  );
});
const routes = ROUTES.filter(({ path }) => path.startsWith("/v1/merchant/"));

it("has a use for every route of the merchant API, but for those that are explained", () => {
  expect(routes.length).toBeGreaterThan(50);
  const unused = routes
    .filter(({ method, path }) => {
      const filled = `${method} ${path.replaceAll(FILLED_IN, "x")}`;
      return !calls.some((call) => call.test(filled));
    })
    .map(({ id }) => id);
  expect(unused.toSorted()).toEqual(Object.keys(LEFT_OUT).toSorted());
});
