// Draws what C# says: a list of numbers per frame, each entry a kind and its fields (DrawKind.cs has the same numbers).
// Nothing here decides anything; the state kept is the floor with its tracks, and pictures made once.

const fields = [0, 5, 3, 3, 4, 4, 11, 5, 4, 4, 3];
const camera = 1, track = 2, scorch = 3, pickup = 4, shell = 5, tank = 6, particle = 7, ring = 8, number = 9, pointer = 10;
const own = 1, shielded = 2, rapid = 4;

const floorScale = 20;          // pixels per metre of the floor picture
const wallHeight = 1.075;       // tops are this much nearer to the eye
const border = 3;               // metres of wall around the arena

const canvas = document.getElementById('arena');
const context = canvas.getContext('2d', { alpha: false });
let arena = { width: 0, height: 0, walls: [] };
let floor, floorContext;
let view = { x: 0, y: 0, scale: 20, left: 0, top: 0 };
const tankPictures = new Map();
let names = new Map();
let fadedAt = 0;

export const drawn = { tanks: [] };   // what the last frame showed, for the page's test hooks and sounds
export const currentView = () => view;
export const setNames = named => { names = named; };

export function showArena(numbers) {
  const [width, height, ...rest] = numbers;
  const walls = [];
  for (let i = 0; i < rest.length; i += 4) walls.push({ x: rest[i], y: rest[i + 1], w: rest[i + 2] - rest[i], h: rest[i + 3] - rest[i + 1] });
  walls.push({ x: -border, y: -border, w: width + 2 * border, h: border, edge: true }, { x: -border, y: height, w: width + 2 * border, h: border, edge: true });
  walls.push({ x: -border, y: 0, w: border, h: height, edge: true }, { x: width, y: 0, w: border, h: height, edge: true });
  arena = { width, height, walls };
  paintFloor();
}

export function draw(list) {
  const pixels = Math.min(devicePixelRatio || 1, 2);
  const width = Math.round(canvas.clientWidth * pixels), height = Math.round(canvas.clientHeight * pixels);
  if (canvas.width !== width || canvas.height !== height) { canvas.width = width; canvas.height = height; }

  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = '#06090c';
  context.fillRect(0, 0, width, height);
  const entries = sort(list);
  for (const i of entries[camera]) {
    const scale = list[i + 2] * pixels;
    view = { x: list[i], y: list[i + 1], scale, left: width / 2 - (list[i] + list[i + 3]) * scale, top: height / 2 - (list[i + 1] + list[i + 4]) * scale, width, height, pixels };
  }

  if (!floor) return;
  fadeFloor();
  for (const i of entries[track]) stampTrack(list[i], list[i + 1], list[i + 2]);
  for (const i of entries[scorch]) stampScorch(list[i], list[i + 1], list[i + 2]);
  drawFloor();
  for (const i of entries[pickup]) drawPickup(list[i], list[i + 1], list[i + 2], list[i + 3]);
  for (const i of entries[tank]) drawTankShadow(list, i);
  for (const i of entries[tank]) drawTank(list, i);
  for (const i of entries[shell]) drawShell(list[i], list[i + 1], list[i + 2], list[i + 3]);
  drawWalls();
  for (const i of entries[particle]) drawParticle(list[i], list[i + 1], list[i + 2], list[i + 3], list[i + 4]);
  context.globalAlpha = 1;
  context.globalCompositeOperation = 'source-over';
  for (const i of entries[ring]) drawRing(list[i], list[i + 1], list[i + 2], list[i + 3]);
  drawVignette(width, height);
  drawn.tanks = [];
  for (const i of entries[tank]) drawLabel(list, i);
  for (const i of entries[number]) drawNumber(list[i], list[i + 1], list[i + 2], list[i + 3]);
  for (const i of entries[pointer]) drawPointer(list[i], list[i + 1], list[i + 2]);
}

// Offsets of the entries' first fields, by kind: the order on the screen is ours, not the list's.
function sort(list) {
  const entries = fields.map(() => []);
  for (let i = 0; i < list.length;) {
    const kind = list[i];
    entries[kind].push(i + 1);
    i += 1 + fields[kind];
  }
  return entries;
}

const toX = x => view.left + x * view.scale;
const toY = y => view.top + y * view.scale;

// ---- the floor

function paintFloor() {
  floor = document.createElement('canvas');
  floor.width = arena.width * floorScale;
  floor.height = arena.height * floorScale;
  floorContext = floor.getContext('2d', { alpha: false });
  const g = floorContext;
  const light = g.createLinearGradient(0, 0, floor.width, floor.height);
  light.addColorStop(0, '#16282f');
  light.addColorStop(.5, '#222a38');
  light.addColorStop(1, '#251f38');
  g.fillStyle = light;
  g.fillRect(0, 0, floor.width, floor.height);
  let seed = 7;
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  for (let i = 0; i < 5200; i++) {
    g.fillStyle = random() < .5 ? 'rgba(255,255,255,.016)' : 'rgba(0,0,0,.05)';
    const size = 1 + random() * 7;
    g.fillRect(random() * floor.width, random() * floor.height, size, size * (0.4 + random()));
  }
  g.strokeStyle = 'rgba(140,190,225,.055)';
  g.lineWidth = 1;
  const cell = 4 * floorScale;
  g.beginPath();
  for (let x = 0; x <= floor.width; x += cell) { g.moveTo(x + .5, 0); g.lineTo(x + .5, floor.height); }
  for (let y = 0; y <= floor.height; y += cell) { g.moveTo(0, y + .5); g.lineTo(floor.width, y + .5); }
  g.stroke();
  g.strokeStyle = 'rgba(120,200,255,.10)';
  g.lineWidth = 3;
  g.beginPath();
  g.arc(floor.width / 2, floor.height / 2, 5 * floorScale, 0, 7);
  g.moveTo(floor.width / 2, 0);
  g.lineTo(floor.width / 2, floor.height);
  g.stroke();
  g.font = `800 ${3.4 * floorScale}px "Segoe UI", system-ui, "DejaVu Sans", sans-serif`;
  g.textAlign = 'center';
  g.textBaseline = 'middle';
  g.fillStyle = 'rgba(150,200,255,.07)';
  g.fillText('TAIN', floor.width / 2, floor.height / 2);
  for (const wall of arena.walls) contactShadow(g, wall);
  const clean = document.createElement('canvas');
  clean.width = floor.width;
  clean.height = floor.height;
  clean.getContext('2d').drawImage(floor, 0, 0);
  floor.clean = clean;
}

function contactShadow(g, wall) {
  g.save();
  const box = [wall.x * floorScale, wall.y * floorScale, wall.w * floorScale, wall.h * floorScale];
  g.shadowColor = neon(wall.x + wall.w / 2, .5);
  g.shadowBlur = 2.6 * floorScale;
  g.fillStyle = '#000';
  g.fillRect(...box);
  g.shadowColor = 'rgba(0,0,0,.9)';
  g.shadowBlur = .8 * floorScale;
  g.fillRect(...box);
  g.restore();
}

// Tracks pile up on the floor picture; twice a second the clean floor is laid over it thinly, so that old ones sink away.
function fadeFloor() {
  const now = performance.now();
  if (now - fadedAt < 500) return;
  fadedAt = now;
  floorContext.globalAlpha = .08;
  floorContext.drawImage(floor.clean, 0, 0);
  floorContext.globalAlpha = 1;
}

function stampTrack(x, y, heading) {
  const g = floorContext;
  g.save();
  g.translate(x * floorScale, y * floorScale);
  g.rotate(heading);
  g.fillStyle = 'rgba(0,0,0,.17)';
  const s = floorScale;
  g.fillRect(-.12 * s, -.92 * s, .26 * s, .4 * s);
  g.fillRect(-.12 * s, .52 * s, .26 * s, .4 * s);
  g.restore();
}

function stampScorch(x, y, radius) {
  const g = floorContext, r = radius * floorScale;
  const burn = g.createRadialGradient(x * floorScale, y * floorScale, r * .1, x * floorScale, y * floorScale, r);
  burn.addColorStop(0, 'rgba(0,0,0,.6)');
  burn.addColorStop(.5, 'rgba(8,5,2,.3)');
  burn.addColorStop(1, 'rgba(0,0,0,0)');
  g.fillStyle = burn;
  g.fillRect(x * floorScale - r, y * floorScale - r, 2 * r, 2 * r);
}

function drawFloor() {
  context.drawImage(floor, toX(0), toY(0), arena.width * view.scale, arena.height * view.scale);
}

// ---- walls: extruded away from the eye, with a line of light that turns from cyan in the west to violet in the east

const neon = (x, opacity) => `hsla(${188 + 92 * Math.max(0, Math.min(1, x / arena.width))},85%,64%,${opacity})`;

function drawWalls() {
  const cx = view.width / 2, cy = view.height / 2;
  const lift = v => v * wallHeight;
  const byDistance = arena.walls.map(w => ({ w, d: Math.hypot(toX(w.x + w.w / 2) - cx, toY(w.y + w.h / 2) - cy) + (w.edge ? 1e6 : 0) })).sort((a, b) => b.d - a.d);
  for (const { w } of byDistance) {
    const x0 = toX(w.x) - cx, y0 = toY(w.y) - cy, x1 = toX(w.x + w.w) - cx, y1 = toY(w.y + w.h) - cy;
    if (Math.max(Math.abs(x0), Math.abs(x1)) === 0) continue;
    if (x0 > cx || x1 < -cx || y0 > cy || y1 < -cy) continue;
    const side = (ax, ay, bx, by, color) => {
      context.fillStyle = color;
      context.beginPath();
      context.moveTo(cx + ax, cy + ay);
      context.lineTo(cx + bx, cy + by);
      context.lineTo(cx + lift(bx), cy + lift(by));
      context.lineTo(cx + lift(ax), cy + lift(ay));
      context.fill();
    };
    if (y0 > 0) side(x0, y0, x1, y0, '#4a5b69');
    if (y1 < 0) side(x0, y1, x1, y1, '#202a33');
    if (x0 > 0) side(x0, y0, x0, y1, '#3a4954');
    if (x1 < 0) side(x1, y0, x1, y1, '#2b3741');
    const tx = cx + lift(x0), ty = cy + lift(y0), tw = lift(x1) - lift(x0), th = lift(y1) - lift(y0);
    context.fillStyle = w.edge ? '#2c3843' : '#3d4c58';
    context.fillRect(tx, ty, tw, th);
    context.strokeStyle = neon(w.x + w.w / 2, w.edge ? .4 : .75);
    context.lineWidth = Math.max(1, view.scale * .05);
    context.strokeRect(tx + .5, ty + .5, tw - 1, th - 1);
    if (!w.edge) {
      const inset = view.scale * .35;
      context.strokeStyle = 'rgba(0,0,0,.25)';
      context.strokeRect(tx + inset, ty + inset, tw - 2 * inset, th - 2 * inset);
    }
  }
}

// ---- things

function drawPickup(x, y, kind, seconds) {
  const s = view.scale, px = toX(x), py = toY(y), bob = 1 + .08 * Math.sin(seconds * 3 + x);
  const color = kind === 0 ? '124,240,160' : '255,209,102';
  context.globalCompositeOperation = 'lighter';
  const glow = context.createRadialGradient(px, py, 0, px, py, 1.7 * s * bob);
  glow.addColorStop(0, `rgba(${color},.38)`);
  glow.addColorStop(1, `rgba(${color},0)`);
  context.fillStyle = glow;
  context.fillRect(px - 2 * s, py - 2 * s, 4 * s, 4 * s);
  context.globalCompositeOperation = 'source-over';
  context.save();
  context.translate(px, py);
  context.rotate(.12 * Math.sin(seconds * 2));
  context.scale(s * bob, s * bob);
  context.fillStyle = '#10181f';
  context.strokeStyle = `rgb(${color})`;
  context.lineWidth = .1;
  context.beginPath();
  context.roundRect(-.62, -.62, 1.24, 1.24, .25);
  context.fill();
  context.stroke();
  context.fillStyle = `rgb(${color})`;
  if (kind === 0) { context.fillRect(-.12, -.4, .24, .8); context.fillRect(-.4, -.12, .8, .24); }
  else for (let i = -1; i <= 1; i++) { context.beginPath(); context.moveTo(-.34, i * .27 - .1); context.lineTo(.16, i * .27 - .1); context.lineTo(.38, i * .27); context.lineTo(.16, i * .27 + .1); context.lineTo(-.34, i * .27 + .1); context.fill(); }
  context.restore();
}

function drawShell(x, y, angle, hue) {
  const s = view.scale, px = toX(x), py = toY(y);
  context.save();
  context.translate(px, py);
  context.rotate(angle);
  context.globalCompositeOperation = 'lighter';
  const tail = context.createLinearGradient(-2.2 * s, 0, .2 * s, 0);
  tail.addColorStop(0, `hsla(${hue},90%,60%,0)`);
  tail.addColorStop(1, `hsla(${hue},95%,70%,.85)`);
  context.fillStyle = tail;
  context.beginPath();
  context.moveTo(-2.2 * s, 0);
  context.lineTo(0, -.2 * s);
  context.arc(0, 0, .2 * s, -1.57, 1.57);
  context.fill();
  context.fillStyle = '#fff';
  context.beginPath();
  context.ellipse(0, 0, .26 * s, .13 * s, 0, 0, 7);
  context.fill();
  context.restore();
}

function tankPicture(hue) {
  let picture = tankPictures.get(hue);
  if (picture) return picture;
  const size = 96, m = 32;     // 32 pixels per metre, 3 metres wide
  const part = paint => {
    const c = document.createElement('canvas');
    c.width = c.height = size;
    const g = c.getContext('2d');
    g.translate(size / 2, size / 2);
    g.scale(m, m);
    paint(g);
    return c;
  };
  const light = `hsl(${hue},70%,62%)`, mid = `hsl(${hue},62%,46%)`, dark = `hsl(${hue},60%,27%)`;
  const hull = part(g => {
    const paint = g.createLinearGradient(0, -.8, 0, .8);
    paint.addColorStop(0, light);
    paint.addColorStop(.5, mid);
    paint.addColorStop(1, dark);
    g.fillStyle = paint;
    g.strokeStyle = '#0b1014';
    g.lineWidth = .07;
    g.beginPath();
    g.moveTo(-1.1, -.58); g.lineTo(.85, -.58); g.lineTo(1.22, -.34); g.lineTo(1.22, .34); g.lineTo(.85, .58); g.lineTo(-1.1, .58);
    g.closePath();
    g.fill();
    g.stroke();
    g.fillStyle = 'rgba(0,0,0,.3)';
    for (let i = 0; i < 3; i++) g.fillRect(-1.02 + i * .17, -.34, .08, .68);
    g.fillStyle = 'rgba(255,255,255,.6)';
    g.fillRect(1.06, -.36, .1, .14);
    g.fillRect(1.06, .22, .1, .14);
  });
  const turret = part(g => {
    const paint = g.createRadialGradient(-.12, -.16, .05, 0, 0, .62);
    paint.addColorStop(0, `hsl(${hue},75%,76%)`);
    paint.addColorStop(.7, mid);
    paint.addColorStop(1, dark);
    g.fillStyle = paint;
    g.strokeStyle = '#0b1014';
    g.lineWidth = .06;
    g.beginPath();
    g.ellipse(-.05, 0, .6, .5, 0, 0, 7);
    g.fill();
    g.stroke();
    g.fillStyle = dark;
    g.beginPath();
    g.arc(-.18, .1, .17, 0, 7);
    g.fill();
  });
  picture = { hull, turret, barrel: dark, barrelLight: light };
  tankPictures.set(hue, picture);
  return picture;
}

function drawTankShadow(list, i) {
  const s = view.scale;
  context.save();
  context.translate(toX(list[i + 1]) + .18 * s, toY(list[i + 2]) + .22 * s);
  context.rotate(list[i + 3]);
  context.fillStyle = 'rgba(0,0,0,.42)';
  context.beginPath();
  context.roundRect(-1.25 * s, -.98 * s, 2.5 * s, 1.96 * s, .3 * s);
  context.fill();
  context.restore();
}

function drawTank(list, i) {
  const [, x, y, heading, aim, hue, , marks, flash, recoil, tread] = list.slice(i, i + 11);
  const s = view.scale, picture = tankPicture(hue);
  context.save();
  context.translate(toX(x), toY(y));
  context.scale(s, s);
  if (marks & own) drawOwnGlow(hue);

  context.save();
  context.rotate(heading);
  drawTreads(tread);
  context.drawImage(picture.hull, -1.5, -1.5, 3, 3);
  context.restore();

  context.save();
  context.rotate(aim);
  const back = recoil * .28;
  context.fillStyle = '#0b1014';
  context.fillRect(.2 - back, -.17, 1.56, .34);
  context.fillStyle = picture.barrel;
  context.fillRect(.2 - back, -.12, 1.5, .24);
  context.fillStyle = picture.barrelLight;
  context.fillRect(.2 - back, -.12, 1.5, .08);
  context.fillStyle = '#0b1014';
  context.fillRect(1.5 - back, -.2, .26, .4);
  context.drawImage(picture.turret, -1.5 - back * .3, -1.5, 3, 3);
  context.restore();

  if (flash > 0) {
    context.globalCompositeOperation = 'lighter';
    context.globalAlpha = flash * .6;
    context.fillStyle = '#fff';
    context.rotate(heading);
    context.beginPath();
    context.roundRect(-1.25, -.98, 2.5, 1.96, .3);
    context.fill();
    context.rotate(-heading);
  }
  if (marks & shielded) drawShield();
  if (marks & rapid) drawRapid(tread);
  context.restore();
}

function drawOwnGlow(hue) {
  const glow = context.createRadialGradient(0, 0, .6, 0, 0, 2.6);
  glow.addColorStop(0, `hsla(${hue},90%,65%,.28)`);
  glow.addColorStop(1, `hsla(${hue},90%,65%,0)`);
  context.fillStyle = glow;
  context.fillRect(-2.6, -2.6, 5.2, 5.2);
}

function drawTreads(tread) {
  for (const y of [-.95, .52]) {
    context.fillStyle = '#12181d';
    context.beginPath();
    context.roundRect(-1.22, y, 2.44, .43, .14);
    context.fill();
    context.fillStyle = '#3b454d';
    const gap = .24, shift = ((tread % gap) + gap) % gap;
    for (let x = -1.14 + shift; x < 1.12; x += gap) context.fillRect(x, y + .05, .09, .33);
  }
}

function drawShield() {
  const pulse = .5 + .25 * Math.sin(performance.now() / 90);
  context.globalAlpha = pulse;
  context.globalCompositeOperation = 'lighter';
  context.strokeStyle = '#7fd4ff';
  context.lineWidth = .1;
  context.beginPath();
  context.arc(0, 0, 1.75, 0, 7);
  context.stroke();
  context.fillStyle = 'rgba(90,190,255,.16)';
  context.fill();
  context.globalAlpha = 1;
  context.globalCompositeOperation = 'source-over';
}

function drawRapid() {
  const turn = performance.now() / 160;
  context.strokeStyle = 'rgba(255,209,102,.8)';
  context.lineWidth = .09;
  for (let i = 0; i < 3; i++) {
    context.beginPath();
    context.arc(0, 0, 1.6, turn + i * 2.094, turn + i * 2.094 + .8);
    context.stroke();
  }
}

function drawLabel(list, i) {
  const netId = list[i], x = toX(list[i + 1]), y = toY(list[i + 2]), health = list[i + 6], marks = list[i + 7], p = view.pixels;
  drawn.tanks.push({ netId, x: list[i + 1], y: list[i + 2], aim: list[i + 4], health, screenX: x / p, screenY: y / p, own: (marks & own) !== 0 });
  const top = y - 2.05 * view.scale, half = 24 * p;
  context.font = `600 ${12.5 * p}px "Segoe UI", system-ui, "DejaVu Sans", sans-serif`;
  context.textAlign = 'center';
  context.lineWidth = 3 * p;
  context.lineJoin = 'round';
  context.strokeStyle = 'rgba(0,0,0,.75)';
  const name = names.get(netId) ?? '';
  context.strokeText(name, x, top - 6 * p);
  context.fillStyle = marks & own ? '#ffffff' : `hsl(${list[i + 5]},75%,78%)`;
  context.fillText(name, x, top - 6 * p);
  context.fillStyle = 'rgba(0,0,0,.7)';
  context.fillRect(x - half - p, top - p, 2 * half + 2 * p, 6 * p);
  context.fillStyle = health > 60 ? '#5fd98a' : health > 30 ? '#ffc857' : '#ff5d47';
  context.fillRect(x - half, top, 2 * half * Math.max(0, health) / 100, 4 * p);
}

function drawNumber(x, y, opacity, value) {
  const p = view.pixels;
  context.globalAlpha = opacity;
  context.font = `800 ${17 * p}px "Segoe UI", system-ui, "DejaVu Sans", sans-serif`;
  context.textAlign = 'center';
  context.lineWidth = 4 * p;
  context.strokeStyle = 'rgba(0,0,0,.8)';
  context.strokeText(value, toX(x), toY(y));
  context.fillStyle = '#ff7a5c';
  context.fillText(value, toX(x), toY(y));
  context.globalAlpha = 1;
}

// An arrow at the edge of the screen towards somebody who is not on it.
function drawPointer(angle, hue, distance) {
  const cos = Math.cos(angle), sin = Math.sin(angle), margin = 26 * view.pixels;
  const reach = Math.min((view.width / 2 - margin) / Math.abs(cos || 1e-6), (view.height / 2 - margin) / Math.abs(sin || 1e-6));
  context.save();
  context.translate(view.width / 2 + cos * reach, view.height / 2 + sin * reach);
  context.rotate(angle);
  context.globalAlpha = Math.max(.25, 1 - distance / 70);
  context.fillStyle = `hsl(${hue},80%,62%)`;
  const s = 10 * view.pixels;
  context.beginPath();
  context.moveTo(s, 0); context.lineTo(-s * .7, -s * .7); context.lineTo(-s * .35, 0); context.lineTo(-s * .7, s * .7);
  context.fill();
  context.restore();
}

// ---- light and smoke

const sprites = [
  sprite('255,240,190', '255,140,40', '190,40,10'),    // fire
  sprite('150,155,160', '95,100,105', '60,64,68'),     // smoke
  sprite('255,255,230', '255,205,110', '255,130,30'),  // spark
  sprite('140,128,112', '110,100,86', '80,72,60'),     // dust
  sprite('230,255,240', '120,240,170', '60,190,120'),  // heal
  sprite('255,255,245', '255,215,140', '255,130,40'),  // flash
];
const glowing = [true, false, true, false, true, true];

function sprite(inner, middle, outer) {
  const c = document.createElement('canvas');
  c.width = c.height = 64;
  const g = c.getContext('2d');
  const paint = g.createRadialGradient(32, 32, 0, 32, 32, 32);
  paint.addColorStop(0, `rgba(${inner},1)`);
  paint.addColorStop(.4, `rgba(${middle},.6)`);
  paint.addColorStop(1, `rgba(${outer},0)`);
  g.fillStyle = paint;
  g.fillRect(0, 0, 64, 64);
  return c;
}

function drawParticle(x, y, radius, kind, opacity) {
  if (radius <= 0) return;
  const r = radius * view.scale;
  context.globalAlpha = Math.min(1, opacity);
  context.globalCompositeOperation = glowing[kind] ? 'lighter' : 'source-over';
  context.drawImage(sprites[kind], toX(x) - r, toY(y) - r, 2 * r, 2 * r);
}

function drawRing(x, y, radius, opacity) {
  context.globalCompositeOperation = 'lighter';
  context.strokeStyle = `rgba(255,200,140,${opacity * .7})`;
  context.lineWidth = .35 * view.scale * opacity + 1;
  context.beginPath();
  context.arc(toX(x), toY(y), radius * view.scale, 0, 7);
  context.stroke();
  context.globalCompositeOperation = 'source-over';
}

let vignette, vignetteSize = '';
function drawVignette(width, height) {
  if (vignetteSize !== `${width}x${height}`) {
    vignetteSize = `${width}x${height}`;
    vignette = context.createRadialGradient(width / 2, height / 2, Math.min(width, height) * .45, width / 2, height / 2, Math.hypot(width, height) * .56);
    vignette.addColorStop(0, 'rgba(3,5,8,0)');
    vignette.addColorStop(1, 'rgba(3,5,8,.62)');
  }
  context.fillStyle = vignette;
  context.fillRect(0, 0, width, height);
}
