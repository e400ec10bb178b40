// Which days and times it starts at, where it starts more than once.
#include "qbase/convert.h"
#include "qbase/time_zone.h"
#include "ui/campaigns/plan_options.h"
#include "ui/campaigns/start_row.h"
#include "ui/kit/date_button.h"
#include "ui/kit/segmented_control.h"
#include "ui/kit/theme.h"
#include "ui/kit/weekday_chips.h"
#include "ui/kit/widgets.h"
#include "ui/text/sentences.h"

#include <QCheckBox>
#include <QLayout>
#include <QLineEdit>
#include <QSpinBox>

#include <algorithm>
#include <array>

namespace audience::ui {

using model::Repeat;

namespace {

constexpr std::array kRepeats{Repeat::Daily, Repeat::Weekly, Repeat::Monthly, Repeat::Cron};
constexpr const char *kUsualTimes = "0 9 * * 1"; // Mondays at nine

QDate dateOf(CivilDate day) { return QDate(1970, 1, 1).addDays(day.days); }

CivilDate civilOf(const QDate &date) { return CivilDate{static_cast<std::int32_t>(QDate(1970, 1, 1).daysTo(date))}; }

std::uint8_t weekdayBit(const QDate &date) { return static_cast<std::uint8_t>(1u << (date.dayOfWeek() - 1)); }

CivilDate lastDay(Instant end, const std::string &zone) {
    const auto local = civilAt(end, zone);
    return local ? local->date : CivilDate{static_cast<std::int32_t>(end.micros / kMicrosPerDay)};
}

} // namespace

void PlanOptions::addRepeat(QWidget *group) {
    auto *row = addRow(
        group, "planRepeat", tr("Again and again"), [this] { return m_plan.recurrence.repeat != Repeat::Never; },
        [](Plan &plan, bool on) {
            plan.recurrence = {};
            if (on)
                plan.recurrence.repeat = Repeat::Weekly;
        });
    const QString words = row->words();
    QSpinBox *every = addNumber(
        row, "planRepeatEvery", tr("Every so many"), 1, 366, [](int n) { return tr("every %1").arg(n); }, [this] { return m_plan.recurrence.every; }, [](Plan &plan, int number) { plan.recurrence.every = number; });
    auto *unit = new SegmentedControl(QStringLiteral("planRepeatUnit"), tr("Days, weeks, months or times of your own"), group);
    for (const QString &one : {tr("Days"), tr("Weeks"), tr("Months"), tr("Custom")})
        unit->addSegment(one);
    row->addPart(unit);
    auto *days = new WeekdayChips(QStringLiteral("planRepeatDay"), group);
    row->addPart(days);
    addCron(row);
    addRepeatEnd(row);
    connect(unit, &SegmentedControl::currentChanged, this, [this, words](int index) {
        edit(words, [&](Plan &plan) {
            plan.recurrence.repeat = kRepeats[std::size_t(index)];
            plan.recurrence.weekdays = 0;
            plan.recurrence.cron = plan.recurrence.repeat == Repeat::Cron ? kUsualTimes : "";
            if (plan.recurrence.repeat == Repeat::Cron)
                plan.recurrence.every = 1;
        });
    });
    connect(days, &WeekdayChips::daysChanged, this, [this, words](std::uint8_t chosen) { edit(words, [&](Plan &plan) { plan.recurrence.weekdays = chosen; }); });
    m_refreshers.push_back([this, every, unit, days] {
        const model::Recurrence &now = m_plan.recurrence;
        unit->setCurrent(int(std::find(kRepeats.begin(), kRepeats.end(), now.repeat) - kRepeats.begin()) % int(kRepeats.size()));
        every->setVisible(now.repeat != Repeat::Cron);
        days->setVisible(now.repeat == Repeat::Weekly);
        if (now.repeat == Repeat::Never)
            showStarts({}, {});
        days->setDays(now.weekdays != 0 ? now.weekdays : weekdayBit(m_start.isValid() ? m_start : QDate::currentDate()));
    });
    m_starts = makeLabel({}, "secondary", group);
    m_starts->setObjectName(QStringLiteral("planRepeatNext"));
    m_starts->setWordWrap(true);
    m_starts->setProperty("isPart", true);
    group->layout()->addWidget(m_starts);
}

void PlanOptions::addRepeatEnd(OptionRow *row) {
    auto *ends = new QCheckBox(tr("until"), row);
    ends->setObjectName(QStringLiteral("planRepeatEnds"));
    ends->setMinimumHeight(Theme::instance().controlHeight());
    auto *until = new DateButton(QStringLiteral("planRepeatUntil"), tr("Last day"), row);
    row->addPart(ends);
    row->addPart(until);
    const QString words = row->words();
    // The last second of the day on the clock that the campaign starts by.
    const auto endOf = [this](const QDate &date) {
        const auto midnight = instantAt({civilOf(date.addDays(1)), 0}, m_zone);
        return Instant{(midnight ? midnight->micros : (civilOf(date).days + 1) * kMicrosPerDay) - kMicrosPerSecond};
    };
    connect(ends, &QCheckBox::toggled, this, [this, words, endOf](bool on) {
        const QDate from = m_start.isValid() ? m_start : QDate::currentDate();
        edit(words, [&](Plan &plan) { plan.recurrence.until = on ? endOf(from.addMonths(3)) : Instant{}; });
    });
    connect(until, &DateButton::dateChanged, this, [this, words, endOf](const QDate &date) {
        edit(words, [&](Plan &plan) { plan.recurrence.until = endOf(date); });
    });
    m_refreshers.push_back([this, ends, until] {
        const Instant end = m_plan.recurrence.until;
        ends->setChecked(end.micros != 0);
        until->setVisible(end.micros != 0);
        if (end.micros != 0)
            until->setDate(dateOf(lastDay(end, m_zone)));
    });
}

// Minute, hour, day, month and weekday as text; what it comes to is told below by the next starts.
void PlanOptions::addCron(OptionRow *row) {
    auto *times = new QLineEdit(row);
    times->setObjectName(QStringLiteral("planRepeatCron"));
    times->setAccessibleName(tr("Minute, hour, day, month and weekday"));
    times->setToolTip(tr("Minute, hour, day of the month, month and weekday, * for every one. \"30 9 * * 1-5\" is half past nine from Monday to Friday, "
                         "\"0 8 1 * *\" eight o'clock on the first of each month."));
    times->setMinimumWidth(Theme::instance().pixels(200));
    auto *hint = makeLabel(tr("minute, hour, day, month, weekday"), "secondary", row);
    hint->setMinimumHeight(Theme::instance().controlHeight());
    auto *fault = makeLabel({}, "bad", row);
    fault->setObjectName(QStringLiteral("planRepeatFault"));
    fault->setWordWrap(true);
    fault->hide();
    for (QWidget *part : std::initializer_list<QWidget *>{times, hint, fault})
        row->addPart(part);
    connect(times, &QLineEdit::textEdited, this, [this, fault, words = row->words()](const QString &typed) {
        Plan plan = m_plan;
        plan.recurrence.cron = toUtf8(typed.simplified());
        const auto checked = checkPlan(plan);
        fault->setText(checked ? QString() : sentence(checked.error()));
        fault->setVisible(!checked);
        if (checked)
            edit(words, [&](Plan &now) { now = plan; });
    });
    m_refreshers.push_back([this, times, hint, fault] {
        const bool isCustom = m_plan.recurrence.repeat == Repeat::Cron;
        times->setVisible(isCustom);
        hint->setVisible(isCustom);
        if (isCustom && toUtf8(times->text().simplified()) == m_plan.recurrence.cron)
            return; // it says so already, in a person's own way
        times->setText(toQString(m_plan.recurrence.cron));
        fault->hide();
    });
}

void PlanOptions::showStarts(const std::vector<Instant> &starts, const QString &zone) {
    QStringList words;
    for (const Instant start : starts)
        words << startWords(start, zone, {});
    const bool isSeries = m_plan.recurrence.repeat != Repeat::Never;
    m_starts->setText(!isSeries || starts.empty() ? QString() : tr("It starts: %1").arg(words.join(QStringLiteral(" · "))));
    m_starts->setProperty("isOn", !m_starts->text().isEmpty());
    m_starts->setVisible(!m_starts->text().isEmpty());
}

} // namespace audience::ui
