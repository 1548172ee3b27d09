// Import rules between packages and layers. test/walls has a violation of each.

const PROTOCOL = "^packages/protocol/";
/** Shared by pages and the relay; has no dependency on zod. */
const TEXT = "^packages/protocol/src/(languages|text)[.]ts$";
const FIGURES = "^packages/protocol/src/(currency|limits|time-zone)[.]ts$";
const CLIENT = "^packages/client/src/";
const RELAY = "^packages/relay/src/";
const WIDGET = "^packages/widget/src/";
const CONSOLE = "^packages/console/src/";
const SANDBOX = "^packages/sandbox/";

const layer = (...names) => `${RELAY}(${names.join("|")})/`;
/** One folder per provider, `shop`, and `web` for shared code. */
const room = (...names) => `${SANDBOX}src/(${names.join("|")})/`;

/** Nothing in `from` may import what `to` matches. */
const wall = (name, comment, from, to) => ({
  name,
  comment,
  severity: "error",
  from: typeof from === "string" ? { path: from } : from,
  to,
});

module.exports = {
  forbidden: [
    wall(
      "no-circular",
      "What needs itself cannot be understood in parts.",
      {},
      {
        circular: true,
      },
    ),
    wall(
      "unresolvable",
      "An import that leads nowhere escapes every other wall.",
      {},
      { couldNotResolve: true },
    ),
    wall(
      "source-alone",
      "What is published imports no test, example or script.",
      "^packages/[^/]+/src/",
      { path: "^(examples|scripts|test)/|^packages/[^/]+/test/" },
    ),
    wall(
      "declared",
      "What is published imports only packages that its own package.json names.",
      "^packages/[^/]+/src/",
      { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    ),
    wall("protocol-alone", "The wire knows neither of its ends.", PROTOCOL, {
      path: "^packages/",
      pathNot: [PROTOCOL, SANDBOX],
    }),
    wall(
      "widget-packages",
      "The widget knows the wire and nothing behind it.",
      WIDGET,
      { path: "^packages/", pathNot: ["^packages/widget/", PROTOCOL, SANDBOX] },
    ),
    wall(
      "widget-types-only",
      "The protocol's runtime (zod) would not fit the widget's size budget.",
      WIDGET,
      { path: PROTOCOL, pathNot: TEXT, dependencyTypesNot: ["type-only"] },
    ),
    wall(
      "protocol-text",
      "Pages bundle it, so it must bring nothing along.",
      { path: [TEXT, FIGURES] },
      { path: "." },
    ),
    wall(
      "widget-state",
      "The state machine is pure: no Lit, no DOM, no client.",
      `${WIDGET}state/`,
      { pathNot: [`${WIDGET}state/`, PROTOCOL] },
    ),
    wall(
      "client-packages",
      "The client knows the wire and nothing behind it.",
      CLIENT,
      { path: "^packages/", pathNot: [CLIENT, PROTOCOL, SANDBOX] },
    ),
    wall(
      "console-packages",
      "The console is a program of the merchant's: it knows the client, and nothing behind the interface.",
      CONSOLE,
      { path: "^packages/", pathNot: [CONSOLE, CLIENT, PROTOCOL, SANDBOX] },
    ),
    wall(
      "console-light",
      "The protocol's schemas (zod) would be most of the console's script.",
      CONSOLE,
      {
        path: PROTOCOL,
        pathNot: [TEXT, FIGURES],
        dependencyTypesNot: ["type-only"],
      },
    ),
    wall("relay-packages", "The relay's code needs the wire only.", RELAY, {
      path: "^packages/",
      pathNot: ["^packages/relay/", PROTOCOL, SANDBOX, CLIENT],
    }),
    wall(
      "relay-client",
      "Only its commands call a relay as a merchant does.",
      { path: RELAY, pathNot: layer("cli") },
      { path: CLIENT },
    ),
    wall(
      "relay-domain",
      "The domain is pure: no clock, no randomness, no package.",
      layer("domain"),
      { pathNot: [layer("domain"), PROTOCOL] },
    ),
    wall(
      "relay-use-cases",
      "A use case reaches the world through ports: time and randomness, too.",
      layer("use-cases"),
      { pathNot: [layer("use-cases", "domain", "ports"), PROTOCOL] },
    ),
    wall(
      "relay-ports",
      "A port is an interface in the domain's words.",
      layer("ports"),
      { pathNot: [layer("ports", "domain"), PROTOCOL] },
    ),
    wall(
      "relay-ports-types-only",
      "A port has no code, so it needs none.",
      layer("ports"),
      {
        path: [layer("domain"), PROTOCOL],
        dependencyTypesNot: ["type-only"],
      },
    ),
    wall(
      "relay-http",
      "HTTP looks inwards; adapters are handed to it.",
      layer("http"),
      { path: RELAY, pathNot: layer("http", "use-cases", "domain", "ports") },
    ),
    wall(
      "relay-adapters",
      "An adapter makes a port real and decides nothing.",
      layer("adapters"),
      { path: RELAY, pathNot: layer("adapters", "domain", "ports") },
    ),
    wall(
      "sandbox-alone",
      "The sandbox speaks the provider's HTTP and shares no code with what it tests.",
      SANDBOX,
      { path: "^packages/", pathNot: SANDBOX },
    ),
    wall(
      "sandbox-almara",
      "A provider's room in the sandbox knows no other provider.",
      room("almara"),
      { path: `${SANDBOX}src/`, pathNot: room("almara", "web") },
    ),
    wall(
      "sandbox-flexpay",
      "A provider's room in the sandbox knows no other provider.",
      room("flexpay"),
      { path: `${SANDBOX}src/`, pathNot: room("flexpay", "web") },
    ),
    wall(
      "sandbox-web",
      "What the sandbox's providers share knows none of them.",
      room("web"),
      { path: `${SANDBOX}src/`, pathNot: room("web") },
    ),
    wall(
      "sandbox-shop",
      "The sandbox's shop is a merchant: it speaks the provider's HTTP only.",
      room("shop"),
      { path: `${SANDBOX}src/`, pathNot: room("shop", "web") },
    ),
    wall(
      "no-sandbox",
      "Only demos and tests of the whole use the sandbox.",
      { path: ".", pathNot: "^(packages/sandbox|examples|test)/" },
      { path: SANDBOX },
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^scripts/node/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["@malipo/source", "import", "types", "default"],
      extensions: [".ts", ".js", ".mjs"],
    },
  },
};
