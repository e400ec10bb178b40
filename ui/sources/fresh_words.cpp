#include "ui/sources/fresh_words.h"

#include "qbase/convert.h"
#include "ui/kit/zoned.h"
#include "ui/sources/source_words.h"
#include "ui/text/sentences.h"

#include <QCoreApplication>

namespace audience::ui {

namespace {
struct Said {
    Q_DECLARE_TR_FUNCTIONS(SyncWords)
};
} // namespace

QString dataAgeWords(Instant at, Instant now) {
    constexpr std::int64_t kMinute = 60, kHour = 3600, kDay = 86'400;
    const std::int64_t seconds = (now - at).count() / kMicrosPerSecond;
    if (seconds < kMinute)
        return Said::tr("just now");
    if (seconds < kHour)
        return Said::tr("%n minutes ago", nullptr, int(seconds / kMinute));
    if (seconds < kDay)
        return Said::tr("%n hours ago", nullptr, int(seconds / kHour));
    if (seconds < 60 * kDay)
        return Said::tr("%n days ago", nullptr, int(seconds / kDay));
    return formatDate(zoned(at).date());
}

QString nextWords(Instant at, Instant now) {
    const std::int64_t minutes = (at - now).count() / kMicrosPerSecond / 60;
    if (at <= now)
        return Said::tr("now");
    return minutes < 60 ? Said::tr("in %n minutes", nullptr, int(minutes) + 1) : formatMoment(zoned(at));
}

Freshness freshnessOf(const service::SyncLine &line, Instant now) {
    const auto &done = line.view.lastDone;
    const QString age = done ? dataAgeWords(done->startedAt, now) : QString();
    if (line.isFailing)
        return {done ? Said::tr("failed; data from %1").arg(age) : Said::tr("failed"), Tone::Bad};
    if (!done)
        return {Said::tr("not yet"), Tone::Neutral};
    return {age, service::isOldData(line, now) ? Tone::Warning : Tone::Neutral};
}

QString syncModeWord(model::SyncMode mode) {
    switch (mode) {
    case model::SyncMode::Full: return Said::tr("everything anew");
    case model::SyncMode::Incremental: return Said::tr("what changed");
    case model::SyncMode::Append: return Said::tr("what is new");
    case model::SyncMode::Mirror: break;
    }
    return Said::tr("what changed and went");
}

QString byteWords(std::int64_t bytes) {
    const auto with = [](double value, const QString &unit) {
        return Said::tr("%1 %2").arg(interfaceLocale().toString(value, 'f', value < 10 ? 1 : 0), unit);
    };
    if (bytes < 100'000)
        return bytes == 0 ? Said::tr("0 MB") : with(double(qMax<std::int64_t>(bytes, 100)) / 1e3, QStringLiteral("KB"));
    return bytes < 1'000'000'000 ? with(double(bytes) / 1e6, QStringLiteral("MB")) : with(double(bytes) / 1e9, QStringLiteral("GB"));
}

QString secondsWords(double seconds) {
    if (seconds < 10)
        return Said::tr("%1 s").arg(interfaceLocale().toString(seconds, 'f', 1));
    const qint64 whole = qRound64(seconds);
    if (whole < 60)
        return Said::tr("%1 s").arg(whole);
    return whole < 3600 ? Said::tr("%1 min %2 s").arg(whole / 60).arg(whole % 60) : Said::tr("%1 h %2 min").arg(whole / 3600).arg(whole % 3600 / 60);
}

QString runStateWord(sync::RunState state) {
    switch (state) {
    case sync::RunState::Running: return Said::tr("Running");
    case sync::RunState::Done: return Said::tr("Finished");
    case sync::RunState::Failed: return Said::tr("Failed");
    case sync::RunState::Cancelled: return Said::tr("Stopped");
    case sync::RunState::Interrupted: break;
    }
    return Said::tr("Cut off");
}

QString syncSentence(const Error &error) {
    const auto arg = [&](const char *name) {
        for (const auto &[key, value] : error.args)
            if (key == name)
                return toQString(value);
        return QString();
    };
    if (error.id == "sync.drift")
        return Said::tr("The table has changed (%1), so nothing came over. Decide what becomes of it below.").arg(arg("columns"));
    if (error.id == "sync.source_empty")
        return Said::tr("The table %1 has no rows any more, and %2 would go here, so nothing was changed. If that is right, let them go.").arg(arg("table"), arg("rows"));
    if (error.id == "sync.too_many_removed")
        return Said::tr("%1 of %2 rows would go, more than the %3 % that the plan allows, so nothing was changed. If that is right, let them go.").arg(arg("count"), arg("rows"), arg("limit"));
    if (error.id == "sync.needs") {
        const QString what = arg("what");
        return what == QLatin1String("--key")       ? Said::tr("Choose the column that names each row; without one nothing tells them apart.")
               : what == QLatin1String("--profile") ? Said::tr("Choose the column that says whose event it is.")
               : what == QLatin1String("--time")    ? Said::tr("Choose the column that says when it happened.")
               : what == QLatin1String("--cursor")  ? Said::tr("Choose the column that rises with every change, or take everything anew each time.")
               : what == QLatin1String("--as")      ? Said::tr("Type what it is called here.")
                                                    : Said::tr("Say what the events are called: by a column, or by one name for all.");
    }
    if (error.id == "sync.bad_plan" && arg("value") == QLatin1String("append with --key"))
        return Said::tr("Where rows only come in, none is named; choose no column for that, or bring over what changed.");
    if (error.id == "sync.unknown")
        return Said::tr("There is no sync %1 any more.").arg(arg("name"));
    return sourceSentence(error);
}

} // namespace audience::ui
