import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import {
  CLIENT_TYPES,
  clientTypes,
} from "../../../scripts/lib/client-types.ts";
import { at } from "../../../scripts/lib/paths.ts";

it("is generated from the relay as it is: otherwise run npm run generate", async () => {
  expect(readFileSync(at(CLIENT_TYPES), "utf8")).toBe(await clientTypes());
});
