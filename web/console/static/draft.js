// The draft's page: gestures, the panel, sheets and answers in place, and what others do meanwhile.

import { Hand } from "./hold.js"
import { parsed, watch } from "./poll.js"
import { fragment, json, posted } from "./talk.js"

const LOOK_EVERY = 10000

const table = document.querySelector("table.grid")
const told = document.querySelector("#told")
const sheet = document.querySelector("#sheet")
const words = JSON.parse(told.dataset.words)
let busy = Promise.resolve()

function say(text, choices = [], soft = false) {
  const line = document.createElement("p")
  line.textContent = text
  told.replaceChildren(line)
  told.setAttribute("aria-live", soft ? "off" : "polite") // the place in focus says the same itself
  told.classList.toggle("soft", soft)
  told.classList.toggle("choose", choices.length > 0)
  for (const [name, act] of choices) {
    const button = document.createElement("button")
    button.textContent = name
    button.type = "button"
    button.addEventListener("click", () => { told.replaceChildren(); act() })
    told.append(button)
  }
  told.querySelector("button")?.focus()
}

const hand = new Hand(table, words, { done: gesture, say })

// One gesture after another: each names the revision that the one before it has made.
function gesture(fields, address = "gestes") {
  busy = busy.then(async () => {
    const all = { ...Object.fromEntries(new URLSearchParams(table.dataset.query)), ...fields, vu: table.dataset.revision }
    const { ok, value } = await json(address, all).catch(() => ({}))
    if (!value) return say(words.lost)
    if (value.rows) redraw(value)
    say(value.said || value.message)
    if (ok) focusOn(fields)
  })
  return busy
}

function redraw(value) {
  for (const [id, html] of Object.entries(value.rows)) {
    const [row] = [...parsed(html)].filter(node => node.nodeType === 1)
    document.getElementById(id)?.replaceWith(row)
    dress(row)
  }
  document.querySelector("#panel").innerHTML = value.panel
  document.querySelector("#tools").innerHTML = value.tools
  dress(document.querySelector("#panel"))
  table.dataset.revision = value.revision
}

function focusOn(fields) {
  const key = [fields.vers_conseiller, fields.vers_date, fields.vers_periode].join(" ")
  const there = table.querySelector(`a.piece[data-d="${CSS.escape(fields.demande || "")}"][data-k="${CSS.escape(key)}"]`)
  there?.focus()
  close()
}

// What only scripts can do is offered by scripts: dragging, and a button that takes an intervention in hand.
function dress(place) {
  for (const piece of place.querySelectorAll("a.piece")) {
    piece.draggable = true
    if (piece.classList.contains("rest") || piece.nextElementSibling?.classList.contains("take")) continue
    const button = document.createElement("button")
    button.type = "button"
    button.className = "take"
    button.setAttribute("aria-label", `${words.take} : ${piece.querySelector("b").textContent}`)
    button.textContent = "✥"
    piece.after(button)
  }
}

async function open(getting) {
  const part = await getting.catch(() => null)
  if (!part) return say(words.lost)
  const shut = document.createElement("button")
  shut.type = "button"
  shut.className = "quiet shut"
  shut.textContent = words.close
  shut.addEventListener("click", close)
  const body = document.createElement("div")
  body.replaceChildren(...parsed(part.html))
  sheet.replaceChildren(shut, body)
  sheet.hidden = false
  sheet.querySelector(".sheet-title")?.focus()
  watch(body)
}

function close() {
  sheet.hidden = true
  sheet.replaceChildren()
}

document.addEventListener("click", event => {
  const take = event.target.closest("button.take")
  if (take) return hand.pick(take.previousElementSibling)
  const half = event.target.closest(".half")
  if (hand.piece && half && table.contains(half)) {
    event.preventDefault()
    return hand.put(half)
  }
  const link = event.target.closest("a.piece, a[data-part]")
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  open(fragment(link.href))
})

document.addEventListener("submit", event => {
  const form = event.target
  const fields = Object.fromEntries(new FormData(form, event.submitter))
  if (form.matches("[data-gesture]")) {
    event.preventDefault()
    gesture(fields, form.getAttribute("action"))
  } else if (form.matches("[data-question]")) {
    event.preventDefault()
    open(posted(form.getAttribute("action"), fields))
  } else if (form.matches("[data-ask]")) {
    event.preventDefault()
    open(fragment(`${form.getAttribute("action")}?${new URLSearchParams(fields)}`))
  }
})

document.addEventListener("keydown", event => {
  if (!(event.ctrlKey || event.metaKey) || event.target.closest("input, textarea, select")) return
  const which = event.key === "z" && !event.shiftKey ? "annuler" : event.key === "y" || event.key === "Z" ? "retablir" : ""
  if (!which) return
  event.preventDefault()
  gesture({ geste: which })
})

setInterval(async () => {
  if (document.hidden || hand.piece) return
  const { ok, value } = await json(`depuis?vu=${table.dataset.revision}&${table.dataset.query}`).catch(() => ({}))
  if (!ok || hand.piece || Number(value.revision) <= Number(table.dataset.revision)) return
  redraw(value)
  if (value.others.length) say(`${words.meanwhile} ${value.others.join(" ; ")}`)
}, LOOK_EVERY)

dress(document)
