#include "ui/campaigns/start_row.h"

#include "qbase/convert.h"
#include "qbase/time_zone.h"
#include "ui/kit/theme.h"
#include "ui/kit/date_pattern.h"
#include "ui/kit/widgets.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QCoreApplication>
#include <QDateEdit>
#include <QLocale>
#include <QSpinBox>
#include <QTimeEdit>
#include <QTimeZone>

namespace audience::ui {

static QTimeZone zoneOf(const QString &name) {
    const QTimeZone zone(name.toUtf8());
    return zone.isValid() ? zone : QTimeZone::utc();
}

QString startWords(Instant start, const QString &zone, Instant now) {
    const QDateTime at = toQDateTime(start).toTimeZone(zoneOf(zone)), today = toQDateTime(now).toTimeZone(zoneOf(zone));
    const QLocale &locale = interfaceLocale();
    const QString time = locale.toString(at.time(), QStringLiteral("HH:mm"));
    const qint64 days = today.date().daysTo(at.date());
    if (days == 0)
        return time;
    if (days == 1)
        return QCoreApplication::translate("Campaigns", "tomorrow %1").arg(time);
    return QCoreApplication::translate("Campaigns", "%1, %2").arg(locale.toString(at.date(), datePattern(QStringLiteral("ddd d MMM"))), time);
}

StartRow::StartRow(QWidget *parent) : QWidget(parent) {
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kSmall);
    auto *row = makeRow();
    column->addLayout(row);
    m_choice = new QButtonGroup(this);
    const std::pair<const char *, QString> kChoices[] = {{"startNow", tr("Now")}, {"startLater", tr("Later")}};
    for (const auto &[name, words] : kChoices) {
        auto *button = makeButton(QLatin1String(name), words, "chip", nullptr, this);
        button->setCheckable(true);
        m_choice->addButton(button, m_choice->buttons().size());
        row->addWidget(button);
    }
    m_choice->button(0)->setAccessibleName(tr("Start when I say so"));
    m_choice->button(1)->setAccessibleName(tr("Start at a day and time"));
    m_day = new QDateEdit(this);
    m_day->setObjectName(QStringLiteral("startDay"));
    m_day->setAccessibleName(tr("Day of the start"));
    m_day->setCalendarPopup(true);
    m_day->setDisplayFormat(datePattern(QStringLiteral("d MMM yyyy")));
    m_time = new QTimeEdit(this);
    m_time->setObjectName(QStringLiteral("startTime"));
    m_time->setAccessibleName(tr("Time of the start"));
    m_time->setDisplayFormat(QStringLiteral("HH:mm"));
    m_zoneWords = makeLabel({}, "secondary", this);
    row->addWidget(m_day);
    row->addWidget(m_time);
    row->addWidget(m_zoneWords);
    m_rate = new QSpinBox(this);
    m_rate->setObjectName(QStringLiteral("campaignRate"));
    m_rate->setAccessibleName(tr("Emails per second"));
    m_rate->setRange(0, 500);
    m_rate->setSpecialValueText(tr("As fast as allowed"));
    m_rate->setSuffix(tr(" per second"));
    m_rate->setMinimumWidth(m_rate->sizeHint().width() + 24);
    row->addWidget(m_rate);
    row->addStretch(1);
    auto *awake = makeRow(6);
    column->addLayout(awake);
    m_awakeIcon = makeIcon("laptop", Tone::Warning, 14, this);
    m_awake = makeLabel({}, "warning", this);
    m_awake->setObjectName(QStringLiteral("startAwake"));
    m_awake->setWordWrap(true);
    awake->addWidget(m_awakeIcon);
    static_cast<QHBoxLayout *>(awake)->addWidget(m_awake, 1);
    m_day->setMinimumWidth(132);
    for (QWidget *edit : {static_cast<QWidget *>(m_day), static_cast<QWidget *>(m_time), static_cast<QWidget *>(m_rate)})
        edit->setFixedHeight(space::kControl);
    connect(m_choice, &QButtonGroup::idClicked, this, [this] { put(); });
    connect(m_day, &QDateEdit::dateChanged, this, [this] { put(); });
    connect(m_time, &QTimeEdit::timeChanged, this, [this] { put(); });
    connect(m_rate, &QSpinBox::valueChanged, this, [this](int perSecond) {
        if (!m_isShowing)
            Q_EMIT rateChanged(perSecond);
    });
}

void StartRow::setMachine(const QString &name, bool isThis) {
    m_machine = name;
    m_isThis = isThis;
    refresh();
}

void StartRow::show(Instant startAt, const QString &zone, double perSecond) {
    m_isShowing = true;
    const bool isLater = startAt.micros != 0;
    m_choice->button(isLater ? 1 : 0)->setChecked(true);
    if (isLater) {
        const QDateTime at = toQDateTime(startAt).toTimeZone(zoneOf(zone));
        m_day->setDate(at.date());
        m_time->setTime(at.time());
    }
    m_zoneWords->setText(zone.isEmpty() ? m_zone : zone);
    m_rate->setValue(int(perSecond));
    m_isShowing = false;
    refresh();
}

void StartRow::refresh() {
    const bool isLater = m_choice->checkedId() == 1;
    for (QWidget *part : {static_cast<QWidget *>(m_day), static_cast<QWidget *>(m_time), static_cast<QWidget *>(m_zoneWords), static_cast<QWidget *>(m_awake),
                          static_cast<QWidget *>(m_awakeIcon)})
        part->setVisible(isLater);
    const QString time = m_time->time().toString(QStringLiteral("HH:mm"));
    m_awake->setText(m_isThis ? tr("This computer must be awake at %1").arg(time) : tr("%1 sends it and must be awake at %2").arg(m_machine, time));
}

// The next full hour is what "later" means until somebody says another time.
void StartRow::put() {
    if (m_isShowing)
        return;
    if (m_choice->checkedId() == 0) {
        refresh();
        Q_EMIT startChanged({}, {});
        return;
    }
    const QDateTime now = QDateTime::currentDateTimeUtc().toTimeZone(zoneOf(m_zone));
    QDateTime at(m_day->date(), QTime(m_time->time().hour(), m_time->time().minute()), zoneOf(m_zone));
    if (!m_day->isVisible())
        at = QDateTime(now.date(), QTime(now.time().hour(), 0), zoneOf(m_zone)).addSecs(3600);
    Q_EMIT startChanged(Instant{at.toSecsSinceEpoch() * kMicrosPerSecond}, m_zone);
}

void StartRow::focusTime() {
    if (m_choice->checkedId() == 0)
        m_choice->button(1)->setFocus();
    else
        m_time->setFocus();
}

} // namespace audience::ui
