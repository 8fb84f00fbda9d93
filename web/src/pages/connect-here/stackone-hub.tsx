import type { HubAccess } from "@connect-console/shared/connect-session";
import { useComputedColorScheme } from "@mantine/core";
import type { Attributes } from "react";

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "stackone-hub": HubAttributes;
    }
  }
}

/** Attributes and events of `<stackone-hub>` — @stackone/hub 1.11.4, README */
interface HubAttributes extends Attributes {
  token: string;
  "base-url": string;
  "app-url": string;
  height: string;
  theme: "light" | "dark";
  onsuccess(): void;
  onclose(): void;
}

interface Props {
  access: HubAccess;
  onSuccess(): void;
  onClose(): void;
}

/** StackOne's own component. It does not take another token later, hence the key. */
export function StackOneHub({ access, onSuccess, onClose }: Props) {
  const scheme = useComputedColorScheme("light", { getInitialValueInEffect: false });
  return (
    <stackone-hub
      key={access.token}
      token={access.token}
      base-url={access.baseUrl}
      app-url={access.appUrl}
      height="36rem"
      theme={scheme === "dark" ? "dark" : "light"}
      onsuccess={onSuccess}
      onclose={onClose}
    />
  );
}
