/** The relay's providers: the only place outside their folders that names them. */
import { almara } from "./almara/index.ts";
import { flexpay } from "./flexpay/index.ts";
import type { ProviderModule } from "./provider-module.ts";

/** The default display order of their methods. */
export const PROVIDERS: readonly ProviderModule[] = [almara, flexpay];
