import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";

/** What the views are called, in the order of the navigation and of the keys 1 to 9. */
export const VIEW_NAMES = {
  requests: "Requests",
  orders: "Orders",
  contacts: "Contacts",
  flows: "Flows",
  segments: "Segments",
  messages: "Messages",
  faults: "Faults & time",
  check: "Check",
  connect: "Connect",
} as const;

/** A view's name, as it stands in the address. */
export type ViewName = keyof typeof VIEW_NAMES;

/** The views: the keys of their names. */
export const VIEWS = Object.keys(VIEW_NAMES) as ViewName[];

/** Where the page is: all of it is in the address. */
export interface Route {
  readonly view: ViewName;
  /** The order, contact or flow that is shown. */
  readonly id: string | undefined;
  /** `q` is the filter, `sel` the selected request, `tab` the open tab. */
  readonly params: Readonly<Record<string, string>>;
}

/** Reads a route from the part of an address after `#`. An unknown view is the first one. */
export function parseRoute(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#?\/?/, "").split("?", 2);
  const [name = "", ...rest] = path.split("/");
  const view = VIEWS.find((one) => one === name) ?? "requests";
  return {
    view,
    id: rest[0] ? decode(rest.join("/")) : undefined,
    params: Object.fromEntries(new URLSearchParams(query)),
  };
}

/** Writes a route as an address within the page. */
export function hrefOf(
  view: ViewName,
  id?: string,
  params: Readonly<Record<string, string | undefined>> = {},
): string {
  const given = Object.entries(params).filter((pair): pair is [string, string] => Boolean(pair[1]));
  const query = new URLSearchParams(given).toString();
  return `#/${view}${id ? `/${encodeURIComponent(id)}` : ""}${query && `?${query}`}`;
}

/** The address of a request. */
export function requestHref(n: number | string): string {
  return hrefOf("requests", undefined, { sel: String(n) });
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const hash: Signal<string> = signal("");

/** Where the page is now. */
export const route: ReadonlySignal<Route> = computed(() => parseRoute(hash.value));

/** Follows the address for as long as the page lives. */
export function followAddress(): void {
  hash.value = location.hash;
  addEventListener("hashchange", () => {
    hash.value = location.hash;
  });
}

/** Goes to an address within the page; `replace` leaves no step to go back to. */
export function goTo(href: string, replace = false): void {
  if (replace) history.replaceState(null, "", href);
  else history.pushState(null, "", href);
  hash.value = href;
}

/** Changes parameters of the address: the filter as it is typed, or what is selected. */
export function setParams(changes: Readonly<Record<string, string | undefined>>, replace = true): void {
  const { view, id, params } = route.peek();
  const href = hrefOf(view, id, { ...params, ...changes });
  if (href !== location.hash) goTo(href, replace);
}
