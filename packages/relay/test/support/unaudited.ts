import type { AuditTrail } from "../../src/use-cases/shared/audit.ts";

/** For use cases that are called without a route. */
export const UNAUDITED: AuditTrail = {
  start: () => Promise.resolve(),
  record: () => Promise.resolve(),
  describe: () => undefined,
};
