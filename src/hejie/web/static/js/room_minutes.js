// The minutes of a session that is over: the mediator completes and lays them, each side reads and confirms them.
export class Minutes {
  #session = null;

  constructor(part, words) {
    Object.assign(this, { part, words, form: part.querySelector("form"), text: part.querySelector("[data-minutes-text]"), said: part.querySelector("[data-minutes-said]"), confirm: part.querySelector("[data-minutes-confirm]") });
  }

  show({ session, minutes, me }) {
    this.part.hidden = !minutes;
    if (!minutes) return;
    const isLaid = Boolean(minutes.laid_at);
    this.text.textContent = minutes.text;
    this.text.hidden = !isLaid;
    if (this.confirm) this.confirm.hidden = !isLaid || minutes.confirmed_by.includes(me.side);
    if (this.form) this.#fill(session.id, minutes);
    this.said.textContent = this.#standing(minutes, isLaid);
  }

  // What the mediator is writing stays, until another session has ended.
  #fill(session, minutes) {
    const box = this.form.elements.text;
    if (session !== this.#session) box.value = minutes.text || minutes.draft;
    this.#session = session;
    this.form.hidden = minutes.confirmed_by.length === 2;
  }

  #standing({ confirmed_by: sides }, isLaid) {
    if (!isLaid) return this.words.minutes.draft;
    return sides.length ? this.words.minutes.confirmed.replace("{sides}", sides.map((side) => this.words.sides[side]).join("、")) : this.words.minutes.laid;
  }
}
