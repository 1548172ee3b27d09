/** What an entry says was changed: each fact by its name, before and after. Pure. */
import type { AuditEntry } from "@malipo/protocol/merchant";
import { dateTime, money } from "../../lib/format.ts";
import { fill, wordFor } from "../../words/words.ts";
import type { Words } from "../../words/words.ts";

export interface Change {
  readonly fact: string;
  /** "open → cancelled", or the value alone where there was none before. */
  readonly text: string;
}

type Facts = NonNullable<AuditEntry["before"]>;
type Value = Facts[keyof Facts];

export function changesOf(
  { before, after }: Pick<AuditEntry, "before" | "after">,
  words: Words,
): readonly Change[] {
  const { audit } = words;
  const was = new Map<string, Value>(Object.entries(before ?? {}));
  const is = new Map<string, Value>(Object.entries(after ?? {}));
  // What is new says only what it has.
  const isTold = (name: string): boolean =>
    was.has(name) || is.get(name) !== null;
  const names = [...new Set([...was.keys(), ...is.keys()])].filter(isTold);
  return names.map((name) => {
    const old = was.has(name) ? shown(was.get(name), words) : null;
    const now = is.has(name) ? shown(is.get(name), words) : audit.nothing;
    return {
      fact: wordFor(audit.facts, name),
      text:
        old === null ? now : fill(audit.fromTo, { before: old, after: now }),
    };
  });
}

const TIME = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

function shown(value: Value, { audit }: Words): string {
  if (value === null || value === undefined || value === "")
    return audit.nothing;
  if (typeof value === "boolean") return value ? audit.yes : audit.no;
  if (typeof value === "object") return money(value);
  if (typeof value === "number") return String(value);
  return TIME.test(value) ? dateTime(value) : value;
}
