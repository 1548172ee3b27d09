import { describe, expect, it } from "vitest";
import {
  createCardReference,
  createPromptIds,
  createReceipt,
  toCompactTime,
  toProviderTime,
} from "../../../src/almara/lib/ids.ts";
import { matching } from "../../support/matching.ts";

describe("ids and times", () => {
  it.each([
    ["2024-11-21T10:00:00Z", "SKL"],
    ["2026-01-01T00:00:00Z", "UA1"],
    ["2026-12-31T00:00:00Z", "ULV"],
    ["2026-10-10T00:00:00Z", "UJA"],
    ["2032-09-09T00:00:00Z", "AI9"],
  ])("a receipt of %s begins with %s", (at, start) => {
    const receipt = createReceipt(new Date(at));
    expect(receipt.slice(0, 3)).toBe(start);
    expect(receipt).toMatch(/^[A-Z0-9]{10}$/);
  });

  it("have the provider's forms", () => {
    const at = new Date("2022-02-11T22:13:11.248Z");
    expect(toProviderTime(at)).toBe("2022-02-11T22:13:11.2480000Z");
    expect(toCompactTime(at)).toBe("20220212011311");
    expect(createCardReference()).toMatch(/^TXN\d{3}[A-Z]{3}\d{5}$/);
    expect(createPromptIds(at)).toEqual({
      merchantRequestId: matching(/^\d{5}-\d{8}-1$/),
      checkoutRequestId: matching(/^ws_CO_20220212011311\d{9}$/),
    });
  });
});
