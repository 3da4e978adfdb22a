import { presenter } from "../shell/presenter";
import { presenters } from "../shell/presenting";

presenters.push(presenter);
