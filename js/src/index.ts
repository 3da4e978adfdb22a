/** The module that anywidget loads for most widgets. */
import { WIDGETS } from "./widgets";
import { displayOf } from "./widgets/draw";

export default displayOf(WIDGETS);
