/** The providers of this relay: the one place outside their folders that names them. */
import { almara } from "./almara/index.ts";
import { flexpay } from "./flexpay/index.ts";
import type { ProviderModule } from "./provider-module.ts";

/** Their methods are offered in this order where the merchant says nothing. */
export const PROVIDERS: readonly ProviderModule[] = [almara, flexpay];
