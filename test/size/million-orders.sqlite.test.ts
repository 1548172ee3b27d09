import path from "node:path";
import { it } from "vitest";
import { temporaryFolder } from "../../packages/relay/test/support/temporary.ts";
import { lookAndExport } from "./million-orders.ts";

it("looks at a million orders on SQLite, and exports them", () =>
  lookAndExport(`sqlite:${path.join(temporaryFolder(), "malipo.sqlite")}`));
