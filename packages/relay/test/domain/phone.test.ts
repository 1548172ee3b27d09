import { describe, expect, it } from "vitest";
import { maskPhone } from "../../src/domain/phone.ts";

describe("maskPhone", () => {
  it("shows enough to recognise one's own number", () => {
    expect(maskPhone("254712345678")).toBe("0712 ••• 678");
  });
});
