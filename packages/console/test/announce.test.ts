import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { announce, announcements } from "../src/ui/announce.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
});

const shown = (): readonly string[] =>
  announcements.get().map(({ text }) => text);

it("shows each text at once and as long, whatever else is said", () => {
  announce("The payment counts for the order now.");
  vi.advanceTimersByTime(2_000);
  announce("2 new");
  expect(shown()).toEqual(["The payment counts for the order now.", "2 new"]);
  vi.advanceTimersByTime(4_000);
  expect(shown()).toEqual(["2 new"]);
  vi.advanceTimersByTime(2_000);
  expect(shown()).toEqual([]);
});

it("takes the same text twice for news twice", () => {
  announce("Copied.");
  announce("Copied.");
  const [first, second] = announcements.get();
  expect(first?.id).not.toBe(second?.id);
});

it("never covers the page", () => {
  for (const text of ["1", "2", "3", "4"]) announce(text);
  expect(shown()).toEqual(["2", "3", "4"]);
});

it("has nothing to say where nothing is given", () => {
  announce("");
  expect(shown()).toEqual([]);
});
