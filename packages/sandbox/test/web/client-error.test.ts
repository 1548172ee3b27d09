import { describe, expect, it } from "vitest";
import { toClientError } from "../../src/web/client-error.ts";

describe("toClientError", () => {
  it.each([400, 413, 415, 499])("is the caller's error: %i", (status) => {
    expect(toClientError({ status })).toMatchObject({ status });
  });

  it.each([
    [undefined],
    ["400"],
    [new Error("ours")],
    [{ status: "400" }],
    [{ status: 399 }],
    [{ status: 500 }],
  ])("is an error of the sandbox: %o", (error) => {
    expect(toClientError(error)).toBeUndefined();
  });
});
