// Follows a run: asks for what is new once a second, until it has ended, and says in words when its state changes.
const live = document.getElementById("live");
const said = document.getElementById("said");

function state() {
  return live.firstElementChild.dataset.state;
}

function put(html) {
  const focused = live.contains(document.activeElement) ? document.activeElement.id : "";
  const open = [...live.querySelectorAll("details")].map((details) => details.open);
  live.innerHTML = html;
  live.querySelectorAll("details").forEach((details, place) => { details.open = open[place] ?? false; });
  if (focused) (document.getElementById(focused) ?? document.getElementById("contenu")).focus();
}

async function look() {
  try {
    const answer = await fetch(live.dataset.follow, { headers: { "X-Fragment": "1" } });
    if (answer.ok && !answer.redirected) {
      const before = state();
      put(await answer.text());
      if (state() !== before) said.textContent = live.firstElementChild.dataset.said;
    } else if (answer.redirected || answer.status === 404) {
      location.reload();
      return;
    }
  } catch {
    // the server is away for a moment: the next look will tell
  }
  if (["queued", "running", "stopping"].includes(state())) setTimeout(look, document.hidden ? 5000 : 1000);
}

setTimeout(look, 1000);
