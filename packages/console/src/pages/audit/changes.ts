/** What an entry says was changed: each fact by its name, before and after. Pure. */
import type { AuditEntry, TEXT_NOT_LOGGED } from "@malipo/protocol/merchant";
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

const NOT_LOGGED: typeof TEXT_NOT_LOGGED = "(not logged)";

export function changesOf(
  { before, after }: Pick<AuditEntry, "before" | "after">,
  words: Words,
): readonly Change[] {
  const { audit } = words;
  // A fact without words does not compile.
  const facts: Readonly<Record<keyof Facts, string>> = audit.facts;
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
      fact: wordFor(facts, name),
      text: textOf(old, now, words),
    };
  });
}

function textOf(old: string | null, now: string, { audit }: Words): string {
  if (old === null) return now;
  // Some values are logged in part only, or not at all.
  if (old === now)
    return now === audit.notLogged
      ? audit.changedUnseen
      : fill(audit.changedInPart, { value: now });
  return fill(audit.fromTo, { before: old, after: now });
}

const TIME = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

function shown(value: Value, words: Words): string {
  const { audit } = words;
  if (value === null || value === undefined || value === "")
    return audit.nothing;
  if (typeof value === "boolean") return value ? audit.yes : audit.no;
  if (Array.isArray(value)) return value.map(money).join(", ");
  if (typeof value === "object") return money(value);
  if (typeof value === "number") return String(value);
  if (value === NOT_LOGGED) return audit.notLogged;
  return TIME.test(value) ? dateTime(value) : value;
}
