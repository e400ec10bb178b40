#include "ui/sync/plan_amounts.h"

#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSpinBox>

#include <algorithm>
#include <cmath>

namespace audience::ui {

namespace {
constexpr double kMegabyte = 1e6, kMost = 9e9; // in megabytes, which a double still counts byte by byte
constexpr int kMostNumber = 1'000'000'000, kMinute = 60, kHour = 3600;
}

ByteBox::ByteBox(const QString &objectName, const QString &none, QWidget *parent) : QDoubleSpinBox(parent) {
    setObjectName(objectName);
    setLocale(interfaceLocale());
    setGroupSeparatorShown(true);
    setDecimals(6);
    setRange(0, kMost);
    setSpecialValueText(none);
    setSuffix(tr(" MB"));
    setFixedHeight(Theme::instance().controlHeight());
}

QString ByteBox::textFromValue(double megabytes) const {
    QString text = QDoubleSpinBox::textFromValue(megabytes);
    const QString point = locale().decimalPoint();
    if (text.contains(point))
        while (text.endsWith(locale().zeroDigit()))
            text.chop(1);
    if (text.endsWith(point))
        text.chop(point.size());
    return text;
}

void ByteBox::setBytes(std::int64_t bytes) {
    m_given = bytes;
    setValue(double(bytes) / kMegabyte);
    m_shown = value();
}

std::int64_t ByteBox::bytes() const { return value() == m_shown ? m_given : std::llround(value() * kMegabyte); }

SpanBox::SpanBox(const QString &objectName, const QString &none, QWidget *parent) : QWidget(parent), m_number(new QSpinBox(this)), m_unit(new QComboBox(this)) {
    m_number->setObjectName(objectName);
    m_number->setLocale(interfaceLocale());
    m_number->setGroupSeparatorShown(true);
    m_number->setRange(0, kMostNumber);
    m_number->setSpecialValueText(none);
    m_number->setFixedHeight(Theme::instance().controlHeight());
    m_unit->setObjectName(objectName + QStringLiteral("Unit"));
    m_unit->setAccessibleName(tr("Unit"));
    m_unit->addItem(tr("seconds"), 1);
    m_unit->addItem(tr("minutes"), kMinute);
    m_unit->addItem(tr("hours"), kHour);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kSmall);
    row->addWidget(m_number, 1);
    row->addWidget(m_unit);
    setFocusProxy(m_number);
    connect(m_number, &QSpinBox::valueChanged, this, &SpanBox::changed);
    connect(m_unit, &QComboBox::currentIndexChanged, this, &SpanBox::changed);
}

void SpanBox::setSeconds(std::int64_t seconds) {
    m_given = seconds;
    const int unit = seconds == 0 ? kMinute : seconds % kHour == 0 ? kHour : seconds % kMinute == 0 ? kMinute : 1;
    m_unit->setCurrentIndex(m_unit->findData(unit));
    m_number->setValue(int(std::clamp<std::int64_t>(seconds / unit, 0, kMostNumber)));
    m_shown = m_number->value();
    m_shownUnit = unit;
}

std::int64_t SpanBox::seconds() const {
    const int unit = m_unit->currentData().toInt();
    return m_number->value() == m_shown && unit == m_shownUnit ? m_given : std::int64_t{m_number->value()} * unit;
}

} // namespace audience::ui
