import { expect, it } from "vitest";
import { payouts } from "../../packages/console/src/words/en/payouts.ts";
import { problems } from "../../packages/console/src/words/en/problems.ts";
import { CONSOLE_SESSION_ROUTES } from "../../packages/relay/src/http/console/sessions.ts";
import { problemsOf } from "../../packages/relay/src/http/openapi/problems-of.ts";
import { ROUTES } from "../../packages/relay/src/http/routes.ts";

/** What the console calls: the merchant API, with a session. */
const codes: ReadonlySet<string> = new Set(
  [
    ...ROUTES.filter(({ access }) => access === "merchantKey"),
    ...CONSOLE_SESSION_ROUTES,
  ].flatMap((route) => [...problemsOf(route)]),
);

it("the console has words for each problem that its calls can have, and for no other", () => {
  expect(Object.keys(problems).toSorted()).toEqual([...codes].toSorted());
  expect(
    Object.keys(payouts.problems).filter((code) => !codes.has(code)),
  ).toEqual([]);
});
