import { isPlainObject } from "../../../../schemas/objects/plain-object.js";
import type { RefusedSeed, Seeds } from "../../../privy/served/load-seeds.js";
import { readAccountLines } from "../../state-file/read-account-lines.js";
import { writeAccountLines } from "../../state-file/write-account-lines.js";
import type { ControlContext } from "../control-context.js";
import { ControlError } from "../routing/control-error.js";
import { readMembers } from "../routing/parameters.js";
import type { ControlCall, ControlRoute } from "../routing/route.js";
import { anyObject, integer, listOf, object, text } from "../routing/schema.js";

const kinds = ["contacts", "orders", "engagements"] as const;

function load({ body, isNdjson }: ControlCall, { hook }: ControlContext): unknown {
  if (!isNdjson) {
    const seeds = readMembers(body, kinds);
    for (const kind of kinds) {
      if (seeds[kind] !== undefined && !Array.isArray(seeds[kind])) {
        throw ControlError.badField(kind, "must be a list");
      }
    }
    return hook.load(seeds as Seeds); // lists, each element of which is checked
  }
  const lines = (Array.isArray(body) ? body : []).map(sortLine);
  const seedsOf = (kind: RefusedSeed["kind"]): readonly unknown[] =>
    lines.filter((line) => line.kind === kind).map(({ seed }) => seed);
  const report = hook.load({
    contacts: seedsOf("contact"),
    orders: seedsOf("order"),
    engagements: seedsOf("engagement"),
  });
  const places = (kind: RefusedSeed["kind"]): number[] =>
    lines.flatMap((line, index) => (line.kind === kind ? [index] : []));
  // By line, as the sender counts them.
  const refused = report.refused.map((one) => ({ ...one, index: places(one.kind)[one.index] ?? one.index }));
  return { ...report, refused };
}

/** Reads a line: `{"contact": …}`, `{"order": …}`, `{"engagement": …}`, or one of these by itself. */
function sortLine(line: unknown): { readonly kind: RefusedSeed["kind"]; readonly seed: unknown } {
  if (!isPlainObject(line)) return { kind: "order", seed: line };
  for (const kind of ["contact", "order", "engagement"] as const) {
    if (isPlainObject(line[kind]) && Object.keys(line).length === 1) return { kind, seed: line[kind] };
  }
  if ("message" in line && "channel" in line) return { kind: "engagement", seed: line };
  return { kind: "order_id" in line || "total" in line ? "order" : "contact", seed: line };
}

async function restoreExport(
  { body, isNdjson }: ControlCall,
  { hook, clock }: ControlContext,
): Promise<unknown> {
  if (!isNdjson || !Array.isArray(body)) {
    throw new ControlError(415, "unsupported_media_type", "The Content-Type must be application/x-ndjson");
  }
  const { content, header } = readAccountLines(body, hook.state());
  clock.setMode(header.clock.mode);
  hook.restore(content, { clock: "set" });
  const { orders, contacts, log } = content.account;
  return { orders: orders.length, contacts: contacts.contacts.length, requests: log.entries.length };
}

const reportSchema = object({
  contacts: integer,
  orders: integer,
  engagements: integer,
  refused: listOf(object({ kind: text, index: integer, message: text })),
});

/** The operations on the whole account. */
export const STATE_ROUTES: readonly ControlRoute[] = [
  {
    method: "POST",
    path: "/_fake/load",
    summary:
      "Stores contacts, orders and engagements without a request; refused ones are named by their index.",
    body: object(
      {
        "contacts?": listOf(anyObject),
        "orders?": listOf(anyObject),
        "engagements?": listOf(anyObject),
      },
      true,
    ),
    takesLoads: true,
    returns: reportSchema,
    answer: load,
  },
  {
    method: "GET",
    path: "/_fake/export",
    summary:
      "The whole account as NDJSON, for `import` and as a state file. It contains the account's own secrets.",
    returns: text,
    stream: {
      type: "application/x-ndjson",
      begin(_, response, { hook, clock }) {
        response.writeHead(200, { "Content-Type": "application/x-ndjson", "Cache-Control": "no-store" });
        const { seed } = hook.settings;
        void writeAccountLines(
          { content: hook.capture(), clock: clock.read(), seed, emailKey: hook.state().contacts.emailKey },
          async (chunk) => {
            if (response.destroyed) throw new Error("the caller closed the connection");
            if (!response.write(chunk)) {
              await new Promise((resolve) => response.once("drain", resolve).once("close", resolve));
            }
          },
        ).then(
          () => response.end(),
          () => response.destroy(),
        );
      },
    },
  },
  {
    method: "PUT",
    path: "/_fake/import",
    summary: "Replaces the account by what `export` returned.",
    body: text,
    takesLoads: true,
    returns: object({ orders: integer, contacts: integer, requests: integer }),
    answer: restoreExport,
  },
];
