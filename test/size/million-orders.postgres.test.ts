import { it } from "vitest";
import { postgresOfTest } from "../../packages/relay/test/support/postgres/databases.ts";
import { lookAndExport } from "./million-orders.ts";

it("looks at a million orders on PostgreSQL, and exports them", async () => {
  const { url } = await postgresOfTest();
  await lookAndExport(url);
});
