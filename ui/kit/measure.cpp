#include "ui/kit/measure.h"

#include "ui/kit/theme.h"

#include <QHBoxLayout>
#include <QVariant>
#include <QWidget>

namespace audience::ui {

static int widthOf(Measure most) {
    switch (most) {
    case Measure::Form: return 960;
    case Measure::Page: return 1280;
    case Measure::Board: return 1600;
    }
    return 1280;
}

QWidget *measured(QWidget *inside, Measure most, QWidget *parent) {
    auto *around = new QWidget(parent);
    auto *row = new QHBoxLayout(around);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addStretch(0); // without a share of its own: it takes what the content leaves
    row->addWidget(inside, 1);
    row->addStretch(0);
    for (QWidget *widget : {around, inside})
        widget->setProperty("role", QStringLiteral("clear"));
    withTheme(inside, [inside, most] { inside->setMaximumWidth(Theme::instance().pixels(widthOf(most))); });
    return around;
}

} // namespace audience::ui
