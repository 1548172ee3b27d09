import { describe, expect, it } from "vitest";
import { changesOf, editAgain, editOf, isEdited } from "../src/lib/edit.ts";

const OLD = { name: "Books", url: "https://old.example", events: ["paid"] };

describe("an edit", () => {
  it("is nothing until something differs", () => {
    expect(isEdited(editOf(OLD))).toBe(false);
    const same = { ...OLD, events: ["paid"] };
    expect(isEdited({ draft: same, base: OLD })).toBe(false);
  });

  it("has only what was changed", () => {
    const draft = { ...OLD, events: [] };
    expect(changesOf({ draft, base: OLD })).toEqual({ events: [] });
  });

  it("of a thing that others have changed leaves what they changed", () => {
    const edit = { draft: { ...OLD, name: "Ledger" }, base: OLD };
    const now = { ...OLD, url: "https://new.example" };
    const again = editAgain(edit, now);
    expect(again.draft).toEqual({ ...now, name: "Ledger" });
    expect(changesOf(again)).toEqual({ name: "Ledger" });
  });

  it("ends where others have made the same change", () => {
    const now = { ...OLD, name: "Ledger" };
    expect(isEdited(editAgain({ draft: now, base: OLD }, now))).toBe(false);
  });
});
