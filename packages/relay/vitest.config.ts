import { nodeProject } from "../../vitest.shared.ts";

export default nodeProject("relay", {
  globalSetup: ["test/support/postgres/setup.ts"],
});
