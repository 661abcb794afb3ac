import { VERSION } from "../../version.js";

/** The content of the greeting. */
export interface Greeting {
  readonly url: string;
  readonly baseUrl: string;
  readonly hasInspector: boolean;
  /** The key that was made up; one that was given is not shown. */
  readonly key: string | undefined;
  readonly needsKey: boolean;
  /** The token, in a form that may be shown. */
  readonly token: string | undefined;
  readonly isMadeUp: boolean;
  readonly flows: number;
  readonly segments: number;
  readonly config: string | undefined;
  readonly clock: string;
  readonly rate: { readonly minute: number; readonly day: number } | undefined;
  readonly state: string | undefined;
  readonly sequenzy: { readonly baseUrl: string; readonly apiKey: string } | undefined;
  /** The seeds that were left out. */
  readonly notes: readonly string[];
}

const many = (count: number, name: string): string => `${count} ${count === 1 ? name : `${name}s`}`;
const grouped = (count: number): string => count.toLocaleString("en");

/** Builds the text for people once the fake is ready. */
export function describeGreeting(greeting: Greeting): string {
  const { url, baseUrl, hasInspector, key, needsKey, token, isMadeUp, rate, state, sequenzy } = greeting;
  const page = `${url}/${key === undefined ? "" : `#key=${key}`}`;
  const madeUp = isMadeUp ? "     # (made up; one of your own is shown masked)" : "";
  const rates =
    rate === undefined ? "no rate limit" : `${grouped(rate.minute)} a minute, ${grouped(rate.day)} a day`;
  const from = greeting.config === undefined ? "" : ` from ${greeting.config}`;
  return [
    `Privy fake ${VERSION}     ${page}${hasInspector ? "        (inspector)" : ""}`,
    "",
    `  PRIVY_BASE_URL=${baseUrl}`,
    `  PRIVY_API_TOKEN=${token ?? ""}${madeUp}`,
    ...(sequenzy === undefined
      ? []
      : [`  SEQUENZY_BASE_URL=${sequenzy.baseUrl}`, `  SEQUENZY_API_KEY=${sequenzy.apiKey}     # (made up)`]),
    "",
    `${many(greeting.flows, "flow")}, ${many(greeting.segments, "segment")}${from} · clock ${greeting.clock} · ${rates}`,
    state === undefined
      ? "Nothing leaves this machine. Everything is lost at the end (--state FILE keeps it)."
      : `Nothing leaves this machine. The account is kept in ${state}.`,
    ...(needsKey && key === undefined
      ? ["The page and the control API ask for the key in PRIVY_FAKE_KEY."]
      : []),
    ...greeting.notes,
    "",
    "",
  ].join("\n");
}
