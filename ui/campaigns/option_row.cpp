#include "ui/campaigns/option_row.h"

#include "ui/kit/flow_layout.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QSpinBox>

namespace audience::ui {

OptionRow::OptionRow(const QString &objectName, const QString &words, QWidget *parent) : QWidget(parent) {
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(space::kSmall);
    m_box = new QCheckBox(words, this);
    m_box->setObjectName(objectName);
    m_box->setAccessibleName(words);
    m_box->setMinimumHeight(Theme::instance().controlHeight());
    line->addWidget(m_box, 0, Qt::AlignTop);
    m_parts = new QWidget(this);
    new FlowLayout(m_parts, space::kSmall);
    line->addWidget(m_parts, 1);
    connect(m_box, &QCheckBox::toggled, this, [this](bool isOn) {
        refresh();
        Q_EMIT toggled(isOn);
    });
    refresh();
}

void OptionRow::addWords(const QString &words) {
    auto *label = makeLabel(words, "secondary", m_parts);
    label->setMinimumHeight(Theme::instance().controlHeight());
    m_parts->layout()->addWidget(label);
}

void OptionRow::addPart(QWidget *part) { m_parts->layout()->addWidget(part); }

QSpinBox *OptionRow::addNumber(const QString &objectName, const QString &accessibleName, int least, int most, const QString &suffix) {
    auto *number = new QSpinBox(m_parts);
    number->setObjectName(objectName);
    number->setAccessibleName(accessibleName);
    number->setLocale(interfaceLocale());
    number->setGroupSeparatorShown(true);
    number->setRange(least, most);
    number->setSuffix(suffix);
    number->setFixedHeight(Theme::instance().controlHeight());
    // What is typed counts when it is whole: "1" on the way to "100" is nobody's wish.
    number->setKeyboardTracking(false);
    addPart(number);
    return number;
}

void OptionRow::put(bool isOn) {
    const QSignalBlocker quiet(m_box);
    m_box->setChecked(isOn);
    refresh();
}

void OptionRow::refresh() { m_parts->setVisible(isOn()); }

} // namespace audience::ui
