/** The module that anywidget loads for the Scatter3D. */
import { displayOf } from "./widgets/draw";
import { renderScatter3d } from "./widgets/scatter3d";

export default displayOf({ scatter3d: renderScatter3d });
