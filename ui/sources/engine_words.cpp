#include "ui/sources/engine_words.h"

#include "qbase/convert.h"
#include "ui/kit/zoned.h"
#include "ui/sources/fresh_words.h"
#include "ui/sources/source_words.h"

#include <QCoreApplication>

namespace audience::ui {

namespace {
struct Answered {
    Q_DECLARE_TR_FUNCTIONS(EngineWords)
};
} // namespace

QString engineWords(const service::EngineView &engine, std::optional<std::int64_t> tables) {
    const QString who = toQString(engine.connection).left(100), product = toQString(engine.engine).left(60);
    QString words = engine.seconds < 0.1 ? Answered::tr("Answered by %1 (%2) in less than 0.1 s").arg(who, product)
                                         : Answered::tr("Answered by %1 (%2) in %3").arg(who, product, secondsWords(engine.seconds));
    if (tables && *tables > 0)
        words += Answered::tr(", from %1 of tables").arg(byteWords(*tables));
    if (engine.credits)
        words += Answered::tr(", %1 credits").arg(interfaceLocale().toString(*engine.credits, 'f', 4));
    return words;
}

QString engineHint(const service::EngineView &engine) {
    const QLocale locale = interfaceLocale();
    return Answered::tr("Asked at %1. It took %2 s, and %3 came over the line.")
        .arg(formatTime(zoned(engine.at).time()), locale.toString(engine.seconds, 'f', 3), locale.formattedDataSize(engine.bytes));
}

QString asOfWords(Instant at) {
    const QDateTime moment = zoned(at);
    return moment.date() == zonedToday() ? Answered::tr("as of %1 today").arg(formatTime(moment.time())) : Answered::tr("as of %1").arg(formatMoment(moment));
}

QString remoteSentence(const Error &error) {
    if (error.id == "remote.needs") {
        const std::string_view what = error.arg("what");
        return what == "--key"       ? Answered::tr("Choose the column that names each person; without one nobody could be counted once.")
               : what == "--profile" ? Answered::tr("Choose the column that says whose event it is.")
               : what == "--time"    ? Answered::tr("Choose the column that says when it happened.")
               : what == "NAME"      ? Answered::tr("Type what it is called here.")
                                     : Answered::tr("Say what the events are called: by a column, or by one name for all.");
    }
    if (error.id == "remote.table_gone")
        return Answered::tr("A table that stays in %1 is not there any more (%2). Have it put back, or take it off the list of the data.").arg(toQString(error.arg("connection")), toQString(error.arg("reason")));
    if (error.id == "remote.which_people")
        return Answered::tr("Choose above whose people the rule is about.");
    if (error.id == "remote.unknown")
        return Answered::tr("%1 is no longer among the data. Choose other people, or leave that table in its source again.").arg(toQString(error.arg("name")));
    return sourceSentence(error);
}

} // namespace audience::ui
