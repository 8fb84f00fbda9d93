import type { CSSProperties, ReactNode } from "react";

interface Props {
  children?: ReactNode;
  className?: string;
  style?: CSSProperties;
}

/** In the place of Mantine's ScrollArea inside its own components (vite.config.ts): the browser's scroll bars, 6 kB less. */
export function ScrollArea({ children, className, style }: Props) {
  return (
    // no stop for the tab key: what scrolls here is reached through its entries
    <div className={className} style={{ ...style, overflow: "auto" }} tabIndex={-1}>
      {children}
    </div>
  );
}

/** The lists of fields leave the room at the end to it. */
function Autosize({ mah, ...props }: Props & { mah?: number | string }) {
  return (
    <ScrollArea
      {...props}
      style={{ maxHeight: mah, paddingInlineEnd: "var(--combobox-padding)" }}
    />
  );
}

ScrollArea.Autosize = Autosize;
