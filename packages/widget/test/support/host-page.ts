/** A page around the checkout as a careful shop writes it. */

/** For each test of the describe block: a page with a language, a title, a main part and a heading. */
export function withHostPage(): { readonly main: Element } {
  const page = { main: document.body as Element };
  const { lang, dir } = document.documentElement;
  const { title } = document;
  beforeEach(() => {
    document.documentElement.lang = "en";
    document.title = "Checkout";
    page.main = document.createElement("main");
    page.main.innerHTML = "<h1>Checkout</h1>";
    document.body.append(page.main);
  });
  afterEach(() => {
    page.main.remove();
    Object.assign(document.documentElement, { lang, dir });
    document.title = title;
  });
  return page;
}
