/** Scripts of the payment-link pages, which run before the checkout's. */

/** The page's choice of a language is kept for the checkout too, which reads it as its own. */
export const LANGUAGE_SCRIPT = String.raw`const languages = document.querySelector("nav[data-kept-at]");
const { keptAt, asked } = languages.dataset;
try {
  if (asked) localStorage.setItem(keptAt, JSON.stringify(asked));
  else {
    const chosen = localStorage.getItem(keptAt);
    const link = [...languages.querySelectorAll("a")].find(
      ({ hreflang }) => JSON.stringify(hreflang) === chosen,
    );
    if (link) {
      const address = new URL(location.href);
      address.searchParams.set("lang", link.hreflang);
      location.replace(address);
    }
  }
} catch {
  // Where storage is blocked no choice is kept, and the checkout speaks the page's language.
}
`;

/**
 * The page works without it. Hides what leads to other devices once a payment has begun, so that nobody pays twice, and
 * shares the link by what the device offers.
 */
export const PAY_PAGE_SCRIPT = String.raw`${LANGUAGE_SCRIPT}
const BEFORE_PAYING = ["idle", "loading", "review", "details", "method", "unavailable"];
const checkout = document.querySelector("malipo-checkout");
checkout.addEventListener("malipo-statechange", ({ detail }) => {
  if (!BEFORE_PAYING.includes(detail.state)) document.body.dataset.begun = "";
});

const share = document.querySelector(".pass-on");
const { url, text } = share.dataset;
const byApp = share.querySelector(".choices button");
const copy = share.querySelector(".pass-on-head button");
const status = share.querySelector("[role=status]");

if (navigator.share) {
  byApp.hidden = false;
  share.classList.add("by-app");
  byApp.addEventListener("click", () => {
    navigator.share({ text, url }).catch((error) => {
      // Closing the list of apps is no failure.
      if (error.name === "AbortError") return;
      byApp.hidden = true;
      share.classList.remove("by-app");
    });
  });
}

// Only pages on https or a loopback address have it.
if (navigator.clipboard) {
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    status.textContent = "";
    try {
      await navigator.clipboard.writeText(url);
      status.textContent = status.dataset.copied;
    } catch {
      copy.hidden = true;
      share.classList.remove("by-app");
    }
  });
}
`;
