#include "ui/kit/date_button.h"

#include "ui/kit/calendar.h"
#include "ui/kit/motion.h"
#include "ui/kit/picker.h"
#include "ui/kit/widgets.h"

#include <QCalendarWidget>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QRegularExpression>
#include <QScreen>
#include <QVBoxLayout>

namespace audience::ui {

namespace {

ValueButton *makeValueButton(const QString &objectName, const QString &accessibleName, const char *iconName, QWidget *owner) {
    auto *layout = new QHBoxLayout(owner);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *button = static_cast<ValueButton *>(makeButton(objectName + QStringLiteral("Button"), {}, "field", iconName, owner));
    button->setAccessibleName(accessibleName);
    layout->addWidget(button);
    owner->setObjectName(objectName);
    owner->setFocusProxy(button);
    owner->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    return button;
}

} // namespace

DateButton::DateButton(const QString &objectName, const QString &accessibleName, QWidget *parent) : QWidget(parent) {
    m_button = makeValueButton(objectName, accessibleName, "calendar", this);
    m_button->setPlaceholder(tr("Choose a day"));
    connect(m_button, &QPushButton::clicked, this, &DateButton::open);
}

void DateButton::setDate(const QDate &date) {
    m_date = date;
    m_button->setText(date.isValid() ? formatDate(date) : QString());
    m_button->setAccessibleDescription(m_button->text());
    m_button->updateGeometry();
}

void DateButton::setRange(const QDate &first, const QDate &last) {
    m_first = first;
    m_last = last;
}

void DateButton::take(const QDate &date) {
    if (date == m_date)
        return;
    setDate(date);
    Q_EMIT dateChanged(date);
}

void DateButton::open() {
    auto *panel = new QFrame(window(), Qt::Popup | Qt::FramelessWindowHint);
    panel->setAttribute(Qt::WA_DeleteOnClose);
    panel->setObjectName(objectName() + QStringLiteral("Panel"));
    panel->setProperty("role", QStringLiteral("popup"));
    auto *layout = new QVBoxLayout(panel);
    layout->setContentsMargins(6, 6, 6, 6);
    auto *calendar = new QCalendarWidget(panel);
    calendar->setObjectName(objectName() + QStringLiteral("Calendar"));
    calendar->setAccessibleName(m_button->accessibleName());
    if (m_first.isValid())
        calendar->setMinimumDate(m_first);
    if (m_last.isValid())
        calendar->setMaximumDate(m_last);
    if (m_date.isValid())
        calendar->setSelectedDate(m_date);
    dressCalendar(calendar);
    layout->addWidget(calendar);
    const auto choose = [this, panel](const QDate &date) {
        panel->close();
        take(date);
        m_button->setFocus(Qt::OtherFocusReason);
    };
    connect(calendar, &QCalendarWidget::clicked, this, choose);
    connect(calendar, &QCalendarWidget::activated, this, choose);
    panel->adjustSize();
    const QRect screen = this->screen()->availableGeometry();
    const QPoint below = mapToGlobal(QPoint(layoutDirection() == Qt::RightToLeft ? width() - panel->width() : 0, height() + 4));
    panel->move(qBound(screen.left(), below.x(), qMax(screen.left(), screen.right() - panel->width())),
                below.y() + panel->height() > screen.bottom() ? below.y() - height() - 8 - panel->height() : below.y());
    panel->show();
    appear(panel);
    calendar->setFocus();
}

TimeButton::TimeButton(const QString &objectName, const QString &accessibleName, QWidget *parent) : QWidget(parent) {
    m_button = makeValueButton(objectName, accessibleName, "clock", this);
    m_button->setPlaceholder(tr("Choose a time"));
    connect(m_button, &QPushButton::clicked, this, &TimeButton::open);
}

void TimeButton::setTime(const QTime &time) {
    m_time = time;
    m_button->setText(time.isValid() ? formatTime(time) : QString());
    m_button->setAccessibleDescription(m_button->text());
    m_button->updateGeometry();
}

QTime TimeButton::parse(const QString &text) {
    static const QRegularExpression form(QStringLiteral("^\\s*(\\d{1,2})(?:[:.h ]?(\\d{2}))?\\s*([ap])?\\.?m?\\.?\\s*$"), QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return {};
    int hour = match.captured(1).toInt();
    const QString half = match.captured(3).toLower();
    if (!half.isEmpty()) {
        if (hour < 1 || hour > 12)
            return {};
        hour = hour % 12 + (half == QLatin1String("p") ? 12 : 0);
    }
    return QTime(hour, match.captured(2).toInt());
}

void TimeButton::open() {
    QList<PickerItem> items;
    for (int minute = 0; minute < 24 * 60; minute += m_step) {
        const QString words = formatTime(QTime(minute / 60, minute % 60));
        items.append({words, words, {}, {}});
    }
    const QString shown = m_button->text();
    if (m_time.isValid() && m_time.minute() % m_step != 0)
        items.prepend({shown, shown, {}, {}});
    Picker *picker = Picker::pickOne(m_button, items, shown, [this](const QStringList &ids) {
        const QTime time = parse(ids.value(0));
        if (time.isValid() && time != m_time) {
            setTime(time);
            Q_EMIT timeChanged(time);
        }
    });
    picker->allowTyped([](const QString &typed) {
        const QTime time = parse(typed);
        return time.isValid() ? formatTime(time) : QString();
    });
}

} // namespace audience::ui
