#include "ui/sync/plan_versions.h"

#include "qbase/convert.h"
#include "ui/kit/widgets.h"
#include "ui/sources/engine_words.h"
#include "ui/sources/fresh_words.h"
#include "ui/text/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace audience::ui {

using model::SyncPlan;
using model::SyncSchedule;

namespace {

struct Said {
    Q_DECLARE_TR_FUNCTIONS(PlanVersions)
};

QString scheduleInWords(const SyncSchedule &schedule) {
    switch (schedule.kind) {
    case SyncSchedule::Kind::None: return Said::tr("Only when asked");
    case SyncSchedule::Kind::Every: return Said::tr("Every %n minutes", nullptr, schedule.minutes);
    case SyncSchedule::Kind::Daily: return Said::tr("Every day at %1 (%2)").arg(toQString(schedule.at), zoneName(schedule.zone));
    case SyncSchedule::Kind::Cron: break;
    }
    return Said::tr("As the line %1 says (%2)").arg(toQString(schedule.cron), zoneName(schedule.zone));
}

QString spanInWords(std::int64_t seconds) {
    return seconds == 0       ? QString()
           : seconds % 60 != 0 ? Said::tr("%n seconds", nullptr, int(seconds))
                               : Said::tr("%n minutes", nullptr, int(seconds / 60));
}

QString limitInWords(std::int64_t bytes) { return bytes > 0 ? byteWords(bytes) : Said::tr("no limit"); }

QString columnsInWords(const SyncPlan &plan) {
    QStringList names;
    for (const model::SyncColumn &column : plan.columns)
        names << Said::tr("%1 as %2").arg(toQString(column.source), typeWord(column.type));
    return names.join(QStringLiteral(", "));
}

QString namesInWords(const std::vector<std::string> &names) {
    QStringList all;
    for (const std::string &name : names)
        all << toQString(name);
    return all.join(QStringLiteral(", "));
}

} // namespace

QString valuesInWords(const std::vector<std::string> &values) {
    const bool quotes = std::any_of(values.begin(), values.end(), [](const std::string &value) { return value.find(',') != std::string::npos; });
    QStringList words;
    for (const std::string &value : values)
        words << (quotes ? QStringLiteral("\"%1\"").arg(toQString(value)) : toQString(value));
    return words.join(QStringLiteral(", "));
}

QVector<VersionRow> planVersions(const SyncPlan &theirs, const SyncPlan &mine) {
    QVector<VersionRow> rows;
    const auto add = [&](const QString &part, const QString &other, const QString &own) {
        if (!other.isEmpty() || !own.isEmpty())
            rows.append({part, other, own});
    };
    const auto text = [&](const QString &part, std::string SyncPlan::*field) { add(part, toQString(theirs.*field), toQString(mine.*field)); };
    add(Said::tr("Table"), toQString(theirs.source()), toQString(mine.source()));
    text(Said::tr("What names a row"), &SyncPlan::key);
    text(Said::tr("Email address"), &SyncPlan::email);
    text(Said::tr("Who may be emailed"), &SyncPlan::consent);
    add(Said::tr("Values that mean yes"), valuesInWords(theirs.consentYes), valuesInWords(mine.consentYes));
    text(Said::tr("Whose it is"), &SyncPlan::profile);
    text(Said::tr("When it happened"), &SyncPlan::time);
    text(Said::tr("What it is called"), &SyncPlan::nameColumn);
    text(Said::tr("One name for all"), &SyncPlan::eventName);
    add(Said::tr("Each time"), syncModeWord(theirs.mode), syncModeWord(mine.mode));
    text(Said::tr("Rises with every change"), &SyncPlan::cursor);
    add(Said::tr("Begin earlier by"), spanInWords(theirs.lookBackSeconds), spanInWords(mine.lookBackSeconds));
    add(Said::tr("By itself"), scheduleInWords(theirs.schedule), scheduleInWords(mine.schedule));
    add(Said::tr("Columns"), columnsInWords(theirs), columnsInWords(mine));
    add(Said::tr("Columns that stay there"), namesInWords(theirs.ignored), namesInWords(mine.ignored));
    add(Said::tr("Of one run"), limitInWords(theirs.maxBytes), limitInWords(mine.maxBytes));
    add(Said::tr("Of a month"), limitInWords(theirs.monthBytes), limitInWords(mine.monthBytes));
    add(Said::tr("Rows that may go at once"), Said::tr("%1 %").arg(theirs.maxRemovedPercent), Said::tr("%1 %").arg(mine.maxRemovedPercent));
    if (theirs.maxRejects != mine.maxRejects)
        add(Said::tr("Rows that may be refused"), theirs.maxRejects < 0 ? Said::tr("no limit") : formatNumber(theirs.maxRejects), mine.maxRejects < 0 ? Said::tr("no limit") : formatNumber(mine.maxRejects));
    std::stable_partition(rows.begin(), rows.end(), [](const VersionRow &row) { return row.theirs != row.mine; }); // what is to be decided stands first
    return rows;
}

} // namespace audience::ui
