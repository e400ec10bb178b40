// The rows settings are made of: name and explanation at the leading side, the control at the other.
#pragma once

#include "ui/kit/widgets.h"

namespace audience::ui {

// A card with rows; `rows` gets the layout to add them to.
QFrame *makeSettingsCard(const QString &title, QWidget *parent, QBoxLayout **rows);
// The control's accessible name becomes the title unless it has one.
QWidget *makeSettingRow(const QString &title, const QString &explanation, QWidget *control, QWidget *parent);
// Of a row that was made with one.
QLabel *explanationOf(const QWidget *row);

} // namespace audience::ui
