// What the canvas of an HTML email adds to the program's own script (see canvas_script.h): which text, link or picture was
// clicked, which is selected, and Escape while somebody writes.
#pragma once

#include <QString>

namespace audience::ui {

QString htmlCanvasScript();

} // namespace audience::ui
