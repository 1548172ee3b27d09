// Stands in for curl where a machine has none, as far as docs/merchant-interface.md uses it: -sS, -X, -H, -d and one
// address. Refuses everything else, so that a page which needs more is noticed. https://curl.se/docs/manpage.html
import process from "node:process";
import { parseArgs } from "node:util";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    silent: { type: "boolean", short: "s" },
    "show-error": { type: "boolean", short: "S" },
    request: { type: "string", short: "X" },
    header: { type: "string", short: "H", multiple: true, default: [] },
    data: { type: "string", short: "d" },
  },
});
const [url, ...rest] = positionals;
if (url === undefined || rest.length > 0) throw new Error("one address");

const headers = new Headers();
// What curl sends with a body when nothing else is said.
if (values.data !== undefined)
  headers.set("Content-Type", "application/x-www-form-urlencoded");
for (const header of values.header) {
  const [name, ...value] = header.split(":");
  headers.set(name, value.join(":").trim());
}
const answer = await fetch(url, {
  method: values.request ?? (values.data === undefined ? "GET" : "POST"),
  headers,
  ...(values.data !== undefined && { body: values.data }),
});
process.stdout.write(await answer.text());
