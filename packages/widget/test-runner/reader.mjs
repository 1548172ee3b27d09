/** Chromium's accessibility tree: what a screen reader is told. Names of nodes come from the browser, not from us. */

/** Without a meaning of their own. */
const SILENT = new Set([
  "InlineTextBox",
  "LabelText",
  "RootWebArea",
  "generic",
  "none",
  "paragraph",
]);
/** Their name is their text. */
const NAMED_BY_TEXT = new Set(["button", "heading", "link", "radio", "term"]);
/** Say nothing where they have no name; everything else must have one or is told all the same. */
const QUIET = new Set([
  ...["DescriptionList", "Figcaption", "StaticText", "definition", "figure"],
  ...["image", "list", "strong"],
]);
const TOLD = ["level", "checked", "disabled", "expanded", "invalid", "live"];
/** More stops than any screen has. */
const MOST_STOPS = 40;

function lineOf({ role, name, properties = [] }) {
  const told = properties
    .filter(({ name: property }) => TOLD.includes(property))
    .filter(({ value }) => ![false, "false", "off"].includes(value.value))
    .map(({ name: property, value }) => `${property} ${value.value}`);
  return [
    role.value,
    JSON.stringify(name?.value ?? ""),
    ...(told.length > 0 ? [`(${told.join(", ")})`] : []),
  ].join(" ");
}

/** One line for each node that is read, in order. */
function* linesOf(node, byId, inNamed = false) {
  const role = node.role?.value ?? "none";
  const named = NAMED_BY_TEXT.has(role);
  const isText = role === "StaticText";
  const bare =
    SILENT.has(role) || (QUIET.has(role) && !node.name?.value.trim());
  if (!node.ignored && !bare && !(isText && inNamed)) yield lineOf(node);
  for (const id of node.childIds ?? []) {
    const child = byId.get(id);
    if (child) yield* linesOf(child, byId, inNamed || named);
  }
}

async function readTree(devtools) {
  const { nodes } = await devtools.send("Accessibility.getFullAXTree");
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const [root] = nodes;
  return root ? [...linesOf(root, byId)] : [];
}

const FOCUSED = `(() => {
  let it = document.activeElement;
  while (it?.shadowRoot?.activeElement) it = it.shadowRoot.activeElement;
  return it === document.body ? null : it;
})()`;

/** Presses Tab until the focus leaves the page or is back where it began. */
async function readTabStops(page, devtools) {
  const stops = [];
  const seen = new Set();
  while (stops.length < MOST_STOPS) {
    await page.keyboard.press("Tab");
    const { result } = await devtools.send("Runtime.evaluate", {
      expression: FOCUSED,
    });
    if (!result.objectId) {
      // Back from the browser's own controls: the next page read would take the return for its shopper's.
      await page.keyboard.press("Shift+Tab");
      break;
    }
    const { nodes } = await devtools.send("Accessibility.getPartialAXTree", {
      objectId: result.objectId,
      fetchRelatives: false,
    });
    const [{ backendDOMNodeId }] = nodes;
    if (seen.has(backendDOMNodeId)) break;
    seen.add(backendDOMNodeId);
    stops.push(lineOf(nodes[0]));
  }
  return stops;
}

/** `executeServerCommand("read")` returns the page's nodes and tab stops as lines. */
export const reader = {
  name: "reader",
  async executeCommand({ command, session: { browser, id } }) {
    if (command !== "read") return undefined;
    const page = browser.getPage(id);
    const devtools = await page.context().newCDPSession(page);
    try {
      return {
        nodes: await readTree(devtools),
        stops: await readTabStops(page, devtools),
      };
    } finally {
      await devtools.detach();
    }
  },
};
