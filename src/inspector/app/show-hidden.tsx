import { type ComponentChildren, Fragment, options, type VNode } from "preact";
import { showText } from "../format/show-text.js";

/** Text with its hidden characters as names, or the text itself where there are none. */
function shown(text: string): ComponentChildren {
  const pieces = showText(text);
  return pieces.some(({ isHidden }) => isHidden)
    ? pieces.map((piece) => (piece.isHidden ? <mark class="hidden-char">{piece.text}</mark> : piece.text))
    : text;
}

/**
 * Shows control characters, marks of writing direction and the like by their names in every text of the page: whatever comes
 * from a request, none of its views can forget it.
 */
export function showHiddenCharacters(): void {
  const before = options.vnode;
  options.vnode = (vnode: VNode<{ children?: ComponentChildren }>) => {
    const { type, props } = vnode;
    if (typeof type === "string" || type === Fragment) {
      const { children } = props;
      if (typeof children === "string") props.children = shown(children);
      else if (Array.isArray(children)) {
        props.children = children.map((child) => (typeof child === "string" ? shown(child) : child));
      }
    }
    before?.(vnode);
  };
}
