// Small helpers to build the page. Texts go in as text nodes only, never as HTML.

/** An element with properties (`class`, `on*` handlers, attributes) and children. */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

const ICONS = {
  back: "M15 5 8 12l7 7",
  dots: "M5 12h.01M12 12h.01M19 12h.01",
  upright: "M12 5v.01M12 12v.01M12 19v.01",
  plus: "M12 7v10M7 12h10M12 2.6a9.4 9.4 0 1 0 0 18.8 9.4 9.4 0 0 0 0-18.8",
  send: "M4 12 20 4l-5 16-3.5-6.5zM11.5 13.5 20 4",
  voice: "M12 3a3 3 0 0 0-3 3v6a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3M6 11v1a6 6 0 0 0 12 0v-1M12 18v3",
  pin: "M12 21s-6.5-6-6.5-11a6.5 6.5 0 0 1 13 0c0 5-6.5 11-6.5 11M12 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4.5 20.5a7.5 7.5 0 0 1 15 0",
  leave: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4.5 20.5A7.5 7.5 0 0 1 14 13.3M16 17l5 5M21 17l-5 5",
  file: "M6 3h8l5 5v13H6zM14 3v5h5M9 13h7M9 17h5",
  clip: "m20 11-8.5 8.5a5 5 0 0 1-7-7L13 4a3.3 3.3 0 0 1 4.7 4.7l-8.5 8.5a1.7 1.7 0 0 1-2.4-2.4L14.5 7",
  keys: "M3.5 6h17v12h-17zM7 10h.01M11 10h.01M15 10h.01M17.5 10h.01M7.5 14.5h9",
  picture: "M4 5h16v14H4zM4 16.5l5-5 4 4 2.5-2.5 4.5 4.5M9 9h.01",
  list: "M5 7h14M5 12h14M5 17h14",
  cross: "M6 6l12 12M18 6 6 18",
  scan: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5M4 12h16",
};

/** A line icon; decoration only, the button around it carries the label. */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** A button with an icon and a label for screen readers. */
export function iconButton(name, label, onclick, properties = {}) {
  return el("button", { type: "button", class: "round", "aria-label": label, title: label, onclick, ...properties }, icon(name));
}

const LINK = /(https?:\/\/[^\s，。；！？、（）“”<>]+)/;

/** A text with its links made live, as nodes. */
export function linked(text, onlink) {
  return text.split(LINK).map((part, index) => {
    if (index % 2 === 0) return document.createTextNode(part);
    const link = el("a", { href: part, target: "_blank", rel: "noopener noreferrer" }, part);
    if (onlink) link.addEventListener("click", (event) => onlink(event, part));
    return link;
  });
}
