// Talking to the service: JSON and fragments of pages, with the token that forms carry.

const token = () => document.querySelector('meta[name="csrf-token"]').content

export async function fragment(address) {
  const answer = await fetch(address, { headers: { "X-Fragment": "1" } })
  return answer.ok ? { html: await answer.text(), address: answer.url } : null
}

export async function json(address, fields) {
  const options = { headers: { Accept: "application/json", "X-CSRFToken": token() } }
  if (fields) Object.assign(options, { method: "POST", body: new URLSearchParams(fields) })
  const answer = await fetch(address, options)
  const value = await answer.json().catch(() => null)
  return { ok: answer.ok, status: answer.status, value }
}

export async function posted(address, fields) {
  const headers = { "X-CSRFToken": token(), "X-Fragment": "1" }
  const answer = await fetch(address, { method: "POST", headers, body: new URLSearchParams(fields) })
  return answer.ok ? { html: await answer.text(), address: answer.url } : null
}
