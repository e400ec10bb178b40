// One row of a list of checks: a check that is kept, one that is suggested, something to beware of, a common fault. With how it
// stands in words. Plain values; the makers are pure, main thread for their words.
#pragma once

#include "service/quality_service.h"

#include <QDateTime>
#include <QString>
#include <QVector>

namespace audience::ui {

struct CheckItem {
    enum class Kind {
        Stopped,   // rows that did not come in
        Kept,      // run whenever rows come in
        Trap,      // what to beware of
        Suggested, // could be kept
        Fault,     // looked for without being kept
        LeftOut    // of a file of tests, what could not be taken over
    };
    enum class Standing { Failing, Warning, Passing, Waiting, Off, Offered };
    Kind kind = Kind::Kept;
    Standing standing = Standing::Passing;
    QString id;       // names it over readings: "12", "unique_email"
    std::string dataset;
    QString group;    // it stands under this heading
    QString words;    // what must hold
    QString reason;   // why it is here, or what went wrong; may be empty
    QString state;    // "23 rows", "passed"
    QString query, column; // shows the rows at fault; empty query: there are none to show
    model::QualityCheck check;
    bool stops = false;
    QVector<double> past; // of the last runs, the oldest first
    QDateTime pastFrom, pastTo;
    std::optional<quality::CheckResult> last;

    bool isBad() const { return standing == Standing::Failing || standing == Standing::Warning; }
};

// The rule, as a sentence.
QString ruleWords(const model::QualityCheck &check);
QString severityWord(bool stops);
CheckItem keptItem(const service::QualityCheckView &view);
CheckItem suggestedItem(const model::QualityCheck &check);
CheckItem trapItem(const std::string &dataset, const quality::Trap &trap);
CheckItem stoppedItem(const service::QualityView &view);
CheckItem leftOutItem(const quality::LeftOut &left);
// How much of it suggestions come from; "" where it was all.
QString lookedWords(const std::string &dataset, const quality::Looked &looked);

} // namespace audience::ui
