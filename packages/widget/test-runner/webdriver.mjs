/** The key codes of W3C WebDriver, section "Keyboard actions", by the names that KeyboardEvent.key has for them. */
const KEYS = {
  Enter: "\uE007",
  Tab: "\uE004",
  Escape: "\uE00C",
  Backspace: "\uE003",
  Delete: "\uE017",
  Shift: "\uE008",
  Control: "\uE009",
  Alt: "\uE00A",
  Space: " ",
  ArrowLeft: "\uE012",
  ArrowUp: "\uE013",
  ArrowRight: "\uE014",
  ArrowDown: "\uE015",
  Home: "\uE011",
  End: "\uE010",
  PageUp: "\uE00E",
  PageDown: "\uE00F",
};

const BUTTONS = { left: 0, middle: 1, right: 2 };

/** One call of W3C WebDriver over HTTP. */
export async function call(base, method, path, body) {
  const response = await fetch(base + path, {
    method,
    headers: { "content-type": "application/json" },
    ...(method === "POST" && { body: JSON.stringify(body ?? {}) }),
  });
  const { value } = await response.json();
  if (!response.ok)
    throw new Error(`${method} ${path}: ${value?.error} ${value?.message}`);
  return value;
}

/** A key ("a", "Enter") or a chord ("Shift+Tab"): all down in order, then up in reverse. */
function strokes(key) {
  const names = key.length > 1 ? key.split("+") : [key];
  const values = names.map((name) => KEYS[name] ?? name);
  return [
    ...values.map((value) => ({ type: "keyDown", value })),
    ...values.toReversed().map((value) => ({ type: "keyUp", value })),
  ];
}

export const keyActions = (keys) => ({
  actions: [{ type: "key", id: "keyboard", actions: keys.flatMap(strokes) }],
});

export const mouseActions = (...actions) => ({
  actions: [
    {
      type: "pointer",
      id: "mouse",
      parameters: { pointerType: "mouse" },
      actions,
    },
  ],
});

export const moveTo = (x, y) => ({ type: "pointerMove", x, y, duration: 0 });

export const press = (type, button = "left") => ({
  type,
  button: BUTTONS[button],
});
