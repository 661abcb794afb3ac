import type { VNode } from "preact";
import { baseUrl } from "../state/account.js";
import { CodeBlock } from "./copy-text.jsx";

/** A text that stands in the page's HTML, with the base URL of this fake in it. */
export function pageText(name: string): string {
  const template = document.getElementById(`text-${name}`);
  const text = template instanceof HTMLTemplateElement ? (template.content.textContent ?? "") : "";
  const own = text.replaceAll("{url}", baseUrl());
  return own.includes("'ORDER'") ? own.replace("'ORDER'", `'${pageText("order")}'`) : own;
}

/** A text of the page as code, with a button that copies it. */
export function PageCode({ name, what = name }: { readonly name: string; readonly what?: string }): VNode {
  return <CodeBlock what={what} code={pageText(name)} />;
}
