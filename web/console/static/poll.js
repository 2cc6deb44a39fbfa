// An answer of the solver that is still coming is asked for again, and replaced in place.

import { fragment } from "./talk.js"

const EVERY = 1000

export function watch(place) {
  const waiting = place.querySelector("[data-poll]")
  if (!waiting) return
  setTimeout(async () => {
    if (!waiting.isConnected) return
    const part = await fragment(waiting.dataset.poll).catch(() => null)
    if (!waiting.isConnected) return
    if (part) {
      const focused = place.contains(document.activeElement)
      place.replaceChildren(...parsed(part.html))
      if (focused) place.querySelector(".sheet-title")?.focus()
    }
    watch(place)
  }, EVERY)
}

export function parsed(html) {
  const box = document.createElement("template")
  box.innerHTML = html
  return box.content.childNodes
}

const alone = document.querySelector("div#sheet")
if (alone) watch(alone)
