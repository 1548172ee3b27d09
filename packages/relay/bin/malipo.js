#!/usr/bin/env node
/* Written in the JavaScript of old Nodes, so that they can still say what is missing. */
import { existsSync } from "node:fs";

var MINIMUM = [22, 19];
var found = process.versions.node.split(".").map(Number);
var isSupported =
  found[0] > MINIMUM[0] || (found[0] === MINIMUM[0] && found[1] >= MINIMUM[1]);

var built = new URL("../dist/cli.js", import.meta.url);
var source = new URL("../src/cli.ts", import.meta.url);

/*
 * In a clone that is not built, this very process runs the TypeScript: the workspace's packages are then
 * read from their sources too. No second process, so signals and the exit code need no forwarding.
 */
function readFromSource() {
  return import("node:module").then(function (module) {
    module.registerHooks({
      resolve: function (specifier, context, next) {
        var conditions = ["@malipo/source"].concat(context.conditions);
        return next(
          specifier,
          Object.assign({}, context, { conditions: conditions }),
        );
      },
    });
  });
}

if (!isSupported) {
  console.error(
    "Malipo needs Node " +
      MINIMUM.join(".") +
      " or newer; this is Node " +
      process.versions.node +
      ".",
  );
  process.exit(2);
} else if (existsSync(built)) {
  import(built.href);
} else {
  readFromSource().then(function () {
    return import(source.href);
  });
}
