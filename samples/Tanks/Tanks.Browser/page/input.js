// Keys, mouse and fingers as three wishes: where to drive, where to aim, fire. What they mean is decided in C#.

const held = new Set();
const mouse = { x: 0, y: 0, down: false };
const sticks = { move: null, aim: null };     // touch: left half drives, right half aims and fires
const stickReach = 60;

const directions = { KeyW: [0, -1], ArrowUp: [0, -1], KeyS: [0, 1], ArrowDown: [0, 1], KeyA: [-1, 0], ArrowLeft: [-1, 0], KeyD: [1, 0], ArrowRight: [1, 0] };

export function listen(canvas, onFirstTouch, onMute) {
  const typing = event => event.target instanceof HTMLInputElement;
  addEventListener('keydown', event => {
    onFirstTouch();
    if (typing(event)) return;
    if (event.code === 'KeyM' && !event.repeat) onMute();
    if (event.code in directions || event.code === 'Space') event.preventDefault();
    held.add(event.code);
  });
  addEventListener('keyup', event => held.delete(event.code));
  addEventListener('blur', () => { held.clear(); mouse.down = false; });

  canvas.addEventListener('pointerdown', event => {
    onFirstTouch();
    document.activeElement?.blur();
    if (event.pointerType === 'mouse') { mouse.down = event.button === 0 || mouse.down; return; }
    canvas.setPointerCapture(event.pointerId);
    sticks[event.clientX < innerWidth / 2 ? 'move' : 'aim'] = { id: event.pointerId, fromX: event.clientX, fromY: event.clientY, x: 0, y: 0 };
  });
  addEventListener('pointermove', event => {
    if (event.pointerType === 'mouse') { mouse.x = event.clientX; mouse.y = event.clientY; return; }
    for (const stick of [sticks.move, sticks.aim]) {
      if (stick?.id === event.pointerId) { stick.x = (event.clientX - stick.fromX) / stickReach; stick.y = (event.clientY - stick.fromY) / stickReach; }
    }
  });
  addEventListener('pointermove', showSticks);
  const release = event => {
    if (event.pointerType === 'mouse') mouse.down = false;
    for (const name of ['move', 'aim']) if (sticks[name]?.id === event.pointerId) sticks[name] = null;
    showSticks();
  };
  addEventListener('pointerup', release);
  addEventListener('pointercancel', release);
  canvas.addEventListener('contextmenu', event => event.preventDefault());
}

// Under each finger a ring where it came down and a dot where it is.
function showSticks() {
  for (const name of ['move', 'aim']) {
    const shown = document.getElementById(`stick-${name}`), stick = sticks[name];
    shown.style.display = stick ? 'block' : 'none';
    if (!stick) continue;
    shown.style.translate = `${stick.fromX}px ${stick.fromY}px`;
    const length = Math.max(1, Math.hypot(stick.x, stick.y));
    shown.firstElementChild.style.translate = `${stick.x / length * stickReach}px ${stick.y / length * stickReach}px`;
  }
}

export function read() {
  let x = sticks.move?.x ?? 0, y = sticks.move?.y ?? 0;
  for (const code of held) { const [dx, dy] = directions[code] ?? [0, 0]; x += dx; y += dy; }
  const aim = sticks.aim;
  return {
    moveX: Math.max(-1, Math.min(1, x)), moveY: Math.max(-1, Math.min(1, y)),
    aimX: aim ? aim.x : mouse.x, aimY: aim ? aim.y : mouse.y, aimIsDirection: !!aim && Math.hypot(aim.x, aim.y) > .2,
    fire: mouse.down || held.has('Space') || (!!aim && Math.hypot(aim.x, aim.y) > .5),
  };
}
