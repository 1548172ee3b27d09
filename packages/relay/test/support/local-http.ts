import { createAddressGuard } from "../../src/adapters/merchant-http/address-guard.ts";
import { createGuardedHttp } from "../../src/adapters/merchant-http/guarded-http.ts";
import type { GuardedHttp } from "../../src/adapters/merchant-http/guarded-http.ts";

/** To servers of the test. */
export const localHttp = (): GuardedHttp =>
  createGuardedHttp({
    guard: createAddressGuard({ listed: [], allowsLoopback: true }),
  });
