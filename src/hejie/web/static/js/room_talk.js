// What was said and what happened, in order, each line once; and the box to speak in. It always says for whom words are.
export class Talk {
  #told = new Set();
  #unread = 0;

  // `act(key, inputs)` does an act; `tell(sentence)` says a line to whoever listens to the page.
  constructor(part, words, caseAddress, act, tell) {
    Object.assign(this, { part, words, caseAddress, act, tell, to: "all" });
    this.lines = part.querySelector("[data-lines]");
    this.box = this.lines.parentElement;
    this.choice = part.querySelector("select");
    this.text = part.querySelector("textarea");
    part.querySelector("form").addEventListener("submit", (event) => this.#speak(event));
    this.choice.addEventListener("change", () => this.#turnTo(this.choice.value));
    this.text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.#speak(event);
    });
  }

  begin(state) {
    if (state.session?.id === this.session) return;
    this.session = state.session?.id;
    this.#told.clear();
    this.lines.replaceChildren();
  }

  // Whom one may speak to now. Whoever was chosen stays, unless that is shut: then words wait for a new choice.
  show(state) {
    const say = state.acts.find((one) => one.act === "say");
    const open = say?.inputs.properties.to.enum ?? [];
    this.part.querySelector("form").hidden = !say;
    const labels = this.words.to;
    if (open.join() !== [...this.choice.options].map((one) => one.value).join()) this.choice.replaceChildren(...open.map((value) => new Option(labels[value], value)));
    this.choice.parentElement.hidden = open.length < 2 && open[0] === "all";
    this.#turnTo(open.includes(this.to) ? this.to : (open.find((value) => value !== "staff") ?? open[0] ?? "all"));
  }

  // `isNew`: heard now, not read up when the page was opened.
  add(one, state, isNew = true) {
    if (this.#told.has(one.seq)) return;
    this.#told.add(one.seq);
    const isSpeech = ["say", "note_phone_party"].includes(one.kind);
    const line = isSpeech ? this.#words(one, state) : this.#fact(one, state);
    if (!line) return;
    const isAtEnd = this.box.scrollHeight - this.box.scrollTop - this.box.clientHeight < 80;
    this.lines.append(line);
    if (isAtEnd || one.by === state.me.guest) this.box.scrollTop = this.box.scrollHeight;
    const isMine = one.by === state.me.guest;
    this.#count(isNew && !isMine);
    if (isNew && !(isMine && isSpeech)) this.tell((line.querySelector(".body") ?? line).innerText.replace(/\s+/g, " ").trim());
  }

  seen() {
    this.#unread = 0;
    this.#count(false);
    this.box.scrollTop = this.box.scrollHeight;
  }

  #count(isNew) {
    const badge = document.querySelector("[data-unread]");
    const isShown = this.part.offsetParent !== null;
    this.#unread = isShown ? 0 : this.#unread + Number(isNew);
    badge.textContent = this.#unread || "";
    badge.hidden = !this.#unread;
  }

  #turnTo(audience) {
    this.to = audience;
    this.choice.value = audience;
    this.part.dataset.to = audience;
    this.text.placeholder = this.words.hints[audience] ?? this.words.hints.all;
  }

  // The words stay in the box until the room has them.
  async #speak(event) {
    event.preventDefault();
    const text = this.text.value.trim();
    if (!text || this.text.readOnly) return;
    this.text.readOnly = true;
    const isSaid = await this.act("say", { text, to: this.to });
    this.text.readOnly = false;
    if (isSaid) this.text.value = "";
    this.text.focus();
  }

  #words(one, state) {
    const speaker = state.guests.find((guest) => guest.id === (one.about ?? one.by));
    const line = document.getElementById("room-message").content.firstElementChild.cloneNode(true);
    if (one.by === state.me.guest) line.dataset.me = "true";
    line.dataset.to = one.to;
    const mark = line.querySelector(".hj-party");
    mark.dataset.kind = this.words.kinds[speaker?.side];
    mark.textContent = this.words.chars[speaker?.side] ?? "";
    const notes = [speaker?.name ?? this.words.gone, one.kind === "note_phone_party" && this.words.phone, one.to !== "all" && this.words.to[one.to], time(one.at)];
    line.querySelector(".who").textContent = notes.filter(Boolean).join(" · ");
    line.querySelector(".text").textContent = one.body.text;
    return line;
  }

  #fact(one, state) {
    const sentence = one.kind === "enter" && one.to !== "staff" ? this.words.said.back : this.words.said[one.kind];
    if (!sentence) return null;
    const line = document.createElement("li");
    line.className = "text-sm text-ink-2 text-center";
    const who = (id) => state.guests.find((guest) => guest.id === id)?.name ?? "";
    const name = one.body.name && one.kind !== "lay_on_table" ? one.body.name : who(one.about) || who(one.by);
    line.textContent = sentence.replace("{name}", name).replace("{side}", this.words.sides[one.body.side] ?? "");
    if (one.kind === "lay_on_table") line.append(file(one.body, this.#address(one.body.file, state)));
    line.append(` · ${time(one.at)}`);
    return line;
  }

  // Guests who came by a link have no part in the case: they read what lies on the table in the room itself.
  #address(id, state) {
    return state.me.may_open_case ? `${this.caseAddress}evidence/${id}/` : `../table/?file=${id}`;
  }
}

function file(body, href) {
  const link = document.createElement("a");
  link.className = "hj-link";
  Object.assign(link, { href, target: "_blank", rel: "noopener" });
  link.textContent = body.note ? `${body.name}（${body.note}）` : body.name;
  return link;
}

function time(at) {
  return new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: "Asia/Shanghai" }).format(new Date(at));
}
