/** The entries of the audit log. Pure. */
import type {
  AuditEntry as AuditEntryJson,
  AuditFacts,
  AuditObjectType,
  AuditOutcome,
} from "@malipo/protocol/merchant";
import type { Instant } from "./observation.ts";
import { isSameValue } from "./same-value.ts";

export type AuditActor = AuditEntryJson["actor"];

export interface AuditObject {
  readonly type: AuditObjectType;
  readonly id: string | null;
}

export interface AuditEntry {
  readonly id: string;
  readonly at: Instant;
  readonly actor: AuditActor;
  readonly action: string;
  readonly object: AuditObject;
  readonly outcome: AuditOutcome;
  readonly code: string | null;
  readonly requestId: string | null;
  readonly before: AuditFacts | null;
  readonly after: AuditFacts | null;
}

/** Commands that work on the database itself. Who ran them, the machine's own log knows. */
export const COMMAND_LINE: AuditActor = {
  type: "command_line",
  id: "command_line",
  name: "malipo",
};

export interface AuditChange {
  readonly before?: AuditFacts;
  readonly after?: AuditFacts;
}

/** Long enough to recognise a text by. */
const LONGEST_TEXT = 200;

/** Only what differs; long texts are cut. */
export function factsOfChange({ before, after }: AuditChange): {
  readonly before: AuditFacts | null;
  readonly after: AuditFacts | null;
} {
  return { before: differing(before, after), after: differing(after, before) };
}

function differing(
  facts: AuditFacts | undefined,
  others: AuditFacts = {},
): AuditFacts | null {
  if (facts === undefined) return null;
  const found = Object.entries(facts).filter(
    ([name, value]) =>
      value !== undefined &&
      !isSameValue(value, others[name as keyof AuditFacts]),
  );
  return found.length === 0
    ? null
    : Object.fromEntries(
        found.map(([name, value]) => [
          name,
          typeof value === "string" ? value.slice(0, LONGEST_TEXT) : value,
        ]),
      );
}
