/** Whether labels solve a challenge, where there is no Python (teachclust/widgets/metric_lab/challenges.py). */
import type { Quantities } from "./scores";
import type { Challenge, Goal, Judged } from "./wire";

const NEAR = 1e-9;

function meets({ score, relation, value }: Goal, found: Quantities): boolean {
  const now = found[score]!;
  if (!Number.isFinite(now)) return false;
  switch (relation) {
    case "equal": return Math.abs(now - value) <= NEAR;
    case "least": return now >= value - NEAR;
    case "most": return now <= value + NEAR;
    case "above_truth": return now > value + NEAR;
  }
}

export function verdict({ key, goals }: Challenge, found: Quantities): Judged {
  const met = goals.map((goal) => meets(goal, found));
  return { key, met, solved: met.every(Boolean) };
}
