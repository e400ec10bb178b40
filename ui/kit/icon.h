// Icons of the one stroke set, drawn in a token's colour at any scale.
#pragma once

#include <QIcon>
#include <QPixmap>

namespace audience::ui {

// `name` is a file of resources/icons without its ending, e.g. "users". Unknown names give an empty
// icon.
QIcon icon(const QString &name, const QColor &colour);
QIcon icon(const char *name); // secondary text colour; accent when checked or selected
QPixmap iconPixmap(const QString &name, const QColor &colour, int size, qreal scale);

} // namespace audience::ui
