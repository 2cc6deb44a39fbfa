// An intervention in the hand: every half-day shows whether it may go there; arrows, enter and escape, or drag and drop.

import { json } from "./talk.js"

export class Hand {
  // `done(fields)` makes a gesture; `say(text, choices)` tells, with buttons to choose from.
  constructor(table, words, { done, say }) {
    Object.assign(this, { table, words, done, say, piece: null, places: {}, asked: 0 })
    table.addEventListener("keydown", event => this.key(event))
    table.addEventListener("dragstart", event => this.dragStart(event))
    document.addEventListener("dragstart", event => { if (!table.contains(event.target)) this.dragStart(event) })
    table.addEventListener("dragover", event => this.dragOver(event))
    table.addEventListener("drop", event => this.drop(event))
    document.addEventListener("dragend", () => { if (!this.dropped) this.release() })
    table.addEventListener("focusin", event => this.look(event.target.closest(".half")))
  }

  get fields() {
    const [advisor, date, period] = (this.piece.dataset.k || "").split(" ")
    const fields = { demande: this.piece.dataset.d }
    return advisor ? { ...fields, conseiller: advisor, date, periode: period } : fields
  }

  // A venue's half-days are nobody's: those of whoever holds it.
  keyOf(half) {
    const [advisor, date, period] = half.dataset.k.split(" ")
    return `${advisor || (this.piece.dataset.k || "").split(" ")[0]} ${date} ${period}`
  }

  async take(piece) {
    if (piece.classList.contains("pinned")) return this.say(this.words.pinned)
    this.release()
    this.piece = piece
    this.dropped = false
    piece.classList.add("in-hand")
    this.table.classList.add("holding")
    this.say(this.words.wait)
    const mine = ++this.asked
    const query = new URLSearchParams({ ...Object.fromEntries(new URLSearchParams(this.table.dataset.query)), ...this.fields })
    const { ok, value } = await json(`places?${query}`).catch(() => ({}))
    if (mine !== this.asked || this.piece !== piece) return
    if (!ok) {
      this.release()
      return this.say(value?.message || this.words.lost)
    }
    this.places = value.places
    this.venue = value.venue
    this.show()
  }

  show() {
    let possible = 0
    for (const half of this.table.querySelectorAll(".half")) {
      const place = this.placeOf(half)
      if (!place) continue
      half.append(this.mark(half, place))
      half.classList.add(place.ok ? "yes" : "no")
      possible += place.ok
    }
    const at = this.table.classList.contains("venues") && this.piece.closest("tr")
    const name = (at ? `${at.querySelector("th").firstChild.textContent.trim()}, ` : "") + this.piece.querySelector("b").textContent
    this.say(`${this.words.held} ${name}. ${possible ? `${possible} ${possible > 1 ? this.words.some : this.words.one}` : this.words.none}. ${this.words.how}`)
    this.first = true // what was just said is to be read before what a half-day says
    if (this.byKeyboard) this.next(this.piece.closest(".half"))?.focus()
    this.first = false
  }

  // What a half-day says: a sign and a few words to see, where it is and all the rest to hear.
  mark(half, place) {
    const mark = document.createElement("button")
    mark.type = "button"
    mark.tabIndex = -1
    mark.className = `verdict ${place.ok ? "yes" : "no"}`
    const [before, after] = [`${this.nameOf(half)} : `, ` – ${place.full}`].map(text => {
      const hidden = document.createElement("span")
      hidden.className = "vh"
      hidden.textContent = text
      return hidden
    })
    mark.append(before, `${place.ok ? "✓" : "✕"} ${place.short}`, after)
    return mark
  }

  // The next possible place after a half-day, else the first place of all.
  next(half) {
    const all = [...this.table.querySelectorAll(".half")]
    const from = all.indexOf(half) + 1
    const ahead = [...all.slice(from), ...all.slice(0, from)]
    return (ahead.find(one => one.classList.contains("yes")) || ahead.find(one => this.placeOf(one)))?.querySelector(".verdict")
  }

  placeOf(half) {
    const row = half.closest("tr").id
    const [advisor] = half.dataset.k.split(" ")
    if (!advisor && row !== `r-${this.venue}`) return null
    return this.places[this.keyOf(half)]
  }

  nameOf(half) {
    const cell = half.closest("td")
    const who = half.closest("tr").querySelector("th").firstChild.textContent.trim()
    const day = this.table.querySelectorAll("thead th")[cell.cellIndex - 1].textContent
    return `${who}, ${day}, ${half.querySelector(".vh").textContent.replace(/\s*:\s*$/, "")}`
  }

  look(half) {
    if (!half || !this.piece || this.first || !half.classList.contains("half")) return
    const place = this.placeOf(half)
    if (place) this.say(`${this.nameOf(half)} : ${place.full}`, [], true)
  }

  put(half) {
    const place = half && this.placeOf(half)
    if (!place) return
    const [conseiller, date, periode] = this.keyOf(half).split(" ")
    if (!place.advisor && !conseiller) return
    const fields = { ...this.fields, vers_conseiller: place.advisor || conseiller, vers_date: date, vers_periode: periode }
    fields.geste = fields.conseiller ? "deplacer" : "placer"
    if (place.ok) {
      this.release()
      return this.done(fields)
    }
    const choices = []
    if (place.by.length && fields.conseiller) {
      choices.push([this.words.swap, () => this.done({ ...fields, geste: "echanger", autre: place.by[0] })])
    }
    choices.push([this.words.anyway, () => this.done(fields)])
    const back = this.piece
    choices.push([this.words.leave, () => { this.say(this.words.down); back.focus() }])
    const name = this.nameOf(half)
    this.release()
    this.say(`${name} : ${place.full}\n${this.words.kept}`, choices)
  }

  release() {
    this.asked++
    this.piece?.classList.remove("in-hand")
    this.table.classList.remove("holding")
    for (const mark of this.table.querySelectorAll(".verdict")) mark.remove()
    for (const half of this.table.querySelectorAll(".half")) {
      half.classList.remove("yes", "no", "over")
    }
    this.piece = null
    this.places = {}
    this.byKeyboard = false
  }

  key(event) {
    const half = event.target.closest(".half")
    if (!this.piece) {
      const piece = event.target.closest("a.piece")
      if (piece && event.key === " ") {
        event.preventDefault()
        this.pick(piece)
      }
      return
    }
    if (event.key === "Escape") {
      event.preventDefault()
      const back = this.piece
      this.release()
      this.say(this.words.down)
      return back.focus()
    }
    if (!half) return
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault()
      return this.put(half)
    }
    const next = this.neighbour(half, event.key)
    if (next) {
      event.preventDefault()
      next.focus()
      this.look(next.closest(".half"))
    }
  }

  pick(piece) {
    const taking = this.take(piece)
    this.byKeyboard = this.piece === piece
    return taking
  }

  neighbour(half, key) {
    if (key === "n" || key === "N") return this.next(half)
    const row = half.closest("tr")
    const halves = [...row.querySelectorAll(".half")]
    const at = halves.indexOf(half)
    const rows = [...this.table.tBodies[0].rows]
    const column = rows.map(one => one.querySelectorAll(".half")[at])
    const line = {
      ArrowRight: halves.slice(at + 1),
      ArrowLeft: halves.slice(0, at).reverse(),
      ArrowDown: column.slice(rows.indexOf(row) + 1),
      ArrowUp: column.slice(0, rows.indexOf(row)).reverse(),
    }[key]
    return line?.map(one => one?.querySelector(".verdict")).find(one => one)
  }

  dragStart(event) {
    const piece = event.target.closest?.("a.piece")
    if (!piece) return
    event.dataTransfer.effectAllowed = "move"
    event.dataTransfer.setData("text/plain", piece.textContent)
    this.take(piece)
  }

  dragOver(event) {
    const half = event.target.closest(".half")
    if (!this.piece || !half || !this.placeOf(half)) return
    event.preventDefault()
    if (this.over === half) return
    this.over?.classList.remove("over")
    this.over = half
    half.classList.add("over")
    this.look(half)
  }

  drop(event) {
    const half = event.target.closest(".half")
    if (!this.piece || !half) return
    event.preventDefault()
    this.dropped = true
    this.put(half)
  }
}
