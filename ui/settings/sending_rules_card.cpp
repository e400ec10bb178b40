#include "ui/settings/sending_rules_card.h"

#include "qbase/convert.h"
#include "ui/kit/date_button.h"
#include "ui/kit/flow_layout.h"
#include "ui/kit/theme.h"
#include "ui/kit/weekday_chips.h"
#include "ui/settings/setting_row.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace audience::ui {

using service::SendingRules;

namespace {

constexpr int kDay = 24 * 60, kQuietFrom = 21 * 60, kQuietTo = 8 * 60;
constexpr int kWidest = 260, kNumber = 112;
constexpr std::int64_t kSecondsOfDay = 86'400;
constexpr int kMostMessages = 1000, kMostDays = 366, kUsualMessages = 3, kUsualDays = 7;

QTime timeOf(int minute) { return QTime(0, 0).addSecs(60 * (minute % kDay)); }

int minuteOf(const QTime &time) { return QTime(0, 0).secsTo(time) / 60; }

QDate dateOf(CivilDate day) { return QDate(1970, 1, 1).addDays(day.days); }

CivilDate civilOf(const QDate &date) { return CivilDate{static_cast<std::int32_t>(QDate(1970, 1, 1).daysTo(date))}; }

bool isQuiet(const model::SendHours &hours) { return hours.fromMinute != 0 || hours.toMinute != kDay; }

} // namespace

SendingRulesCard::SendingRulesCard(QWidget *parent) : QWidget(parent) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kMedium);
    layout->addWidget(makeHours());
    layout->addWidget(makeDays());
    layout->addWidget(makeCap());
    layout->addWidget(makeDomains());
}

QWidget *SendingRulesCard::makeHours() {
    QBoxLayout *rows = nullptr;
    QFrame *card = makeSettingsCard(tr("Hours"), this, &rows);
    m_quiet = new QCheckBox(card);
    m_quiet->setObjectName(QStringLiteral("sendingQuiet"));
    QWidget *quiet = makeSettingRow(tr("Quiet hours"), QStringLiteral(" "), m_quiet, card);
    m_quietWords = explanationOf(quiet);
    m_quietWords->setObjectName(QStringLiteral("sendingQuietWords"));
    rows->addWidget(quiet);
    auto *hours = new QWidget(card);
    auto *line = makeRow();
    hours->setLayout(line);
    m_from = new TimeButton(QStringLiteral("sendingQuietFrom"), tr("Quiet from"), hours);
    m_to = new TimeButton(QStringLiteral("sendingQuietTo"), tr("Quiet until"), hours);
    line->addWidget(m_from);
    line->addWidget(makeLabel(QStringLiteral("–"), "secondary", hours));
    line->addWidget(m_to);
    m_times = makeSettingRow(tr("No emails in these hours"), {}, hours, card);
    rows->addWidget(m_times);
    m_fault = makeLabel({}, "bad", card);
    m_fault->setObjectName(QStringLiteral("sendingQuietFault"));
    m_fault->setWordWrap(true);
    m_fault->hide();
    rows->addWidget(m_fault);
    rows->addWidget(makeLine(card));
    m_zone = new QComboBox(card);
    m_zone->setObjectName(QStringLiteral("sendingZoneField"));
    m_zone->setMaxVisibleItems(14);
    m_zone->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_zone->setMaximumWidth(Theme::instance().pixels(kWidest));
    QWidget *zone = makeSettingRow(tr("Whose clock"), QStringLiteral(" "), m_zone, card);
    m_zoneWords = explanationOf(zone);
    m_zoneWords->setObjectName(QStringLiteral("sendingZoneWords"));
    rows->addWidget(zone);
    connect(m_quiet, &QCheckBox::toggled, this, [this](bool isOn) {
        if (!m_isShowing)
            takeQuiet(isOn ? kQuietFrom : 0, isOn ? kQuietTo : 0);
    });
    connect(m_from, &TimeButton::timeChanged, this, [this](const QTime &time) { takeQuiet(minuteOf(time), minuteOf(m_to->time())); });
    connect(m_to, &TimeButton::timeChanged, this, [this](const QTime &time) { takeQuiet(minuteOf(m_from->time()), minuteOf(time)); });
    connect(m_zone, &QComboBox::activated, this, [this] {
        m_rules.zoneField = toUtf8(m_zone->currentData().toString());
        put(tr("The clock of each person is read otherwise now"));
    });
    return card;
}

QWidget *SendingRulesCard::makeDays() {
    QBoxLayout *rows = nullptr;
    QFrame *card = makeSettingsCard(tr("Days"), this, &rows);
    auto *week = makeColumn(2);
    week->addWidget(makeLabel(tr("Weekdays"), "body", card));
    auto *about = makeLabel(tr("Emails go out on these days only; what is due on another waits for the next."), "secondary", card);
    about->setWordWrap(true);
    week->addWidget(about);
    rows->addLayout(week);
    m_weekdays = new WeekdayChips(QStringLiteral("sendingWeekday"), card);
    rows->addWidget(m_weekdays, 0, Qt::AlignLeading);
    rows->addWidget(makeLine(card));
    m_addDay = new DateButton(QStringLiteral("sendingDayAdd"), tr("One more day without emails"), card);
    rows->addWidget(makeSettingRow(tr("Days without emails"), tr("Holidays, stocktaking, mourning: on these days nothing goes out."), m_addDay, card));
    m_dates = new QWidget(card);
    m_dates->setObjectName(QStringLiteral("sendingDays"));
    new FlowLayout(m_dates, space::kTiny);
    rows->addWidget(m_dates);
    connect(m_weekdays, &WeekdayChips::daysChanged, this, [this](std::uint8_t days) {
        m_rules.hours.weekdays = days;
        put(tr("The weekdays of all emails were changed"));
    });
    connect(m_addDay, &DateButton::dateChanged, this, [this](const QDate &date) {
        const CivilDate day = civilOf(date);
        const auto at = std::lower_bound(m_rules.notOn.begin(), m_rules.notOn.end(), day);
        if (at != m_rules.notOn.end() && *at == day)
            return showNotOn();
        m_rules.notOn.insert(at, day);
        put(tr("No email goes out on %1").arg(formatDate(date)));
    });
    return card;
}

QWidget *SendingRulesCard::makeCap() {
    QBoxLayout *rows = nullptr;
    QFrame *card = makeSettingsCard(tr("How much one person gets"), this, &rows);
    m_hasCap = new QCheckBox(card);
    m_hasCap->setObjectName(QStringLiteral("sendingCap"));
    rows->addWidget(makeSettingRow(tr("One cap over all campaigns"), tr("Who has had that many is left out of the next campaign. What a person waits for, such as a receipt, is never held back."), m_hasCap, card));
    m_numbers = new QWidget(card);
    auto *numbers = new QVBoxLayout(m_numbers);
    numbers->setContentsMargins(0, 0, 0, 0);
    numbers->setSpacing(space::kSmall);
    // A name and a number: a sentence around it would be wrong for "1", and for most languages.
    const auto number = [&](const char *objectName, const QString &name, int most) {
        auto *box = new QSpinBox(m_numbers);
        box->setObjectName(QLatin1String(objectName));
        box->setLocale(interfaceLocale());
        box->setRange(1, most);
        box->setFixedHeight(Theme::instance().controlHeight());
        box->setMinimumWidth(Theme::instance().pixels(kNumber));
        box->setKeyboardTracking(false); // "1" on the way to "14" is nobody's wish
        numbers->addWidget(makeSettingRow(name, {}, box, m_numbers));
        connect(box, &QSpinBox::valueChanged, this, &SendingRulesCard::takeCap);
        return box;
    };
    m_messages = number("sendingCapMessages", tr("Most emails to one person"), kMostMessages);
    m_days = number("sendingCapDays", tr("Counted over so many days"), kMostDays);
    rows->addWidget(m_numbers);
    addTopicCaps(rows, card);
    connect(m_hasCap, &QCheckBox::toggled, this, [this](bool isOn) {
        if (m_isShowing)
            return;
        m_rules.cap = isOn ? delivery::FrequencyCap{kUsualMessages, kUsualDays * kSecondsOfDay} : delivery::FrequencyCap{};
        put(isOn ? tr("There is a cap over all campaigns now") : tr("There is no cap over all campaigns any more"));
    });
    return card;
}

void SendingRulesCard::takeCap() {
    if (m_isShowing)
        return;
    m_rules.cap = {m_messages->value(), m_days->value() * kSecondsOfDay};
    put(tr("The cap over all campaigns was changed"));
}

// Of the quiet time; the rules have the other one.
void SendingRulesCard::takeQuiet(int fromMinute, int toMinute) {
    const bool isNever = fromMinute == toMinute && m_quiet->isChecked();
    m_fault->setText(isNever ? tr("From %1 to %1 is the whole day, and then no email would ever leave. Choose another time.").arg(formatTime(timeOf(fromMinute))) : QString());
    m_fault->setVisible(isNever);
    if (isNever)
        return;
    m_rules.hours.fromMinute = m_quiet->isChecked() ? toMinute : 0;
    m_rules.hours.toMinute = m_quiet->isChecked() && fromMinute != 0 ? fromMinute : kDay;
    put(m_quiet->isChecked() ? tr("Nobody gets an email between %1 and %2").arg(formatTime(timeOf(fromMinute)), formatTime(timeOf(toMinute))) : tr("Emails may leave at any hour"));
}

void SendingRulesCard::put(const QString &words) {
    const SendingRules rules = m_rules;
    Q_EMIT changed(rules, words);
}

void SendingRulesCard::show(const SendingRules &rules, const service::ZoneFields &zones, const std::vector<service::TopicView> &topics) {
    m_isShowing = true;
    m_rules = rules;
    m_topics = topics;
    const bool quiet = isQuiet(rules.hours);
    m_quiet->setChecked(quiet);
    m_times->setVisible(quiet);
    m_fault->hide();
    const QTime from = timeOf(quiet ? rules.hours.toMinute : kQuietFrom), to = timeOf(quiet ? rules.hours.fromMinute : kQuietTo);
    m_from->setTime(from);
    m_to->setTime(to);
    const bool knowsClocks = !zones.used.empty();
    m_quietWords->setText(!quiet        ? tr("Emails may leave at any hour.")
                          : knowsClocks ? tr("Nobody gets an email between %1 and %2 in their own time zone. What comes due then waits until %2.").arg(formatTime(from), formatTime(to))
                                        : tr("Nobody gets an email between %1 and %2 in the campaign's time zone. What comes due then waits until %2.").arg(formatTime(from), formatTime(to)));
    m_weekdays->setDays(rules.hours.weekdays);
    showZones(zones);
    showNotOn();
    showTopicCaps();
    showDomains();
    m_hasCap->setChecked(rules.cap.messages > 0);
    m_numbers->setVisible(rules.cap.messages > 0);
    const auto say = [](QSpinBox *box, std::int64_t value) { // what is being typed stays
        if (value > 0 && box->value() != int(value))
            box->setValue(int(value));
    };
    say(m_messages, rules.cap.messages);
    say(m_days, rules.cap.seconds / kSecondsOfDay);
    m_isShowing = false;
}

void SendingRulesCard::showZones(const service::ZoneFields &zones) {
    const QString wanted = toQString(m_rules.zoneField);
    m_zone->clear();
    m_zone->addItem(wanted.isEmpty() && !zones.used.empty() ? tr("By its name: %1").arg(toQString(zones.used)) : tr("By its name"), QString());
    for (const std::string &field : zones.all)
        m_zone->addItem(toQString(field), toQString(field));
    if (!wanted.isEmpty() && m_zone->findData(wanted) < 0)
        m_zone->addItem(wanted, wanted);
    m_zone->setCurrentIndex(qMax(0, m_zone->findData(wanted)));
    m_zoneWords->setText(!zones.used.empty() ? tr("The field %1 tells each person's time zone, such as Europe/Berlin. Where it is empty, the campaign's zone counts.").arg(toQString(zones.used))
                         : wanted.isEmpty()  ? tr("No field of your people tells their time zone, so the campaign's zone counts for everybody. A field named time_zone is found by itself.")
                                             : tr("Your people have no field %1, so the campaign's zone counts for everybody.").arg(wanted));
}

void SendingRulesCard::showNotOn() {
    clearLayout(m_dates->layout());
    for (const CivilDate day : m_rules.notOn) {
        const QString words = formatDate(dateOf(day));
        auto *chip = makeButton(QStringLiteral("sendingDay") + QString::number(day.days), words, "chip", "x", m_dates);
        chip->setAccessibleName(tr("%1, remove").arg(words));
        connect(chip, &QPushButton::clicked, this, [this, day, words] {
            std::erase(m_rules.notOn, day);
            put(tr("Emails may go out on %1 again").arg(words));
        });
        m_dates->layout()->addWidget(chip);
    }
    m_dates->setVisible(!m_rules.notOn.empty());
    m_addDay->setDate({});
}

} // namespace audience::ui
