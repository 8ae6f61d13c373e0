// The WeChat phone: an Official Account's chat with its bottom menu.

import { Phone, el, icon, iconButton } from "./phone.js";
import { word } from "./words.js";

const QUIET = 5 * 60 * 1000; // milliseconds after which WeChat prints the time again

export class WechatPhone extends Phone {
  title() {
    return el("div", { class: "title" }, icon("back"), el("h2", {}, word("bot-name")), icon("dots"));
  }

  avatar(side) {
    return side === "own"
      ? el("span", { class: "avatar", "aria-hidden": "true" }, [...this.tools.name()].pop() ?? "")
      : el("img", { class: "avatar", src: "icon.svg", alt: "" });
  }

  stamp(at, before) {
    return before && at - before < QUIET ? null : this.tools.clock.stamp(at);
  }

  fillEntry() {
    this.extras = el("div", { class: "extras" });
    this.menu = el("div", { class: "menu" });
    const more = this.opener(iconButton("plus", word("more")), this.extras);
    this.entry.append(
      iconButton("voice", word("voice"), () => this.tools.send({ kind: "voice" })),
      this.box, more, this.sendButton());
    this.foot.append(this.entry, this.extras, this.menu);
  }

  showHead() {
    const { connected, menu = [] } = this.head;
    this.fold();
    this.foot.hidden = !connected;
    this.cover.hidden = connected;
    this.cover.replaceChildren(
      el("img", { src: "icon.svg", alt: "", width: "72", height: "72" }),
      el("h3", {}, word("bot-name")), el("p", {}, word("about-wechat")),
      el("button", { type: "button", class: "primary", onclick: () => this.tools.send({ kind: "join" }) }, word("join-wechat")));
    this.extras.replaceChildren(
      this.choice("pin", word("location-short"), { kind: "location" }),
      this.pictureChoice(),
      this.choice("voice", word("voice-short"), { kind: "voice" }),
      this.choice("leave", word("leave-wechat-short"), { kind: "leave" }));
    this.menu.hidden = menu.length === 0;
    this.menu.replaceChildren(...menu.map((column) => this.column(column)));
  }

  column(column) {
    if (!column.entries.length) return el("div", {}, this.entryOf(column));
    const list = el("div", { class: "submenu" }, ...column.entries.map((entry) => this.entryOf(entry)));
    const button = el("button", { type: "button", class: "folding" }, icon("list"), column.label);
    return el("div", {}, this.opener(button, list), list);
  }

  entryOf(entry) {
    return entry.url
      ? el("a", { href: entry.url, target: "_blank", rel: "noopener noreferrer" }, entry.label)
      : this.choice(null, entry.label, { kind: "button", data: entry.key });
  }
}
