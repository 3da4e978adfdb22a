/** Looking at a cube from a side: turning it, and where its points fall on the picture. */

/** Radians: about the upright axis, and towards the viewer. */
export interface Turn { yaw: number; pitch: number }

/** x and y in CSS pixels, depth (larger is nearer), and how large things are there. */
export type Project = (x: number, y: number, z: number) => readonly [x: number, y: number, depth: number, scale: number];

/** How far the eye is from the middle of the cube, in its sides. */
const EYE = 3.2;
/** The farthest that a corner can fall from the middle of the picture, in sides. */
const REACH = (EYE * Math.sqrt(0.75)) / Math.sqrt(EYE * EYE - 0.75);
/** How much larger a cube may be that shows one face only. */
const FLAT_LARGER = 0.42;
const MOST_PITCH = 1.4;
const DEGREE = Math.PI / 180;

export function turned({ yaw, pitch }: Turn, byYaw: number, byPitch: number): Turn {
  const around = yaw + byYaw;
  return {
    yaw: around - 2 * Math.PI * Math.round(around / (2 * Math.PI)),
    pitch: Math.min(MOST_PITCH, Math.max(-MOST_PITCH, pitch + byPitch)),
  };
}

/** Degrees, for words. */
export function degrees(angle: number): number {
  return Math.round(angle / DEGREE);
}

/** What an arrow key does to a turn; null for another key. */
export function turnKey(key: string, turn: Turn, far: boolean): Turn | null {
  const by = (far ? 30 : 10) * DEGREE;
  switch (key) {
    case "ArrowLeft": return turned(turn, -by, 0);
    case "ArrowRight": return turned(turn, by, 0);
    case "ArrowUp": return turned(turn, 0, -by);
    case "ArrowDown": return turned(turn, 0, by);
    default: return null;
  }
}

/**
 * Project the cube from 0 to 1 into the picture, `margin` CSS pixels from its edges; y points up in the cube.
 * `flat` takes the eye away: at 1 lengths are true, and a face seen from straight ahead fills the picture.
 */
export function projection({ yaw, pitch }: Turn, width: number, height: number, margin: number, flat = 0): Project {
  const unit = Math.max(1, ((1 + FLAT_LARGER * flat) * (Math.min(width, height) / 2 - margin)) / REACH);
  const [sy, cy, sp, cp] = [Math.sin(yaw), Math.cos(yaw), Math.sin(pitch), Math.cos(pitch)];
  const near = (1 - flat) / EYE;
  return (x, y, z) => {
    const [u, v, w] = [x - 0.5, y - 0.5, z - 0.5];
    const across = u * cy + w * sy;
    const toward = w * cy - u * sy;
    const up = v * cp - toward * sp;
    const depth = v * sp + toward * cp;
    const scale = 1 / (1 - depth * near);
    return [width / 2 + unit * across * scale, height / 2 - unit * up * scale, depth, scale];
  };
}

/** The same, moved so that the cube's outline stands in the middle of the picture: near corners reach farther. */
export function centered(project: Project, width: number, height: number): Project {
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (let i = 0; i < 8; i += 1) {
    const [x, y] = project(i & 1, (i >> 1) & 1, (i >> 2) & 1);
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y);
  }
  const [dx, dy] = [(width - box.left - box.right) / 2, (height - box.top - box.bottom) / 2];
  return (x, y, z) => {
    const [across, down, depth, scale] = project(x, y, z);
    return [across + dx, down + dy, depth, scale];
  };
}

/** A face of the cube: the axis that it stands across, and whether it lies at 0 or at 1. */
export type Face = readonly [axis: 0 | 1 | 2, end: 0 | 1];

/** Which faces look towards the eye; the others are seen from inside. */
export function facing({ yaw, pitch }: Turn, flat = 0): (face: Face) => boolean {
  const ahead = [-Math.sin(yaw) * Math.cos(pitch), Math.sin(pitch), Math.cos(yaw) * Math.cos(pitch)] as const;
  return ([axis, end]) => (end === 1 ? 1 : -1) * ahead[axis] * EYE > 0.5 * (1 - flat) + 1e-6;
}

/** Part of the way from one turn to another, by the shorter way round. */
export function between(from: Turn, to: Turn, t: number): Turn {
  const around = to.yaw - from.yaw;
  const way = around - 2 * Math.PI * Math.round(around / (2 * Math.PI));
  return { yaw: from.yaw + t * way, pitch: from.pitch + t * (to.pitch - from.pitch) };
}
