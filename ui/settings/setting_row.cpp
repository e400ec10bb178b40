#include "ui/settings/setting_row.h"

#include "ui/kit/theme.h"

#include <QHBoxLayout>

namespace audience::ui {

QFrame *makeSettingsCard(const QString &title, QWidget *parent, QBoxLayout **rows) {
    QFrame *card = makeCard(title, parent);
    *rows = qobject_cast<QBoxLayout *>(card->layout());
    (*rows)->setSpacing(space::kMedium);
    (*rows)->setContentsMargins(space::kPage, space::kMedium, space::kPage, space::kPage);
    return card;
}

QWidget *makeSettingRow(const QString &title, const QString &explanation, QWidget *control, QWidget *parent) {
    auto *row = new QWidget(parent);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kPage);
    auto *words = makeColumn(2);
    words->addWidget(makeLabel(title, "body", row));
    if (!explanation.isEmpty()) {
        auto *more = makeLabel(explanation, "secondary", row);
        more->setWordWrap(true);
        row->setProperty("explanation", QVariant::fromValue(more));
        words->addWidget(more);
    }
    layout->addLayout(words, 1);
    layout->addWidget(control, 0, Qt::AlignVCenter);
    if (control->accessibleName().isEmpty())
        control->setAccessibleName(title);
    return row;
}

QLabel *explanationOf(const QWidget *row) { return row->property("explanation").value<QLabel *>(); }

} // namespace audience::ui
