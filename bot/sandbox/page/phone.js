// What both phones have in common: a log of bubbles, a text box, panels that unfold.

import { el, icon, iconButton, linked } from "./dom.js";
import { word } from "./words.js";

const NEAR_END = 120; // pixels from the end within which the log follows new messages

export class Phone {
  /**
   * @param root the section of the page
   * @param tools `send(act)` acts on this phone, `open(link)` follows a link into a chat, `scan(file)` asks which phone scans a picture,
   *   `clock` formats moments, `name()` is the person's name
   */
  constructor(root, platform, tools) {
    this.root = root;
    this.platform = platform;
    this.tools = tools;
    this.bubbles = new Map();
    this.head = { connected: false };
    this.draft = "";
    this.build();
  }

  /** Forgets everything shown, for another person or language. */
  clear() {
    this.draft = this.box?.value ?? "";
    this.bubbles.clear();
    this.last = null;
    this.build();
  }

  build() {
    this.list = el("ol", {});
    this.log = el("div", { class: "log", role: "log", "aria-live": "polite", "aria-label": word(`log-${this.platform}`), tabindex: "0" }, this.list);
    this.status = el("span", { class: "status-time" });
    this.alert = el("p", { class: "alert", role: "alert", hidden: true });
    this.cover = el("div", { class: "cover", hidden: true });
    this.foot = el("div", { class: "foot-area" });
    this.box = el("textarea", {
      rows: "1", "aria-label": word("message"), placeholder: word("type-here"), enterkeyhint: "send",
      onkeydown: (event) => this.onKey(event), oninput: () => this.grow(),
    });
    this.box.value = this.draft;
    this.entry = el("form", { class: "entry", autocomplete: "off", onsubmit: (event) => this.submit(event) });
    this.root.replaceChildren(
      el("div", { class: "status", "aria-hidden": "true" }, this.status, el("span", { class: "notch" }), el("span", { class: "battery" })),
      this.title(), el("div", { class: "screen" }, this.log, this.cover, this.alert), this.foot,
    );
    this.root.onkeydown = (event) => { if (event.key === "Escape") this.fold(); };
    this.fillEntry();
  }

  // ---------------------------------------------------------------- what arrives

  /** Shows what the phone shows besides bubbles. */
  show(head) {
    const before = this.head;
    this.head = head;
    this.root.dataset.connected = head.connected;
    if (head.notice && head.notice_id !== before.notice_id) this.say(head.notice);
    this.showHead();
  }

  /** Adds a bubble or replaces the one with its id. */
  put(bubble) {
    const follow = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR_END;
    const row = this.row(bubble);
    const known = this.bubbles.get(bubble.id);
    if (known) {
      const focused = document.activeElement?.dataset.place;
      const held = known.contains(document.activeElement);
      known.replaceWith(row);
      // A button pressed with the keyboard is replaced with its bubble: stay at its place.
      if (held) (row.querySelector(`[data-place="${focused}"]`) ?? this.box).focus({ preventScroll: true });
    } else {
      const stamp = this.stamp(new Date(bubble.at), this.last);
      if (stamp) this.list.append(el("li", { class: "stamp" }, stamp));
      this.last = new Date(bubble.at);
      this.list.append(row);
    }
    this.bubbles.set(bubble.id, row);
    if (follow || bubble.side === "own") this.toEnd();
  }

  /** Removes a bubble. */
  drop(id) {
    this.bubbles.get(id)?.remove();
    this.bubbles.delete(id);
  }

  toEnd() {
    this.log.scrollTop = this.log.scrollHeight;
  }

  /** Shows a short line over the log for a while. */
  say(text) {
    this.alert.textContent = text;
    this.alert.hidden = false;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.alert.hidden = true), 5000);
  }

  // ---------------------------------------------------------------- bubbles

  row(bubble) {
    if (bubble.kind === "note") {
      return el("li", { class: "note", "data-id": bubble.id }, word(bubble.text));
    }
    const body = el("div", { class: `bubble ${bubble.kind}` },
      el("span", { class: "hidden" }, `${word(bubble.side)}: `), ...this.content(bubble),
      el("time", { datetime: bubble.at, class: "at" }, this.tools.clock.time(new Date(bubble.at))));
    const keyboard = bubble.buttons.length ? this.inline(bubble) : null;
    return el("li", { class: bubble.side, "data-id": bubble.id },
      this.avatar(bubble.side), el("div", { class: "stack" }, body, keyboard, this.understood(bubble)));
  }

  /** How a typed text was understood; shown on request only. */
  understood(bubble) {
    if (bubble.side !== "own" || bubble.kind !== "text") return null;
    const found = bubble.understood;
    if (!found) return el("p", { class: "understood" }, word("understood-not"));
    const slots = found.slots.map(([name, value]) => `${name} = ${value}`).join("\n") || word("understood-nothing");
    const rows = [
      ["intent", found.intent], ["confidence", found.confidence.toFixed(2)],
      ["slots", slots], ["source", word(`source-${found.source}`)],
    ].flatMap(([name, value]) => [el("dt", {}, word(`understood-${name}`)), el("dd", {}, value)]);
    return el("dl", { class: "understood" }, ...rows);
  }

  content(bubble) {
    const text = bubble.text ? [el("p", {}, ...this.words(bubble.text))] : [];
    switch (bubble.kind) {
      case "picture": return [this.picture(bubble), ...text];
      case "document": return [this.document(bubble.file), ...text];
      case "voice": return [el("p", { class: "thing" }, icon("voice"), word("voice-message"))];
      case "location": return [el("p", { class: "thing" }, icon("pin"), bubble.text || word("shared-location"))];
      case "contact": return [el("p", { class: "thing" }, icon("person"), bubble.text || word("shared-contact"))];
      default: return text;
    }
  }

  words(text) {
    return linked(text, (event, url) => this.follow(event, url));
  }

  /** A link into the Telegram chat is opened by that phone, any other by the browser. */
  follow(event, url) {
    if (!/^https?:\/\/t\.me\//.test(url)) return;
    event.preventDefault();
    this.tools.open(url);
  }

  picture(bubble) {
    const image = el("img", {
      src: `files/${bubble.file.path}`, loading: "eager",
      alt: word(bubble.file.scannable ? "scan-picture" : "picture"), onload: () => this.toEnd(),
    });
    if (!bubble.file.scannable) return image;
    return el("button", { type: "button", class: "scannable", onclick: () => this.tools.scan(bubble.file.path) },
      image, el("span", { "aria-hidden": "true" }, icon("scan"), word("scan-picture")));
  }

  document(file) {
    return el("a", { class: "file", href: `files/${file.path}`, download: file.name, "aria-label": `${word("download")} ${file.name}` },
      icon("file"), el("span", {}, el("b", {}, file.name), el("small", {}, size(file.size))));
  }

  inline(bubble) {
    const rows = bubble.buttons.map((row, y) => el("div", {}, ...row.map((button, x) =>
      button.url
        ? el("a", { href: button.url, target: "_blank", rel: "noopener noreferrer", onclick: (event) => this.follow(event, button.url) }, button.label)
        : el("button", {
          type: "button", "data-place": `${y},${x}`,
          onclick: () => this.tools.send({ kind: "button", bubble: bubble.id, data: button.data }),
        }, button.label))));
    return el("div", { class: "inline" }, ...rows);
  }

  // ---------------------------------------------------------------- the text box

  onKey(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.entry.requestSubmit();
  }

  grow() {
    this.box.style.height = "auto";
    this.box.style.height = `${Math.min(this.box.scrollHeight, 110)}px`;
    this.entry.classList.toggle("filled", this.box.value.trim() !== "");
  }

  async submit(event) {
    event.preventDefault();
    const text = this.box.value.trim();
    if (!text) return;
    this.box.value = "";
    this.grow();
    this.fold();
    this.box.focus();
    if (!(await this.tools.send({ kind: "text", text })) && !this.box.value) this.box.value = text;
  }

  sendButton() {
    return el("button", { type: "submit", class: "send", "aria-label": word("send"), title: word("send") },
      icon("send"), el("span", { "aria-hidden": "true" }, word("send")));
  }

  // ---------------------------------------------------------------- panels

  /** A button that unfolds a panel; only one panel is open at a time. */
  opener(button, panel) {
    panel.hidden = true;
    panel.classList.add("panel-up");
    button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", () => {
      const open = panel.hidden;
      this.fold();
      panel.hidden = !open;
      button.setAttribute("aria-expanded", String(open));
      if (open) {
        this.unfolded = { button, panel };
        panel.querySelector("button, a")?.focus({ preventScroll: true });
      }
    });
    return button;
  }

  fold() {
    if (!this.unfolded) return;
    const { button, panel } = this.unfolded;
    if (panel.contains(document.activeElement)) button.focus({ preventScroll: true });
    panel.hidden = true;
    button.setAttribute("aria-expanded", "false");
    this.unfolded = null;
  }

  /** A row of a panel: takes a picture of this computer and sends it. */
  pictureChoice() {
    const picked = async (event) => {
      const [file] = event.target.files;
      if (file) this.tools.send({ kind: "picture", data: await base64(file) });
    };
    const pick = () => {
      this.fold();
      el("input", { type: "file", accept: "image/jpeg,image/png", onchange: picked }).click();
    };
    return el("button", { type: "button", onclick: pick }, icon("picture"), el("span", {}, word("picture")));
  }

  /** A row of a panel: does something and folds the panel. */
  choice(name, label, act) {
    return el("button", { type: "button", onclick: () => { this.fold(); this.tools.send(act); } },
      name ? icon(name) : null, el("span", {}, label));
  }
}

const base64 = (file) => new Promise((done, failed) => {
  const reader = new FileReader();
  reader.onload = () => done(reader.result.split(",")[1]);
  reader.onerror = failed;
  reader.readAsDataURL(file);
});

const size = (bytes) =>
  bytes < 1024 ? `${bytes} B` : bytes < 1048576 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;

export { el, icon, iconButton };
