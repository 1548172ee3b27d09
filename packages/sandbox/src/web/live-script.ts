/**
 * Shared by the scripts of live pages: follows a stream of screens, updates lists of cards, and announces news to screen
 * readers. The page's own script is appended in the same file.
 */
export const LIVE_SCRIPT = String.raw`"use strict";
const html = (window.trustedTypes ?? { createPolicy: (_name, rules) => rules }).createPolicy(
  "malipo-sandbox",
  // The sandbox renders the cards itself and escapes what they show.
  { createHTML: (text) => text },
);
const announcer = document.getElementById("announcer");
const connection = document.getElementById("connection");
let source;
/** What has been announced; null before the first screen. */
let announced = null;

function follow(path, liveWords, show) {
  const connect = () => {
    source = new EventSource(path + location.search);
    source.addEventListener("open", () => setConnection("live", liveWords));
    source.addEventListener("screen", (event) => show(JSON.parse(event.data)));
    source.addEventListener("error", () => {
      setConnection("lost", "Connection lost. Trying again…");
      // Browsers don't reconnect after a response that is not a stream.
      if (source.readyState === EventSource.CLOSED) setTimeout(connect, 2000);
    });
  };
  // A page restored from the back-forward cache has lost its stream.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) connect();
  });
  window.addEventListener("pagehide", () => source.close());
  connect();
}

function setConnection(state, words) {
  if (connection.dataset.state === state) return;
  connection.dataset.state = state;
  connection.querySelector(".words").textContent = words;
}

/** Updates the list. Unchanged cards stay in the DOM, so that a typed PIN is kept. */
function reconcile(list, items) {
  const ids = new Set(items.map((item) => item.id));
  for (const card of [...list.children]) if (!ids.has(card.id)) card.remove();
  items.forEach((item, index) => {
    const here = list.children[index];
    const present = document.getElementById(item.id);
    if (present !== null && present.dataset.version === item.version) {
      if (present !== here) list.insertBefore(present, here ?? null);
      return;
    }
    const template = document.createElement("template");
    template.innerHTML = html.createHTML(item.html);
    const card = template.content.firstElementChild;
    if (present !== null) present.replaceWith(card);
    else {
      card.classList.add("arriving");
      list.insertBefore(card, here ?? null);
    }
  });
}

function announce(items) {
  const keys = items.map((item) => item.id + item.version);
  if (announced !== null) {
    const news = items.filter((item, index) => !announced.has(keys[index]));
    for (const item of news) {
      const line = document.createElement("span");
      line.textContent = item.announcement + " ";
      announcer.append(line);
    }
    while (announcer.childElementCount > 5) announcer.firstElementChild.remove();
  }
  announced = new Set(keys);
}
`;
