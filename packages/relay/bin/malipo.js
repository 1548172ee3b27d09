#!/usr/bin/env node
/* ES5, so that old versions of Node can still print the error about their version. */
import { existsSync } from "node:fs";

var MINIMUM = [22, 19];
var found = process.versions.node.split(".").map(Number);
var isSupported =
  found[0] > MINIMUM[0] || (found[0] === MINIMUM[0] && found[1] >= MINIMUM[1]);

var built = new URL("../dist/cli.js", import.meta.url);
var source = new URL("../src/cli.ts", import.meta.url);

/*
 * In a clone that is not built, this process runs the TypeScript sources of all workspace packages. There is no second
 * process, so signals and exit codes need no forwarding.
 */
function runFromSource() {
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

/* Commands handle their own errors; this handles failed imports. */
function explain(error) {
  var isDebug = process.env.MALIPO_LOG_LEVEL === "debug";
  var message = String((error && error.message) || error).split("\n")[0];
  console.error(
    "malipo: can't be loaded: " +
      (error && error.code ? error.code + ": " : "") +
      message +
      "\nReinstall the dependencies (npm install). If you changed the version of Node, rebuild native modules (npm rebuild).\n" +
      (isDebug
        ? String((error && error.stack) || error)
        : "Set MALIPO_LOG_LEVEL=debug to see the stack trace."),
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
  runFromSource()
    .then(function () {
      return import(source.href);
    })
    .catch(explain);
}
