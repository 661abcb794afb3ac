import { type DeclarationReflection, type ProjectReflection, ReflectionKind } from "typedoc";

const kinds =
  ReflectionKind.Class |
  ReflectionKind.Interface |
  ReflectionKind.Function |
  ReflectionKind.Variable |
  ReflectionKind.TypeAlias |
  ReflectionKind.Property |
  ReflectionKind.Method |
  ReflectionKind.Accessor;

function isDocumented(reflection: DeclarationReflection): boolean {
  if (reflection.hasComment()) return true;
  const signatures = [...(reflection.signatures ?? []), ...[reflection.getSignature ?? []].flat()];
  return signatures.some((signature) => signature.hasComment());
}

/** A shop's own fields: their meaning stands in the shop's documentation, and their use in the guide to the platforms. */
function isPayload(reflection: DeclarationReflection): boolean {
  return /(?:^|\/)src\/platforms\/\w+\/[\w-]+\.ts$/.test(reflection.sources?.[0]?.fullFileName ?? "");
}

/** How many of the public members have a doc comment of their own, and the names of those that have none. */
export function undocumentedMembers(project: ProjectReflection): {
  readonly total: number;
  readonly missing: readonly string[];
} {
  const members = Object.values(project.reflections).filter(
    (reflection): reflection is DeclarationReflection =>
      reflection.isDeclaration() && (reflection.kind & kinds) !== 0 && !reflection.inheritedFrom,
  );
  const ours = members.filter((member) => !isPayload(member));
  const missing = ours.filter((member) => !isDocumented(member)).map((member) => member.getFullName());
  return { total: ours.length, missing: missing.sort() };
}
