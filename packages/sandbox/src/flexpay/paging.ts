/** Pages in the format of Spring Data, as in the provider's responses. */
import type { Request } from "express";
import type { JsonObject, JsonValue } from "../web/json-text.ts";

const DEFAULT_SIZE = 20;
const MAX_SIZE = 100;
const MAX_PAGE = 1_000_000;

export interface Sort {
  readonly property: string;
  readonly ascending: boolean;
}

export interface PageRequest {
  readonly page: number;
  readonly size: number;
  readonly sort: readonly Sort[];
}

/** Like Spring: invalid numbers fall back to the default, and sizes are capped. */
export function readPageRequest(
  request: Request,
  defaultSort: Sort,
): PageRequest {
  const page = readNumber(request.query["page"]) ?? 0;
  const size = readNumber(request.query["size"]) ?? 0;
  const sort = readSort(request.query["sort"]);
  return {
    page: Math.min(page, MAX_PAGE),
    size: size < 1 ? DEFAULT_SIZE : Math.min(size, MAX_SIZE),
    sort: sort.length === 0 ? [defaultSort] : sort,
  };
}

/** `items` must be sorted. */
export function toPage<Item>(
  items: readonly Item[],
  { page, size, sort }: PageRequest,
  toJson: (item: Item) => JsonValue,
): JsonObject {
  const offset = page * size;
  const content = items.slice(offset, offset + size).map(toJson);
  const totalPages = Math.ceil(items.length / size);
  const order = sort.map(toSortJson);
  return {
    content,
    pageable: {
      offset,
      paged: true,
      unpaged: false,
      pageNumber: page,
      pageSize: size,
      sort: order,
    },
    totalElements: items.length,
    totalPages,
    first: page === 0,
    last: page + 1 >= totalPages,
    size,
    number: page,
    sort: order,
    numberOfElements: content.length,
    empty: content.length === 0,
  };
}

function toSortJson({ property, ascending }: Sort): JsonObject {
  return {
    direction: ascending ? "ASC" : "DESC",
    nullHandling: "NATIVE",
    ascending,
    property,
    ignoreCase: false,
  };
}

function readNumber(value: unknown): number | undefined {
  return typeof value === "string" && /^\d{1,9}$/.test(value)
    ? Number(value)
    : undefined;
}

/** `sort=createdAt,desc`, once or more. */
function readSort(value: unknown): Sort[] {
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values
    .filter((each) => typeof each === "string" && each.trim() !== "")
    .slice(0, 5)
    .map((each) => {
      const [property = "", direction = "asc"] = String(each).split(",");
      const ascending = direction.trim().toLowerCase() !== "desc";
      return { property: property.trim(), ascending };
    });
}
