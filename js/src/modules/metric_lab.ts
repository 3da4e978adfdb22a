import { displayOf } from "../widgets/draw";
import { renderMetricLab } from "../widgets/metric_lab";

give(displayOf(renderMetricLab));
