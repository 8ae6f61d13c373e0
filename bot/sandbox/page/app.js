// The page: who holds the phones, what time it is, and the connection to the demo.

import { DemoClock } from "./clock.js";
import { el, icon } from "./dom.js";
import { TelegramPhone } from "./telegram.js";
import { WechatPhone } from "./wechat.js";
import { language, switchLanguage, trouble, word } from "./words.js";

const desk = document.getElementById("desk");
const scanDialog = document.getElementById("scan");
const clock = new DemoClock();
let personas = [];
let persona = sessionStorage.getItem("persona") ?? "new";
let events = null;

const person = () => personas.find((one) => one.key === persona);
const phones = {};
for (const [platform, Kind] of [["wechat", WechatPhone], ["telegram", TelegramPhone]]) {
  phones[platform] = new Kind(document.getElementById(platform), platform, {
    clock, scan, name: () => person()?.name ?? "",
    send: (act) => send(platform, act),
    open: (link) => { showTab("telegram"); send("telegram", { kind: "open", link }); },
  });
}

// ---------------------------------------------------------------- the connection

async function post(path, body) {
  try {
    const answer = await fetch(path, {
      method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body),
    });
    const said = await answer.json();
    return answer.ok ? { said } : { error: trouble(said.error) };
  } catch {
    return { error: word("offline") };
  }
}

async function send(platform, act) {
  const { said, error } = await post("send", { platform, persona, act });
  if (error) phones[platform].say(error);
  if (said?.open) open(said.open, "_blank", "noopener"); // the scanned code is a page's address
  return !error;
}

function connect() {
  events?.close();
  events = new EventSource(`events?persona=${encodeURIComponent(persona)}`);
  events.onopen = () => complain("");
  events.onerror = () => {
    complain(word("offline"));
    // A refused connection is not retried by the browser: the demo was started anew.
    if (events.readyState === EventSource.CLOSED) setTimeout(() => become("new"), 2000);
  };
  events.addEventListener("state", (event) => showState(JSON.parse(event.data)));
  events.addEventListener("phone", (event) => {
    const { platform, ...change } = JSON.parse(event.data);
    apply(platform, change);
    if (change.bubbles.some((bubble) => bubble.side === "theirs")) markUnread(platform);
  });
  events.addEventListener("clock", (event) => { clock.set(JSON.parse(event.data).now); showTime(); });
  events.addEventListener("personas", (event) => { personas = JSON.parse(event.data); showPersonas(); });
}

function showState(state) {
  clock.set(state.now, state.zone);
  personas = state.personas;
  showPersonas();
  showTime();
  for (const [platform, view] of Object.entries(state.phones)) {
    phones[platform].clear();
    apply(platform, { gone: [], ...view });
    phones[platform].toEnd();
  }
  showTime();
  document.documentElement.dataset.ready = persona;
}

function apply(platform, { head, bubbles, gone }) {
  const phone = phones[platform];
  gone.forEach((id) => phone.drop(id));
  bubbles.forEach((bubble) => phone.put(bubble));
  if (head) phone.show(head);
}

function complain(text) {
  const line = document.getElementById("trouble");
  line.textContent = text;
  line.hidden = !text;
}

// ---------------------------------------------------------------- people, language, time

function become(key) {
  persona = key;
  sessionStorage.setItem("persona", key);
  delete document.documentElement.dataset.ready;
  for (const phone of Object.values(phones)) phone.box.value = "";
  clearUnread("wechat");
  clearUnread("telegram");
  connect();
}

function showPersonas() {
  const list = document.getElementById("personas");
  const focused = list.contains(document.activeElement);
  list.replaceChildren(...personas.map((one) =>
    el("label", { class: `person ${one.kind}` },
      el("input", { type: "radio", name: "persona", value: one.key, checked: one.key === persona, onchange: () => become(one.key) }),
      el("span", { class: "face", "aria-hidden": "true" }, [...one.name].pop()),
      el("span", {}, el("b", {}, one.name), el("small", {}, word(`kind-${one.kind}`))))));
  const chosen = list.querySelector("input:checked");
  if (focused) chosen?.focus();
  chosen?.parentElement.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function showWords() {
  document.documentElement.lang = language() === "zh" ? "zh-CN" : "en";
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = word(element.dataset.word);
  document.getElementById("language").textContent = word("other-language");
  showTime();
}

function showTime() {
  document.getElementById("now").textContent = clock.words();
  document.getElementById("moment").min = clock.field();
  for (const phone of Object.values(phones)) phone.status.textContent = clock.time(clock.now());
}

async function moveTo(now) {
  const { error } = await post("clock", { now });
  complain(error ?? "");
}

const understood = document.getElementById("understood");
understood.checked = sessionStorage.getItem("understood") === "yes";
understood.onchange = () => {
  sessionStorage.setItem("understood", understood.checked ? "yes" : "no");
  desk.dataset.understood = understood.checked ? "shown" : "hidden";
  for (const phone of Object.values(phones)) phone.toEnd();
};
understood.onchange();

document.getElementById("language").onclick = () => { switchLanguage(); showWords(); connect(); };
document.getElementById("another").onclick = async () => {
  const { said, error } = await post("personas", {});
  if (error) return complain(error);
  personas = [...personas.filter((one) => one.key !== said.key), said];
  become(said.key);
};
for (const step of document.querySelectorAll("[data-hours]")) {
  step.onclick = () => moveTo(new Date(clock.now().getTime() + step.dataset.hours * 3600000).toISOString());
}
document.getElementById("moveto").onsubmit = (event) => {
  event.preventDefault();
  moveTo(document.getElementById("moment").value); // local time of the installation's zone
};

// ---------------------------------------------------------------- scanning

function scan(file) {
  const who = el("select", { id: "scan-person" }, ...personas.map((one) =>
    el("option", { value: one.key, selected: one.key === persona }, `${one.name} · ${word(`kind-${one.kind}`)}`)));
  const choice = (platform) => el("button", { type: "button", class: platform, autofocus: platform === "wechat", onclick: async () => {
    scanDialog.close();
    if (who.value !== persona) become(who.value);
    showTab(platform);
    await send(platform, { kind: "scan", file });
  } }, icon("scan"), word(`scan-${platform}`));
  scanDialog.replaceChildren(
    el("h2", { id: "scan-title" }, word("scan-title")),
    el("img", { src: `files/${file}`, alt: "" }),
    el("label", { for: "scan-person" }, word("scan-person")), who,
    el("div", { class: "phones" }, choice("wechat"), choice("telegram")),
    el("button", { type: "button", class: "quiet", onclick: () => scanDialog.close() }, word("close")));
  scanDialog.showModal();
}

// ---------------------------------------------------------------- one phone at a time

const narrow = matchMedia("(max-width: 899px)");

function showTab(platform) {
  desk.dataset.shown = platform;
  for (const tab of document.querySelectorAll("[data-tab]")) {
    const shown = tab.dataset.tab === platform;
    tab.setAttribute("aria-selected", String(shown));
    tab.tabIndex = shown ? 0 : -1;
  }
  clearUnread(platform);
  phones[platform].toEnd();
}

const unreadMark = (platform) => document.querySelector(`[data-tab="${platform}"] .unread`);

function markUnread(platform) {
  if (!narrow.matches || desk.dataset.shown === platform) return;
  const mark = unreadMark(platform);
  mark.hidden = false;
  mark.textContent = Number(mark.textContent || 0) + 1;
  mark.setAttribute("aria-label", `${mark.textContent} ${word("unread")}`);
}

function clearUnread(platform) {
  const mark = unreadMark(platform);
  mark.hidden = true;
  mark.textContent = "";
}

for (const tab of document.querySelectorAll("[data-tab]")) {
  tab.onclick = () => showTab(tab.dataset.tab);
  tab.onkeydown = (event) => {
    if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
    const other = tab.dataset.tab === "wechat" ? "telegram" : "wechat";
    showTab(other);
    document.getElementById(`tab-${other}`).focus();
  };
}

if (narrow.matches) document.getElementById("clock").open = false;
showTab("wechat");
showWords();
connect();
setInterval(showTime, 5000);
