#include "ui/campaigns/plan_options.h"

#include "model/sending_rate.h"
#include "qbase/convert.h"
#include "ui/campaigns/option_row.h"
#include "ui/campaigns/plan_words.h"
#include "ui/kit/weekday_chips.h"
#include "ui/kit/date_button.h"
#include "ui/kit/icon.h"
#include "ui/kit/segmented_control.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

#include <algorithm>
#include <array>
#include <cmath>

namespace audience::ui {

using model::DeliveryPlan;
using model::Repeat;

namespace {

constexpr int kLabel = 104;
constexpr int kMostPeople = 1'000'000'000;
constexpr std::int64_t kLongest = 366 * 24 * 60;       // minutes
constexpr std::array kUnits{1, 60, 24 * 60};           // minutes
constexpr model::SendHours kUsualHours{8 * 60, 20 * 60, model::kEveryWeekday};

QTime timeOf(int minute) { return QTime(0, 0).addSecs(60 * (minute % (24 * 60))); }

QDate dateOf(CivilDate day) { return QDate(1970, 1, 1).addDays(day.days); }

CivilDate civilOf(const QDate &date) { return CivilDate{static_cast<std::int32_t>(QDate(1970, 1, 1).daysTo(date))}; }

} // namespace

PlanOptions::PlanOptions(QWidget *parent) : QObject(parent) {
    m_people = makeGroup(QStringLiteral("peopleOptions"), tr("More about who"), [this](QWidget *group) { addPeople(group); });
    m_reading = makeGroup(QStringLiteral("readingOptions"), tr("More about what is followed"), [this](QWidget *group) { addReading(group); });
    m_times = makeGroup(QStringLiteral("timeOptions"), tr("More about when"), [this](QWidget *group) { addTimes(group); });
    m_speed = makeGroup(QStringLiteral("speedOptions"), tr("More about how"), [this](QWidget *group) { addSpeed(group); });
}

PlanOptions::Group PlanOptions::makeGroup(const QString &objectName, const QString &accessibleName, const std::function<void(QWidget *)> &fill) {
    auto *window = static_cast<QWidget *>(parent());
    Group group{new QWidget(window), makeButton(objectName + QStringLiteral("More"), tr("More"), "quiet", "chevron-down", window)};
    group.rows->setObjectName(objectName);
    group.more->setCheckable(true);
    group.more->setAccessibleName(accessibleName);
    auto *column = new QVBoxLayout(group.rows);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kSmall);
    fill(group.rows);
    connect(group.more, &QPushButton::toggled, this, [this, group](bool isOpen) {
        group.more->setText(isOpen ? tr("Less") : tr("More"));
        group.more->setIcon(icon(isOpen ? QStringLiteral("chevron-up") : QStringLiteral("chevron-down"), tokens().secondary));
        showRows(group);
    });
    return group;
}

// Those that are on; all while the card is open.
void PlanOptions::showRows(const Group &group) {
    bool any = false;
    for (QWidget *row : group.rows->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly)) {
        const auto *option = qobject_cast<OptionRow *>(row);
        // A part of a row that is on stands below it, and is nothing by itself.
        const bool isShown = (group.more->isChecked() && !row->property("isPart").toBool()) || (option ? option->isOn() : row->property("isOn").toBool());
        row->setVisible(isShown);
        any = any || isShown;
    }
    group.rows->setVisible(any);
}

OptionRow *PlanOptions::addRow(QWidget *group, const char *objectName, const QString &words, const std::function<bool()> &isOn,
                               const std::function<void(Plan &, bool)> &set) {
    auto *row = new OptionRow(QLatin1String(objectName), words, group);
    group->layout()->addWidget(row);
    connect(row, &OptionRow::toggled, this, [this, row, set](bool on) { edit(row->words(), [&](Plan &plan) { set(plan, on); }); });
    m_refreshers.push_back([row, isOn] { row->put(isOn()); });
    return row;
}

QSpinBox *PlanOptions::addNumber(OptionRow *row, const char *objectName, const QString &name, int least, int most, const OptionRow::Phrase &phrase,
                                 const std::function<int()> &read, const std::function<void(Plan &, int)> &write) {
    QSpinBox *box = row->addNumber(QLatin1String(objectName), name, least, most, phrase);
    connect(box, &QSpinBox::valueChanged, this, [this, name, write](int value) { edit(name, [&](Plan &plan) { write(plan, value); }); });
    m_refreshers.push_back([row, box, read] {
        if (row->isOn() && box->value() != read())
            box->setValue(read());
    });
    return box;
}

void PlanOptions::addList(QWidget *group, OptionRow *row, const char *objectName, const QString &name, const std::function<QString()> &text,
                          const std::function<QString(Plan &, const QString &)> &read) {
    auto *edit = new QLineEdit(group);
    edit->setObjectName(QLatin1String(objectName));
    edit->setAccessibleName(name);
    edit->setMinimumWidth(260);
    row->addPart(edit);
    auto *fault = makeLabel({}, "bad", group);
    fault->setWordWrap(true);
    fault->hide();
    row->addPart(fault);
    connect(edit, &QLineEdit::textEdited, this, [this, name, read, fault](const QString &typed) {
        Plan plan = m_plan;
        const QString wrong = read(plan, typed);
        fault->setText(wrong);
        fault->setVisible(!wrong.isEmpty());
        if (wrong.isEmpty())
            this->edit(name, [&](Plan &now) { now = plan; });
    });
    m_refreshers.push_back([this, edit, fault, text, read] {
        Plan typed = m_plan;
        if (read(typed, edit->text()).isEmpty() && typed == m_plan && !edit->text().isEmpty())
            return; // it says so already, in a person's own way
        edit->setText(text());
        fault->hide();
    });
}

QPushButton *PlanOptions::addPick(QWidget *group, const char *objectName, const QString &words, const std::function<bool()> &isUsual,
                                  const std::function<QString()> &shown) {
    auto *row = new QWidget(group);
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(space::kSmall);
    auto *label = makeLabel(words, "secondary", row);
    label->setMinimumWidth(kLabel);
    line->addWidget(label);
    auto *button = makeButton(QLatin1String(objectName), {}, "field", nullptr, row);
    line->addWidget(button);
    line->addStretch(1);
    group->layout()->addWidget(row);
    m_refreshers.push_back([row, button, words, isUsual, shown] {
        button->setText(shown());
        button->setAccessibleName(QStringLiteral("%1: %2").arg(words, shown()));
        row->setProperty("isOn", !isUsual());
    });
    return button;
}

void PlanOptions::addTimes(QWidget *group) {
    addRow(
        group, "planLocal", tr("On each person's own clock"), [this] { return m_plan.inLocalTime; }, [](Plan &plan, bool on) { plan.inLocalTime = on; });
    addRow(
        group, "planBestHour", tr("At the hour at which each person opened most emails so far"), [this] { return m_plan.atBestHour; },
        [](Plan &plan, bool on) { plan.atBestHour = on; })->setToolTip(tr("Within a day of the start. Who has opened fewer than three emails gets it at the start."));
    addHours(group);
    addDays(group);
    addRepeat(group);
    auto *batch = addRow(
        group, "planBatch", tr("In portions"), [this] { return m_plan.batchSize > 0; },
        [](Plan &plan, bool on) {
            plan.batchSize = on ? 1'000 : 0;
            plan.batchEveryMinutes = on ? 60 : 0;
        });
    addNumber(
        batch, "planBatchSize", tr("People of one portion"), 1, kMostPeople, [](int n) { return tr("%Ln people", nullptr, n); }, [this] { return int(m_plan.batchSize); },
        [](Plan &plan, int people) { plan.batchSize = people; });
    batch->addWords(tr("every"));
    addNumber(
        batch, "planBatchEvery", tr("Minutes between two portions"), 1, 366 * 24 * 60, [](int n) { return tr("%Ln minutes", nullptr, n); }, [this] { return int(m_plan.batchEveryMinutes); },
        [](Plan &plan, int minutes) { plan.batchEveryMinutes = minutes; });
    auto *expire = addRow(
        group, "planExpire", tr("Not any more when it is late by"), [this] { return m_plan.expireAfterMinutes > 0; },
        [](Plan &plan, bool on) { plan.expireAfterMinutes = on ? 24 * 60 : 0; });
    addNumber(
        expire, "planExpireHours", tr("Hours after which it is too late"), 1, 366 * 24, [](int n) { return tr("%Ln hours", nullptr, n); },
        [this] { return int((m_plan.expireAfterMinutes + 59) / 60); }, [](Plan &plan, int hours) { plan.expireAfterMinutes = hours * 60; });
}

void PlanOptions::addHours(QWidget *group) {
    auto *hours = addRow(
        group, "planHours", tr("Only at certain hours"), [this] { return !m_plan.hours.isAlways(); },
        [](Plan &plan, bool on) { plan.hours = on ? kUsualHours : model::SendHours{}; });
    auto *from = new TimeButton(QStringLiteral("planHoursFrom"), tr("From this hour"), group);
    auto *to = new TimeButton(QStringLiteral("planHoursTo"), tr("To this hour"), group);
    auto *days = new WeekdayChips(QStringLiteral("planHoursDay"), group);
    hours->addPart(from);
    hours->addWords(tr("to"));
    hours->addPart(to);
    hours->addPart(days);
    const QString words = hours->words();
    connect(from, &TimeButton::timeChanged, this, [this, words](const QTime &time) {
        edit(words, [&](Plan &plan) { plan.hours.fromMinute = QTime(0, 0).secsTo(time) / 60; });
    });
    connect(to, &TimeButton::timeChanged, this, [this, words](const QTime &time) {
        const int minute = QTime(0, 0).secsTo(time) / 60;
        edit(words, [&](Plan &plan) { plan.hours.toMinute = minute == 0 ? 24 * 60 : minute; });
    });
    connect(days, &WeekdayChips::daysChanged, this, [this, words](std::uint8_t chosen) { edit(words, [&](Plan &plan) { plan.hours.weekdays = chosen; }); });
    m_refreshers.push_back([this, from, to, days] {
        from->setTime(timeOf(m_plan.hours.fromMinute));
        to->setTime(timeOf(m_plan.hours.toMinute));
        days->setDays(m_plan.hours.weekdays);
    });
}

void PlanOptions::addDays(QWidget *group) {
    auto *row = addRow(
        group, "planDays", tr("Not on certain days"), [this] { return !m_plan.notOn.empty(); },
        [this](Plan &plan, bool on) {
            const QDate from = m_start.isValid() ? m_start : QDate::currentDate();
            plan.notOn.clear();
            if (on) // a day to begin with: the next Sunday
                plan.notOn.push_back(civilOf(from.addDays(7 - from.dayOfWeek() % 7)));
        });
    auto *chips = new QWidget(group);
    auto *line = new QHBoxLayout(chips);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(4);
    row->addPart(chips);
    auto *add = new DateButton(QStringLiteral("planDaysAdd"), tr("One more day without email"), group);
    row->addPart(add);
    const QString words = row->words();
    connect(add, &DateButton::dateChanged, this, [this, words](const QDate &date) {
        edit(words, [&](Plan &plan) {
            const CivilDate day = civilOf(date);
            const auto at = std::lower_bound(plan.notOn.begin(), plan.notOn.end(), day);
            if (at == plan.notOn.end() || *at != day)
                plan.notOn.insert(at, day);
        });
    });
    m_refreshers.push_back([this, line, chips, add, words] {
        clearLayout(line);
        for (const CivilDate day : m_plan.notOn) {
            auto *chip = makeButton(QStringLiteral("planDay") + QString::number(day.days), formatDate(dateOf(day)), "chip", "x", chips);
            chip->setAccessibleName(tr("%1, remove").arg(chip->text()));
            connect(chip, &QPushButton::clicked, this, [this, words, day] { edit(words, [&](Plan &plan) { std::erase(plan.notOn, day); }); });
            line->addWidget(chip);
        }
        add->setDate(m_plan.notOn.empty() ? QDate() : dateOf(m_plan.notOn.back()).addDays(1));
    });
}

void PlanOptions::addChoice(QWidget *group, const char *objectName, const QString &words, const QStringList &choices, int usual,
                            const std::function<int()> &read, const std::function<void(Plan &, int)> &write) {
    auto *row = new QWidget(group);
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(space::kSmall);
    auto *label = makeLabel(words, "secondary", row);
    label->setMinimumWidth(kLabel);
    line->addWidget(label);
    auto *control = new SegmentedControl(QLatin1String(objectName), words, row);
    for (const QString &choice : choices)
        control->addSegment(choice);
    line->addWidget(control);
    line->addStretch(1);
    group->layout()->addWidget(row);
    connect(control, &SegmentedControl::currentChanged, this, [this, words, write](int index) { edit(words, [&](Plan &plan) { write(plan, index); }); });
    m_refreshers.push_back([row, control, usual, read] {
        control->setCurrent(read());
        row->setProperty("isOn", read() != usual);
    });
}

void PlanOptions::addSpeed(QWidget *group) {
    addChoice(
        group, "planStream", tr("Kind"), {tr("Marketing"), tr("Asked for by the person")}, 0, [this] { return int(m_plan.stream); },
        [](Plan &plan, int index) { plan.stream = static_cast<model::Stream>(index); });
    addChoice(
        group, "planPriority", tr("Priority"), {tr("First"), tr("High"), tr("Normal"), tr("Low"), tr("Last")}, 2, [this] { return m_plan.priority - 1; },
        [](Plan &plan, int index) { plan.priority = index + 1; });
    auto *domain = addRow(
        group, "planDomain", tr("Slower to each mailbox provider"), [this] { return m_plan.perDomainPerSecond > 0; },
        [](Plan &plan, bool on) { plan.perDomainPerSecond = on ? 10 : 0; });
    addNumber(
        domain, "planDomainRate", tr("Emails per second to one domain"), 1, int(model::kFastestRate), [](int n) { return tr("%1 per second").arg(n); },
        [this] { return std::max(1, int(std::lround(m_plan.perDomainPerSecond))); }, [](Plan &plan, int rate) { plan.perDomainPerSecond = rate; });
    addLists(group);
    addPeriod(group);
    auto *first = addRow(
        group, "planFirst", tr("Send a first part, then wait for my word"), [this] { return m_plan.pauseAfter > 0; },
        [](Plan &plan, bool on) { plan.pauseAfter = on ? 100 : 0; });
    addNumber(
        first, "planFirstPart", tr("People of the first part"), 1, kMostPeople, [](int n) { return tr("%Ln people", nullptr, n); },
        [this] { return int(m_plan.pauseAfter); }, [](Plan &plan, int people) { plan.pauseAfter = people; });
    auto *stop = addRow(
        group, "planStop", tr("Pause when so many of the last hundred are rejected"), [this] { return m_plan.stopErrorShare > 0; },
        [](Plan &plan, bool on) { plan.stopErrorShare = on ? 0.2 : 0; });
    addNumber(
        stop, "planStopShare", tr("So many of a hundred rejected"), 1, 100, {}, [this] { return int(std::lround(m_plan.stopErrorShare * 100)); },
        [](Plan &plan, int percent) { plan.stopErrorShare = percent / 100.0; });
}

// So many in any such time, whatever the speed in between.
void PlanOptions::addPeriod(QWidget *group) {
    auto *row = addRow(
        group, "planPeriod", tr("A limit over a time"), [this] { return m_plan.mostInPeriod > 0; },
        [](Plan &plan, bool on) {
            plan.mostInPeriod = on ? 10'000 : 0;
            plan.periodMinutes = on ? 24 * 60 : 0;
        });
    addNumber(
        row, "planPeriodMost", tr("Emails in that time"), 1, kMostPeople, [](int n) { return tr("%Ln emails", nullptr, n); },
        [this] { return int(m_plan.mostInPeriod); }, [](Plan &plan, int most) { plan.mostInPeriod = most; });
    row->addWords(tr("in"));
    QSpinBox *time = addNumber(
        row, "planPeriodTime", tr("How long that time is"), 1, 366 * 24 * 60, {}, [this] { return int(m_plan.periodMinutes / m_unit); },
        [this](Plan &plan, int many) { plan.periodMinutes = std::int64_t(many) * m_unit; });
    auto *unit = new SegmentedControl(QStringLiteral("planPeriodUnit"), tr("Minutes, hours or days"), group);
    for (const QString &words : {tr("Minutes"), tr("Hours"), tr("Days")})
        unit->addSegment(words);
    row->addPart(unit);
    connect(unit, &SegmentedControl::currentChanged, this, [this, time, words = row->words()](int index) {
        if (m_isShowing)
            return;
        m_unit = kUnits[std::size_t(index)];
        edit(words, [&](Plan &plan) { plan.periodMinutes = std::min<std::int64_t>(time->value(), kLongest / m_unit) * m_unit; });
    });
    // In the unit that was chosen as long as the time is whole in it; else in the largest that it is whole in.
    m_refreshers.insert(m_refreshers.end() - 1, [this, unit] {
        if (m_plan.periodMinutes == 0 || m_plan.periodMinutes % m_unit != 0 || m_unit == 1)
            for (const int minutes : kUnits)
                if (m_plan.periodMinutes > 0 && m_plan.periodMinutes % minutes == 0 && !unit->hasFocus())
                    m_unit = minutes;
        unit->setCurrent(int(std::find(kUnits.begin(), kUnits.end(), m_unit) - kUnits.begin()));
    });
}

void PlanOptions::addLists(QWidget *group) {
    auto *domains = addRow(
        group, "planDomains", tr("At its own speed to some"), [this] { return !m_plan.domains.empty(); },
        [](Plan &plan, bool on) {
            plan.domains.clear();
            if (on)
                plan.domains.emplace("gmail.com", 10);
        });
    addList(
        group, domains, "planDomainList", tr("Domains and emails per second"), [this] { return domainRatesText(m_plan.domains); },
        [](Plan &plan, const QString &text) { return readDomainRates(text, plan.domains); });
    auto *warmUp = addRow(
        group, "planWarmUp", tr("Warm up: at most on the first day, the second, ..."), [this] { return !m_plan.warmUp.empty(); },
        [](Plan &plan, bool on) { plan.warmUp = on ? std::vector<std::int64_t>{50, 100, 200, 400, 800, 1'600, 3'200} : std::vector<std::int64_t>{}; });
    addList(
        group, warmUp, "planWarmUpList", tr("Emails of each day"), [this] { return warmUpText(m_plan.warmUp); },
        [](Plan &plan, const QString &text) { return readWarmUp(text, plan.warmUp); });
}

void PlanOptions::show(const DeliveryPlan &plan, const QDate &start) {
    m_plan = plan;
    m_start = start;
    m_isShowing = true;
    for (const auto &refresh : m_refreshers)
        refresh();
    m_isShowing = false;
    for (const Group *group : {&m_people, &m_reading, &m_times, &m_speed})
        showRows(*group);
}

void PlanOptions::edit(const QString &words, const Edit &change) {
    if (m_isShowing)
        return;
    Plan after = m_plan;
    change(after);
    if (after == m_plan)
        return;
    const QWidget *at = QApplication::focusWidget();
    Q_EMIT changed(after, words, at ? int(qHash(at->objectName()) & 0xffffff) + 100 : -1);
}

} // namespace audience::ui
