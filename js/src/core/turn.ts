/** Looking at a cube from a side: turning it, and where its points fall on the picture. */

/** Radians: about the upright axis, and towards the viewer. */
export interface Turn { yaw: number; pitch: number }

/** x and y in CSS pixels, depth (larger is nearer), and how large things are there. */
export type Project = (x: number, y: number, z: number) => readonly [x: number, y: number, depth: number, scale: number];

/** How far the eye is from the middle of the cube, in its sides. */
const EYE = 3.2;
/** The farthest that a corner can fall from the middle of the picture, in sides. */
const REACH = (EYE * Math.sqrt(0.75)) / Math.sqrt(EYE * EYE - 0.75);
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

/** Project the cube from 0 to 1 into the picture, `margin` CSS pixels from its edges; y points up in the cube. */
export function projection({ yaw, pitch }: Turn, width: number, height: number, margin: number): Project {
  const unit = Math.max(1, (Math.min(width, height) / 2 - margin) / REACH);
  const [sy, cy, sp, cp] = [Math.sin(yaw), Math.cos(yaw), Math.sin(pitch), Math.cos(pitch)];
  return (x, y, z) => {
    const [u, v, w] = [x - 0.5, y - 0.5, z - 0.5];
    const across = u * cy + w * sy;
    const toward = w * cy - u * sy;
    const up = v * cp - toward * sp;
    const depth = v * sp + toward * cp;
    const scale = EYE / (EYE - depth);
    return [width / 2 + unit * across * scale, height / 2 - unit * up * scale, depth, scale];
  };
}
