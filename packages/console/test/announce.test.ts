import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { announce, announcement } from "../src/ui/announce.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
});

it("lets each text be read, whatever is said meanwhile", () => {
  announce("The payment counts for the order now.");
  announce("2 new");
  announce("The order is paid.");
  expect(announcement.get()).toBe("The payment counts for the order now.");
  vi.advanceTimersByTime(2_900);
  expect(announcement.get()).toBe("The payment counts for the order now.");
  vi.advanceTimersByTime(200);
  expect(announcement.get()).toBe("2 new");
  vi.advanceTimersByTime(3_000);
  expect(announcement.get()).toBe("The order is paid.");
  vi.advanceTimersByTime(5_800);
  expect(announcement.get()).toBe("The order is paid.");
  vi.advanceTimersByTime(200);
  expect(announcement.get()).toBe("");
});

it("says at once what comes late enough after something else", () => {
  announce("Copied.");
  vi.advanceTimersByTime(4_000);
  announce("Copied.");
  vi.advanceTimersByTime(0);
  expect(announcement.get()).toBe("Copied.");
  vi.advanceTimersByTime(5_900);
  expect(announcement.get()).toBe("Copied.");
});

it("has nothing to say where nothing is given", () => {
  announce("");
  expect(announcement.get()).toBe("");
});
