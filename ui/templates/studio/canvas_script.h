// The program's own script on the canvas. It runs in a world of its own: the email's scripts never run, and what the email
// holds can neither see nor call it. It tells what happens on the console of the page, each line behind a word that is
// made anew for each canvas.
#pragma once

#include <QString>

namespace audience::ui {

QString canvasScript(const QString &token);
// What the page holds before the first email: its policy, and how empty places and chips look.
QString canvasShell();

} // namespace audience::ui
