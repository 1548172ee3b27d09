/** The sandbox for tests and demos: a stand-in for Almara Pay and FlexPay over HTTP. Importing it does nothing. */
export type { SandboxOptions } from "./options.ts";
export type { Sandbox } from "./sandbox.ts";
export { startSandbox } from "./sandbox.ts";
