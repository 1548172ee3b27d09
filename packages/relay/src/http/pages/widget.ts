/** `GET /widget/v1/…`: the widget's files. */
import { WIDGET_FILE } from "../kit/path-params.ts";
import { sendNotFound } from "../kit/pass-on.ts";
import { plainRoute } from "../kit/route.ts";
import type { Route } from "../kit/route.ts";

export const WIDGET_ROUTES: readonly Route[] = [
  plainRoute({
    id: "widget",
    method: "GET",
    path: "/widget/v1/:name",
    params: { name: WIDGET_FILE },
    access: "anyone",
    summary: "The widget's files",
    responses: {
      200: {
        description:
          "`malipo.js` is the ES module, `malipo.classic.js` the classic script.",
        type: "text/javascript",
        example: 'customElements.define("malipo-checkout", …);',
      },
      304: {
        description: "Not modified since the version in `If-None-Match`.",
      },
      503: {
        description: "The widget is not built.",
        type: "text/plain",
        example: "The widget is not built.",
      },
    },
    serve({ widgetFiles }, { req, params }, res) {
      if (!widgetFiles.handle(params.name, req, res)) sendNotFound(res);
    },
  }),
];
