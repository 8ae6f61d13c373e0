// The Telegram phone: a bot's chat with inline keyboards, a reply keyboard and a commands menu.

import { Phone, el, icon, iconButton } from "./phone.js";
import { word } from "./words.js";

const COMMAND = /(^|\s)(\/[a-z_0-9]{1,32})(?=$|[\s，。,.!！?？])/;

export class TelegramPhone extends Phone {
  title() {
    this.menuPanel = el("div", { class: "dropdown" });
    const more = this.opener(iconButton("upright", word("more")), this.menuPanel);
    return el("div", { class: "title" }, icon("back"),
      el("img", { class: "avatar", src: "icon.svg", alt: "" }),
      el("div", {}, el("h2", {}, word("bot-name")), el("small", {}, word("bot-subtitle"))),
      more, this.menuPanel);
  }

  avatar() {
    return null;
  }

  stamp(at, before) {
    const day = this.tools.clock.day(at);
    return before && this.tools.clock.day(before) === day ? null : day;
  }

  words(text) {
    const parts = text.split(COMMAND);
    const nodes = [];
    for (let index = 0; index < parts.length; index += 3) {
      nodes.push(...super.words(parts[index] + (parts[index + 1] ?? "")));
      const command = parts[index + 2];
      if (command) {
        nodes.push(el("button", { type: "button", class: "command", onclick: () => this.tools.send({ kind: "text", text: command }) }, command));
      }
    }
    return nodes;
  }

  fillEntry() {
    this.commands = el("div", { class: "commands" });
    this.extras = el("div", { class: "extras" });
    this.keys = el("div", { class: "keys", hidden: true });
    this.commandsButton = this.opener(
      el("button", { type: "button", class: "pill", "aria-label": word("commands") }, icon("list"), word("commands-short")), this.commands);
    this.keysButton = iconButton("keys", word("keyboard"), () => this.setKeys(this.keys.hidden), { hidden: true });
    this.entry.append(
      this.commandsButton, this.box, this.keysButton,
      this.opener(iconButton("clip", word("more")), this.extras), this.sendButton());
    this.startButton = el("button", { type: "button", class: "start", onclick: () => this.tools.send({ kind: "start" }) }, word("start-telegram"));
    this.foot.append(this.commands, this.extras, this.entry, this.keys, this.startButton);
  }

  showHead() {
    const { connected, blocked, commands = [], keyboard = [], placeholder, language } = this.head;
    this.fold();
    this.entry.hidden = !connected;
    this.startButton.hidden = connected;
    this.startButton.textContent = word(blocked ? "join-telegram" : "start-telegram");
    this.cover.hidden = connected || this.bubbles.size > 0;
    this.cover.replaceChildren(el("p", { class: "about" }, word(blocked ? "blocked" : "about-telegram")));
    this.box.placeholder = placeholder || word("type-here");
    this.commandsButton.hidden = commands.length === 0;
    this.commands.replaceChildren(...commands.map((entry) => this.commandOf(entry)));
    this.extras.replaceChildren(
      this.choice("pin", word("location"), { kind: "location" }),
      this.pictureChoice(),
      this.choice("person", word("contact"), { kind: "contact" }),
      this.choice("voice", word("voice"), { kind: "voice" }));
    const zh = language.startsWith("zh");
    this.menuPanel.replaceChildren(
      this.choice(null, word(zh ? "app-language" : "app-language-en"), { kind: "language", language: zh ? "en" : "zh-hans" }),
      this.choice(null, word(blocked ? "join-telegram" : "leave-telegram"), { kind: blocked ? "join" : "leave" }));
    this.keys.replaceChildren(...keyboard.map((row) => el("div", {}, ...row.map((key) => this.keyOf(key)))));
    this.keysButton.hidden = keyboard.length === 0;
    this.setKeys(connected && keyboard.length > 0);
  }

  setKeys(open) {
    this.keys.hidden = !open;
    this.keysButton.setAttribute("aria-expanded", String(open));
    this.toEnd();
  }

  commandOf(entry) {
    return el("button", { type: "button", onclick: () => { this.fold(); this.tools.send({ kind: "text", text: `/${entry.command}` }); } },
      el("b", {}, `/${entry.command}`), el("span", {}, entry.description));
  }

  keyOf(key) {
    const act = key.sends === "text" ? { kind: "text", text: key.label } : { kind: key.sends };
    return this.choice({ contact: "person", location: "pin" }[key.sends], key.label, act);
  }
}
