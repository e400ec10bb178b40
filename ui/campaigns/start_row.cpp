#include "ui/campaigns/start_row.h"

#include "model/sending_rate.h"
#include "qbase/convert.h"
#include "qbase/time_zone.h"
#include "ui/kit/date_button.h"
#include "ui/kit/flow_layout.h"
#include "ui/kit/date_pattern.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/kit/zoned.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QCoreApplication>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QLocale>
#include <QTimeZone>

#include <utility>

namespace audience::ui {

// Says 4 for 4 and 0.5 for 0.5.
class RateBox final : public QDoubleSpinBox {
public:
    explicit RateBox(QWidget *parent) : QDoubleSpinBox(parent) {
        setLocale(interfaceLocale());
        setGroupSeparatorShown(true);
        setDecimals(6); // as exact as a draft may have it
        setRange(0, model::kFastestRate);
    }
    QString textFromValue(double value) const override { return locale().toString(value, 'f', QLocale::FloatingPointShortest); }
};

static QTimeZone zoneOf(const QString &name) {
    const QTimeZone zone(name.toUtf8());
    return zone.isValid() ? zone : QTimeZone::utc();
}

QString startWords(Instant start, const QString &zone, Instant now) {
    const QDateTime at = toQDateTime(start).toTimeZone(zoneOf(zone)), today = toQDateTime(now).toTimeZone(zoneOf(zone));
    const QLocale &locale = interfaceLocale();
    const QString time = formatTime(at.time());
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
    auto *line = new QWidget(this); // goes on below where the window is narrow
    auto *row = new FlowLayout(line, space::kSmall);
    column->addWidget(line);
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
    m_day = new DateButton(QStringLiteral("startDay"), tr("Day of the start"), this);
    m_time = new TimeButton(QStringLiteral("startTime"), tr("Time of the start"), this);
    m_zoneWords = makeLabel({}, "secondary", this);
    m_zoneWords->setObjectName(QStringLiteral("startZone"));
    row->addWidget(m_day);
    row->addWidget(m_time);
    row->addWidget(m_zoneWords);
    m_rate = new RateBox(this);
    m_rate->setObjectName(QStringLiteral("campaignRate"));
    m_rate->setAccessibleName(tr("Emails per second"));
    m_rate->setSpecialValueText(tr("As fast as allowed"));
    m_rate->setSuffix(tr(" per second"));
    m_rate->setMinimumWidth(m_rate->sizeHint().width() + 24);
    row->addWidget(m_rate);
    m_rate->setFixedHeight(Theme::instance().controlHeight());
    const auto addNote = [&](const char *name, const char *iconName, Tone tone, const char *role) {
        auto *note = new QWidget(this);
        auto *line = new QHBoxLayout(note);
        line->setContentsMargins(0, 0, 0, 0);
        line->setSpacing(6);
        line->addWidget(makeIcon(iconName, tone, 14, note));
        auto *words = makeLabel({}, role, note);
        words->setObjectName(QLatin1String(name));
        words->setWordWrap(true);
        line->addWidget(words, 1);
        column->addWidget(note);
        return words;
    };
    m_sender = addNote("startSender", "monitor", Tone::Neutral, "secondary");
    m_awake = addNote("startAwake", "laptop", Tone::Warning, "warning");
    m_handover = makeButton(QStringLiteral("startHandover"), {}, "quiet", "server", this);
    connect(m_handover, &QPushButton::clicked, this, &StartRow::handoverWanted);
    column->addWidget(m_handover, 0, Qt::AlignLeft);
    m_passed = addNote("startPassed", "circle-alert", Tone::Bad, "bad");
    m_passed->setText(tr("That time has passed; choose a later one"));
    connect(m_choice, &QButtonGroup::idClicked, this, &StartRow::choose);
    connect(m_day, &DateButton::dateChanged, this, &StartRow::put);
    connect(m_time, &TimeButton::timeChanged, this, &StartRow::put);
    connect(m_rate, &QDoubleSpinBox::valueChanged, this, [this](double perSecond) {
        if (!m_isShowing)
            Q_EMIT rateChanged(perSecond);
    });
    connect(&m_tick, &QTimer::timeout, this, [this] {
        if (isPast() != m_wasPast)
            refresh();
    });
    m_tick.start(5'000);
}

void StartRow::setMachine(const service::SendingMachine &machine, service::SleepRisk risk) {
    m_machine = machine;
    m_risk = risk;
    refresh();
}

void StartRow::show(Instant startAt, const QString &zone, double perSecond) {
    m_isShowing = true;
    m_startAt = startAt;
    m_startZone = zone.isEmpty() ? m_zone : zone;
    const bool isLater = startAt.micros != 0;
    m_choice->button(isLater ? 1 : 0)->setChecked(true);
    if (isLater) {
        const QDateTime at = toQDateTime(startAt).toTimeZone(zoneOf(m_startZone));
        m_day->setDate(at.date());
        m_time->setTime(at.time());
    }
    m_zoneWords->setText(zoneWords(m_startZone));
    if (m_rate->value() != perSecond) // else what is being typed stays as it is
        m_rate->setValue(perSecond);
    m_isShowing = false;
    refresh();
}

QDate StartRow::day() const {
    return m_startAt.micros == 0 ? QDate() : toQDateTime(m_startAt).toTimeZone(zoneOf(m_startZone)).date();
}

bool StartRow::isPast() const {
    return isEnabled() && m_startAt.micros != 0 && m_startAt.micros / kMicrosPerSecond <= QDateTime::currentSecsSinceEpoch();
}

void StartRow::refresh() {
    const bool isLater = m_startAt.micros != 0, isPast = this->isPast();
    for (QWidget *part : {static_cast<QWidget *>(m_day), static_cast<QWidget *>(m_time), static_cast<QWidget *>(m_zoneWords)})
        part->setVisible(isLater);
    showMachine(isLater && !isPast);
    m_passed->parentWidget()->setVisible(isPast);
    if (std::exchange(m_wasPast, isPast) != isPast)
        Q_EMIT pastChanged();
}

// Which computer sends it, and that it may be asleep then.
void StartRow::showMachine(bool isAhead) {
    const QString machine = toQString(m_machine.name), time = formatTime(m_time->time());
    const QString day = interfaceLocale().standaloneDayName(m_day->date().dayOfWeek());
    const bool mayOffer = isAhead && m_machine.isThis && m_risk != service::SleepRisk::Low;
    m_sender->setText(m_machine.isHandedOver ? tr("%1 sends from a copy of its own. What you change here does not reach it.").arg(machine)
                      : mayOffer             ? tr("%1 will send this").arg(machine)
                                             : tr("%1 will send this and must be awake at %2").arg(machine, time));
    m_sender->parentWidget()->setVisible((isAhead || m_machine.isHandedOver) && !machine.isEmpty());
    m_awake->setText(m_risk == service::SleepRisk::Laptop ? tr("This computer runs on a battery and may be asleep at %1 on %2").arg(time, day)
                                                          : tr("See that this computer is awake at %1 on %2").arg(time, day));
    m_awake->parentWidget()->setVisible(mayOffer);
    m_handover->setText(m_machine.isHandedOver ? tr("Take it back…") : tr("Hand over sending…"));
    m_handover->setAccessibleName(m_handover->text());
    m_handover->setVisible(mayOffer || m_machine.isHandedOver);
}

// The next full hour is what "later" means until somebody says another time.
void StartRow::choose(int choice) {
    if (choice == 0)
        return Q_EMIT startChanged({}, {});
    if (m_startAt.micros != 0)
        return;
    m_startZone = m_zone;
    const QDateTime now = QDateTime::currentDateTimeUtc().toTimeZone(zoneOf(m_zone));
    tell(QDateTime(now.date(), QTime(now.time().hour(), 0), zoneOf(m_zone)).addSecs(3600));
}

// What was chosen is taken as it is; one that has passed is said to have, never made another.
void StartRow::put() {
    tell(QDateTime(m_day->date(), QTime(m_time->time().hour(), m_time->time().minute()), zoneOf(m_startZone)));
}

void StartRow::tell(const QDateTime &at) {
    Q_EMIT startChanged(Instant{at.toSecsSinceEpoch() * kMicrosPerSecond}, m_startZone);
}

void StartRow::changeEvent(QEvent *event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::EnabledChange)
        refresh();
}

void StartRow::focusTime() {
    if (m_choice->checkedId() == 0)
        m_choice->button(1)->setFocus();
    else
        m_time->setFocus();
}

} // namespace audience::ui
