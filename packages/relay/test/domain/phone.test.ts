import { describe, expect, it } from "vitest";
import { maskPhone } from "../../src/domain/phone.ts";
import { ERASED } from "../../src/domain/privacy/erase-fields.ts";

describe("maskPhone", () => {
  it("shows enough to recognise one's own number", () => {
    expect(maskPhone("254712345678")).toBe("0712 ••• 678");
    expect(maskPhone("0712345678")).toBe("0712 ••• 678");
    expect(maskPhone("2348012345254")).toBe("2348 ••• 254");
  });

  it("leaves an erased number as it is", () => {
    expect(maskPhone(ERASED)).toBe(ERASED);
  });

  it("takes only 64 hexadecimal digits for a hash", () => {
    for (const text of ["a".repeat(63), "a".repeat(65), "g".repeat(64)])
      expect(maskPhone(text)).toContain(" ••• ");
  });

  it.each([
    "3f79bb7b435b05321651daefd374cdc681dc06faa65e374e38337b88ca046dea",
    "3F79BB7B435B05321651DAEFD374CDC681DC06FAA65E374E38337B88CA046DEA",
    ` ${"2547123456780000".repeat(4)} `,
  ])("shows no part of a hash as if it were a number: %s", (hash) => {
    expect(maskPhone(hash)).toBe("hidden by M-Pesa");
  });
});
