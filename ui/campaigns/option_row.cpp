#include "ui/campaigns/option_row.h"

#include "ui/kit/flow_layout.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QSpinBox>

#include <algorithm>

namespace audience::ui {

OptionRow::OptionRow(const QString &objectName, const QString &words, QWidget *parent) : QWidget(parent) {
    m_line = new QHBoxLayout(this);
    m_line->setContentsMargins(0, 0, 0, 0);
    m_line->setSpacing(space::kSmall);
    m_box = new QCheckBox(words, this);
    m_box->setObjectName(objectName);
    m_box->setAccessibleName(words);
    m_box->setMinimumHeight(Theme::instance().controlHeight());
    m_line->addWidget(m_box, 0, Qt::AlignTop);
    m_parts = new QWidget(this);
    new FlowLayout(m_parts, space::kSmall);
    m_line->addWidget(m_parts, 1);
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

static void say(QSpinBox *box, const OptionRow::Phrase &phrase) {
    const QString words = phrase(box->value());
    const auto isDigit = [](QChar letter) { return letter.isDigit(); };
    const auto first = std::find_if(words.begin(), words.end(), isDigit);
    const auto last = std::find_if(words.rbegin(), words.rend(), isDigit).base();
    if (first == words.end())
        return; // a language that says the number in words
    box->setPrefix(words.left(first - words.begin()));
    box->setSuffix(words.mid(last - words.begin()));
}

QSpinBox *OptionRow::addNumber(const QString &objectName, const QString &accessibleName, int least, int most, const Phrase &phrase) {
    auto *number = new QSpinBox(m_parts);
    number->setObjectName(objectName);
    number->setAccessibleName(accessibleName);
    number->setLocale(interfaceLocale());
    number->setGroupSeparatorShown(true);
    number->setRange(least, most);
    number->setFixedHeight(Theme::instance().controlHeight());
    // What is typed counts when it is whole: "1" on the way to "100" is nobody's wish.
    number->setKeyboardTracking(false);
    if (phrase) {
        say(number, phrase);
        connect(number, &QSpinBox::valueChanged, number, [number, phrase] { say(number, phrase); });
    }
    addPart(number);
    return number;
}

void OptionRow::put(bool isOn) {
    const QSignalBlocker quiet(m_box);
    m_box->setChecked(isOn);
    refresh();
}

void OptionRow::refresh() {
    m_parts->setVisible(isOn());
    arrange();
}

QSize OptionRow::minimumSizeHint() const {
    const QSize box = m_box->minimumSizeHint(), parts = isOn() ? m_parts->minimumSizeHint() : QSize(0, 0);
    return {std::max(box.width(), parts.width()), QWidget::minimumSizeHint().height()};
}

void OptionRow::arrange() {
    constexpr int kIndent = 24; // below the words, not below the box
    m_parts->setContentsMargins(0, 0, 0, 0);
    const bool isNarrow = isOn() && m_box->sizeHint().width() + m_line->spacing() + m_parts->minimumSizeHint().width() > width();
    m_line->setDirection(isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    if (isNarrow)
        m_parts->setContentsMargins(layoutDirection() == Qt::LeftToRight ? kIndent : 0, 0, layoutDirection() == Qt::LeftToRight ? 0 : kIndent, 0);
}

void OptionRow::resizeEvent(QResizeEvent *event) {
    QWidget::resizeEvent(event);
    arrange();
}

} // namespace audience::ui
