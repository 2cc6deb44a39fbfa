// Repairs that are still being looked for: the page is asked for again, and their part of it is put in its place.

const EVERY = 2000

async function renew() {
  const part = document.querySelector("#reparations [data-awaited]")
  if (!part) return
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } })
    if (!answer.ok) return
    const page = new DOMParser().parseFromString(await answer.text(), "text/html")
    const renewed = page.querySelector("#reparations")
    const opened = [...document.querySelectorAll("#reparations details")].map(one => one.open)
    renewed.querySelectorAll("details").forEach((one, place) => { one.open = opened[place] ?? false })
    if (!document.querySelector("#reparations").contains(document.activeElement)) {
      document.querySelector("#reparations").replaceWith(renewed)
    }
  } catch {
    // the network is away for a moment: it is asked again
  }
  setTimeout(renew, EVERY)
}

setTimeout(renew, EVERY)
