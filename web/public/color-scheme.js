// Sets the colour scheme before the first paint; a file of its own, so that the content security policy needs no inline script.
const chosen = localStorage.getItem("mantine-color-scheme-value");
const dark =
  chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
document.documentElement.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
