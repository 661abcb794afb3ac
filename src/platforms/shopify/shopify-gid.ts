type Id = number | bigint | string;

/** The digits at the end of `gid://shopify/Order/123`; undefined for a gid of another kind of thing. */
export function idOfGid(gid: string | undefined, kind: string): string | undefined {
  const [, found, digits] = /^gid:\/\/shopify\/(\w+)\/(\d+)(?:\?.*)?$/.exec(gid ?? "") ?? [];
  return found === kind ? digits : undefined;
}

/** The exact id: a number that was rounded gives way to the text beside it; alone, it is left for `parseOrder` to refuse. */
export function exactId(id: Id | undefined, gid: string | undefined, kind: string): Id | undefined {
  return typeof id === "number" && !Number.isSafeInteger(id) ? (idOfGid(gid, kind) ?? id) : id;
}
