import { Anchor, Button, type AnchorProps, type ButtonProps } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { ComponentProps } from "react";

type Element = Omit<ComponentProps<"a">, keyof ButtonProps | keyof AnchorProps>;

/** A link that looks like a button; its `search` is typed by the route that it leads to. */
export const LinkButton = createLink((props: ButtonProps & Element) => (
  <Button component="a" {...props} />
));

/** A link inside a sentence, typed in the same way. */
export const TextLink = createLink((props: AnchorProps & Element) => (
  <Anchor component="a" {...props} />
));
