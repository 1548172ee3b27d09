/** Takes a database for itself, says so, and keeps it. Argument: the file. */
import { openSqlStore } from "../../../../src/adapters/sql-store/open.ts";

const [file = ""] = process.argv.slice(2);
await openSqlStore(`sqlite:${file}`, { sole: { waitMs: 0 } });
console.log("held");
setInterval(() => undefined, 60_000);
