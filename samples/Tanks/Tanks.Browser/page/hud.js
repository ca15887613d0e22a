// The page around the canvas: texts and bars as C# gives them.

const byId = id => document.getElementById(id);
const feedLines = 5;

export function showNotice(title, text, light) {
  const notice = byId('notice');
  notice.classList.toggle('hidden', title === '');
  notice.classList.toggle('light', light);
  if (title === '') return;
  notice.firstElementChild.textContent = title;
  byId('notice-text').textContent = text;
}

export function showOwn(health, rapidFire) {
  byId('health-bar').style.width = `${health}%`;
  byId('health-text').textContent = health;
  byId('health').classList.toggle('low', health <= 30);
  byId('boost').classList.toggle('on', rapidFire);
}

export function showHurt() {
  byId('hurt').animate([{ opacity: .9 }, { opacity: 0 }], { duration: 450, easing: 'ease-out' });
}

export function showNetwork(ping, jitter, bytesIn, bytesOut, tick, frame) {
  byId('net-ping').textContent = `${ping.toFixed(0)} ms`;
  byId('net-jitter').textContent = `${jitter.toFixed(1)} ms`;
  byId('net-in').textContent = bytesPerSecond(bytesIn);
  byId('net-out').textContent = bytesPerSecond(bytesOut);
  byId('net-tick').textContent = `${tick.toFixed(2)} ms`;
  byId('net-frame').textContent = `${frame.toFixed(1)} ms`;
}

const bytesPerSecond = bytes => bytes < 1024 ? `${bytes.toFixed(0)} B/s` : `${(bytes / 1024).toFixed(1)} kB/s`;

// Returns the names by net id, which the canvas writes over the tanks.
export function showScores(lines) {
  const players = lines.split('\n').filter(line => line !== '').map(line => {
    const [netId, name, hue, kills, deaths, own] = line.split('\t');
    return { netId: Number(netId), name, hue, kills, deaths, own: own === '1' };
  });
  const best = players.slice(0, 10), mine = players.find(player => player.own);
  if (mine && !best.includes(mine)) best[best.length - 1] = mine;
  byId('score-rows').replaceChildren(...best.map(player => {
    const row = document.createElement('tr'), name = document.createElement('td'), swatch = document.createElement('i');
    row.className = player.own ? 'own' : '';
    swatch.style.background = `hsl(${player.hue},70%,55%)`;
    name.append(swatch, player.name);
    row.append(name, cell(player.kills), cell(player.deaths));
    return row;
  }));
  byId('score-title').textContent = `Scores · ${players.length} playing`;
  return new Map(players.map(player => [player.netId, player.name]));
}

function cell(text) {
  const made = document.createElement('td');
  made.textContent = text;
  return made;
}

export function showKill(killer, killerHue, victim, victimHue) {
  const line = document.createElement('li');
  const who = (name, hue) => {
    const made = document.createElement('b');
    made.textContent = name;
    made.style.color = `hsl(${hue},75%,70%)`;
    return made;
  };
  const what = document.createElement('span');
  what.className = 'what';
  what.textContent = killer === '' ? 'was hit by their own shell' : 'destroyed';
  line.append(...(killer === '' ? [who(victim, victimHue), what] : [who(killer, killerHue), what, who(victim, victimHue)]));
  line.addEventListener('animationend', () => line.remove());
  const feed = byId('feed');
  feed.prepend(line);
  while (feed.children.length > feedLines) feed.lastElementChild.remove();
}

export function listenToName(onChange) {
  const input = byId('name');
  const commit = () => onChange(input.value);
  input.addEventListener('change', commit);
  input.addEventListener('keydown', event => { if (event.key === 'Enter') input.blur(); });
}

export const showName = name => { byId('name').value = name; };
