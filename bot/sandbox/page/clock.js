// The demo's time, in the time zone of the installation.

import { language } from "./words.js";

const LOCALES = { zh: "zh-CN", en: "en-GB" };

export class DemoClock {
  constructor() {
    this.set(new Date().toISOString(), "Asia/Shanghai");
  }

  /** Takes the server's time; from then on it runs with the browser's clock. */
  set(now, zone = this.zone) {
    this.zone = zone;
    this.ahead = new Date(now) - Date.now();
  }

  now() {
    return new Date(Date.now() + this.ahead);
  }

  format(at, options) {
    return new Intl.DateTimeFormat(LOCALES[language()], { timeZone: this.zone, ...options }).format(at);
  }

  /** 14:05 */
  time(at) {
    return this.format(at, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  }

  /** 11月22日星期日 */
  day(at) {
    return this.format(at, { month: "long", day: "numeric", weekday: "short" });
  }

  /** The time alone on the demo's own day, with the day on others. */
  stamp(at) {
    return this.day(at) === this.day(this.now()) ? this.time(at) : `${this.day(at)} ${this.time(at)}`;
  }

  /** Day and time of now, in words. */
  words() {
    return `${this.day(this.now())} ${this.time(this.now())}`;
  }

  /** Now as the value of a `datetime-local` field. */
  field() {
    const parts = Object.fromEntries(new Intl.DateTimeFormat("en-GB", {
      timeZone: this.zone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
    }).formatToParts(this.now()).map((part) => [part.type, part.value]));
    return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
  }
}
