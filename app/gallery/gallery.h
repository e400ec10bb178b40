// The parts that the gallery shows: a name and how to make it. No part knows the window around it.
#pragma once

#include <QList>
#include <QString>
#include <QWidget>

#include <functional>

namespace audience::gallery {

struct Part {
    QString key, name;
    std::function<QWidget *()> make;
};

QList<Part> controlParts();   // buttons, fields, chips
QList<Part> figureParts();    // key figures, bars, charts, heat map
QList<Part> structureParts(); // cards, lists, tables, states, panes

} // namespace audience::gallery
