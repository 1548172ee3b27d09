import { expect, it } from "vitest";
import { audit } from "../../packages/console/src/words/en/audit.ts";
import {
  AUDIT_ACTORS,
  AUDIT_OBJECTS,
  AUDIT_OUTCOMES,
  auditFactsSchema,
} from "../../packages/protocol/src/merchant/audit-log.ts";
import { ROUTE_GROUPS } from "../../packages/relay/src/http/routes.ts";

const withoutWords = (
  names: readonly string[],
  table: Readonly<Record<string, string>>,
): string[] => names.filter((name) => !Object.hasOwn(table, name));

it("the console has words for everything that the audit log names", () => {
  const actions = ROUTE_GROUPS.flatMap(({ routes }) => routes)
    .filter(({ audit: audited }) => audited !== undefined)
    .map(({ id }) => id);
  expect(actions.length).toBeGreaterThan(20);
  expect(withoutWords(actions, audit.actions)).toEqual([]);
  const facts = Object.keys(auditFactsSchema.shape);
  expect(withoutWords(facts, audit.facts)).toEqual([]);
  expect(withoutWords(AUDIT_OBJECTS, audit.objects)).toEqual([]);
  expect(withoutWords(AUDIT_OUTCOMES, audit.outcomes)).toEqual([]);
  expect(withoutWords(AUDIT_ACTORS, audit.actors)).toEqual([]);
});
