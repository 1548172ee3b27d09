/** The search and the choice of a theme. Everything else of the site works without scripts. */
import MiniSearch from "minisearch";

declare global {
  interface Window {
    /** Set by search-index.js, which is loaded when somebody searches. */
    searchIndex?: string;
  }
}

interface Found {
  readonly id: string;
  readonly title: string;
  readonly page: string;
}

const MOST_RESULTS = 12;
const THEMES = ["auto", "light", "dark"] as const;
const THEME_KEY = "theme";

const readTheme = (): string => {
  try {
    return localStorage.getItem(THEME_KEY) ?? "auto";
  } catch {
    return "auto"; // a browser that keeps nothing
  }
};

// Before the page is drawn.
document.documentElement.dataset["theme"] = readTheme();

function offerThemes(button: HTMLButtonElement): void {
  const show = (theme: string): void => {
    document.documentElement.dataset["theme"] = theme;
    button.textContent = `Theme: ${theme}`;
  };
  show(readTheme());
  button.hidden = false;
  button.addEventListener("click", () => {
    const now = document.documentElement.dataset["theme"];
    const next =
      THEMES[(THEMES.findIndex((one) => one === now) + 1) % THEMES.length];
    show(next ?? "auto");
    try {
      localStorage.setItem(THEME_KEY, next ?? "auto");
    } catch {
      // It lasts as long as the page.
    }
  });
}

function loadIndex(root: string): Promise<MiniSearch<Found>> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `${root}search-index.js`;
    script.onload = () => {
      resolve(
        MiniSearch.loadJSON<Found>(window.searchIndex ?? "", {
          fields: ["title", "page", "text"],
          storeFields: ["title", "page"],
        }),
      );
    };
    script.onerror = () => {
      reject(new Error("the search index can't be loaded"));
    };
    document.head.append(script);
  });
}

function offerSearch(input: HTMLInputElement, list: HTMLElement): void {
  const root = document.body.dataset["root"] ?? "";
  let index: Promise<MiniSearch<Found>> | undefined;
  const search = async (): Promise<void> => {
    const asked = input.value;
    index ??= loadIndex(root);
    const found = (await index).search(asked, {
      boost: { title: 4, page: 2 },
      prefix: true,
      fuzzy: 0.15,
      combineWith: "AND",
    });
    if (asked !== input.value) return;
    list.replaceChildren(...show(found as unknown as readonly Found[], asked));
    list.hidden = asked === "";
  };
  const show = (found: readonly Found[], asked: string): Node[] => {
    const status = document.createElement("p");
    status.role = "status";
    status.textContent =
      found.length === 0
        ? `Nothing found for “${asked}”`
        : `${found.length} found`;
    const items = found.slice(0, MOST_RESULTS).map(({ id, title, page }) => {
      const link = document.createElement("a");
      link.href = root + id;
      link.textContent = title === page ? title : `${page} › ${title}`;
      const item = document.createElement("li");
      item.append(link);
      return item;
    });
    const results = document.createElement("ul");
    results.append(...items);
    return [status, results];
  };
  const fail = (error: unknown): void => {
    list.textContent = `The search doesn't work: ${String(error)}`;
    list.hidden = false;
  };
  input.disabled = false;
  input.addEventListener("input", () => {
    search().catch(fail);
  });
  input.form?.addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("a")?.click();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement === document.body) {
      event.preventDefault();
      input.focus();
    } else if (event.key === "Escape") list.hidden = true;
  });
  document.addEventListener("click", ({ target }) => {
    if (!(target instanceof Node && input.form?.contains(target)))
      list.hidden = true;
  });
}

document.addEventListener("DOMContentLoaded", () => {
  const button = document.querySelector<HTMLButtonElement>(".theme");
  if (button) offerThemes(button);
  const input = document.querySelector<HTMLInputElement>("#search");
  const list = document.querySelector<HTMLElement>("#found");
  if (input && list) offerSearch(input, list);
  // On a wide screen the pages are listed beside the content, where there is nothing to open.
  const menu = document.querySelector("details");
  if (menu && matchMedia("(width >= 60rem)").matches) menu.open = true;
});
