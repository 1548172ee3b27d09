import { describe, expect, it } from "vitest";
import { maskPhone } from "../../src/domain/phone.ts";

describe("maskPhone", () => {
  it("shows enough to recognise one's own number", () => {
    expect(maskPhone("254712345678")).toBe("0712 ••• 678");
  });

  it.each([
    "3f79bb7b435b05321651daefd374cdc681dc06faa65e374e38337b88ca046dea",
    "3F79BB7B435B05321651DAEFD374CDC681DC06FAA65E374E38337B88CA046DEA",
    ` ${"2547123456780000".repeat(4)} `,
  ])("shows no part of a hash as if it were a number: %s", (hash) => {
    expect(maskPhone(hash)).toBe("hidden by M-Pesa");
  });
});
