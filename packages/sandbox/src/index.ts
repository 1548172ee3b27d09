/** The sandbox for tests and demos: simulates Almara Pay and FlexPay over HTTP. Importing it has no side effects. */
export type { SandboxOptions } from "./options.ts";
export type { Sandbox } from "./sandbox.ts";
export { startSandbox } from "./sandbox.ts";
