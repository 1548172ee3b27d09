/** Writes the generated sources of the workspace. */
import { writeFileSync } from "node:fs";
import { CLIENT_TYPES, clientTypes } from "./client-types.ts";
import { at } from "./paths.ts";

writeFileSync(at(CLIENT_TYPES), await clientTypes());
