/** The floor: a bare `node:http` server that reads JSON and writes it back. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { serveParent } from "./child-process.ts";

const server = createServer((request, response) => {
  void json(request).then((body) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  });
});
server.listen(0, "127.0.0.1");
await once(server, "listening");
serveParent(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
