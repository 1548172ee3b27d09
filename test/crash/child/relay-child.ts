/**
 * A relay as it is deployed, configured by its environment. It loads everything, and starts when it is told, so that its
 * predecessor may live meanwhile; it ends with its parent.
 */
import { flushCompileCache } from "node:module";
import path from "node:path";
import { createRelay, parseConfig } from "@malipo/relay";
import type { Command } from "../kill-points.ts";
import { setClockAhead } from "../clock.ts";
import { dieAt, watchThisProcess } from "./die.ts";
import { catchUp, watchTimers } from "./timers.ts";

const send = process.send?.bind(process);
if (send === undefined) throw new Error("The crash tests start this file.");
watchThisProcess();
watchTimers();
const parsed = parseConfig(process.env);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
// Its files are read and compressed at each start, and nobody asks for them here.
const widgetDirectory = path.join(import.meta.dirname, "no-widget");
const relay = createRelay({ ...parsed.config, widgetDirectory });

process.on("disconnect", () => process.exit());
process.on("message", (command: Command) => {
  if (command.kind === "die") dieAt(command.death);
  else {
    setClockAhead(command.clockAheadMs);
    catchUp();
    if (command.kind === "start")
      void relay.listen().then(({ port }) => {
        send(port);
        // It will have no time to write it when it ends.
        flushCompileCache();
      });
  }
});
send("loaded");
