/** The relay as it is deployed, configured by its environment. */
import { createRelay, parseConfig } from "@malipo/relay";
import { serveParent } from "./child-process.ts";
import { countStatements } from "./sqlite-statements.ts";

const parsed = parseConfig(process.env);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
const statements = countStatements();
const { port } = await createRelay(parsed.config).listen();
serveParent(`http://127.0.0.1:${port}`, statements);
