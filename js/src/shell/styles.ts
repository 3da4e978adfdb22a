/** The style sheet that all widgets share: on screen, on paper, and in the colors of the learner's system. */
import contrast from "./contrast.css";
import paper from "./paper.css";
import theme from "./theme.css";

export default theme + paper + contrast;
