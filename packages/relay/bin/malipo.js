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

/* The commands explain their own errors; what comes here could not even be loaded. */
function explain(error) {
  var isDebug = process.env.MALIPO_LOG_LEVEL === "debug";
  var message = String((error && error.message) || error).split("\n")[0];
  console.error(
    "malipo: it can't be loaded: " +
      (error && error.code ? error.code + ": " : "") +
      message +
      "\nInstall its packages again (npm install); after a change of Node rebuild their native parts (npm rebuild).\n" +
      (isDebug
        ? String((error && error.stack) || error)
        : "MALIPO_LOG_LEVEL=debug shows where it happened."),
  );
  process.exitCode = 1;
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
  import(built.href).catch(explain);
} else {
  readFromSource()
    .then(function () {
      return import(source.href);
    })
    .catch(explain);
}
