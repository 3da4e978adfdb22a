/** The module that anywidget loads for the Race. */
import { displayOf } from "./widgets/draw";
import { renderRace } from "./widgets/race";

export default displayOf({ race: renderRace });
