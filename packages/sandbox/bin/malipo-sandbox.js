#!/usr/bin/env node
// Starts the sandbox: the built one, or inside a clone its source, which Node reads as it is.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const built = new URL("../dist/main.js", import.meta.url);
const source = new URL("../src/main.ts", import.meta.url);
const [major, minor] = process.versions.node.split(".").map(Number);

if (major < 22 || (major === 22 && minor < 19)) {
  console.error(
    `malipo-sandbox needs Node 22.19 or newer; this is ${process.versions.node}.`,
  );
  process.exitCode = 2;
} else if (existsSync(built)) {
  await import(built.href);
} else {
  const child = spawn(
    process.execPath,
    [
      "--conditions=@malipo/source",
      fileURLToPath(source),
      ...process.argv.slice(2),
    ],
    { stdio: "inherit" },
  );
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
    process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => {
    process.exitCode = code ?? (signal === "SIGINT" ? 130 : 143);
  });
}
