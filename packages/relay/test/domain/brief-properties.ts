/** A bound on the time of each property: against a thousand mutants the full number of runs would take hours. */
import fc from "fast-check";

fc.installGlobalPlugin(fc.interruptAfterTimeLimit(250));
